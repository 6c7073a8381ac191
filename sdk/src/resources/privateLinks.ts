import type { PrivateLinkConfigs } from "../generated/privateLinkTypes";
import { toWire } from "../internal/case";
import { mergedConfig } from "../internal/mergedConfig";
import { path } from "../internal/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing } from "../pagination";
import { ApiResource } from "../resource";
import type { ServiceOf } from "../services/types";
import type { NewPrivateLink, PrivateLink, PrivateLinkUpdate } from "./privateLinks.types";

const answers = () => import("./privateLinks.answers.js");
const privateLink = async () => (await answers()).privateLink;

/** Private ways from Fivetran to sources and destinations in a cloud. */
export class PrivateLinks extends ApiResource {
  /** All private links of the account. */
  list(options?: RequestOptions): Listing<PrivateLink> {
    return this.listing(
      { path: path`/private-links`, answer: async () => (await answers()).privateLinks },
      options,
    );
  }

  /**
   * Asks for a private link, which is not made yet when this answers: its state is `CREATING`, and some are finished by
   * people. Fivetran allows very few an hour. `findCreated` can look for the name.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create<S extends ServiceOf<PrivateLinkConfigs>>(
    link: NewPrivateLink<S>,
    options?: CreateOptions<PrivateLink>,
  ): Promise<PrivateLink> {
    return this.call(
      {
        method: "POST",
        path: path`/private-links`,
        body: toWire(mergedConfig(link)),
        answer: privateLink,
      },
      options,
    );
  }

  /** @throws {NotFoundError} */
  async retrieve(privateLinkId: string, options?: RequestOptions): Promise<PrivateLink> {
    return this.call(
      { method: "GET", path: path`/private-links/${privateLinkId}`, answer: privateLink },
      options,
    );
  }

  /**
   * Changes the settings.
   *
   * @throws {ConflictError} with the code `IllegalState` while the link is being made
   * @throws {NotFoundError}
   */
  async update(
    privateLinkId: string,
    changes: PrivateLinkUpdate,
    options?: RequestOptions,
  ): Promise<PrivateLink> {
    return this.call(
      {
        method: "PATCH",
        path: path`/private-links/${privateLinkId}`,
        body: toWire(changes),
        answer: privateLink,
      },
      options,
    );
  }

  /** Marks a private link for deletion; it may be there for a while. @throws {NotFoundError} */
  async delete(privateLinkId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/private-links/${privateLinkId}` }, options);
  }
}
