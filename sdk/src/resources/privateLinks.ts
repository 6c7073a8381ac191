import type { PrivateLinkConfigs } from "../generated/privateLinkTypes";
import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import type { CustomService, ServiceOf } from "../services/types";
import { toWire } from "../wire/case";
import { mergedChanges, mergedConfig } from "../wire/mergedConfig";
import { schemasIn } from "../wire/schemasIn";
import type { NewPrivateLink, PrivateLink, PrivateLinkUpdate } from "./privateLinks.types";

const answers = schemasIn(() => import("./privateLinks.answers.js"));
const privateLink = answers("privateLink");

/** Private ways from Fivetran to sources and destinations in a cloud. */
export class PrivateLinks extends ApiResource {
  /** All private links of the account. */
  list(options?: ListOptions): Listing<PrivateLink> {
    return this.listing({ path: path`/private-links`, answer: answers("privateLinks") }, options);
  }

  /**
   * Asks for a private link, which is not made yet when this returns: its state is `CREATING`, and some are finished by
   * people. Fivetran allows very few an hour. `findCreated` can look for the name.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create<S extends ServiceOf<PrivateLinkConfigs>>(
    link: NewPrivateLink<S>,
    options?: CreateOptions<PrivateLink>,
  ): Promise<PrivateLink> {
    const settings = mergedConfig(link);
    return this.call(
      {
        method: "POST",
        path: path`/private-links`,
        body: toWire(settings),
        ofService: { family: "privateLink", service: link.service, settings },
        cost: "privateLinkCreation",
        answer: privateLink,
      },
      options,
    );
  }

  /** One private link, with its state. @throws {NotFoundError} */
  async retrieve(privateLinkId: string, options?: RequestOptions): Promise<PrivateLink> {
    return this.call(
      { method: "GET", path: path`/private-links/${privateLinkId}`, answer: privateLink },
      options,
    );
  }

  /**
   * Changes the settings, which are checked where `changes` say the `service`.
   *
   * @throws {ConflictError} with the code `IllegalState` while the link is being made
   * @throws {NotFoundError}
   */
  async update<S extends ServiceOf<PrivateLinkConfigs> = CustomService>(
    privateLinkId: string,
    changes: PrivateLinkUpdate<S>,
    options?: RequestOptions,
  ): Promise<PrivateLink> {
    const settings = mergedChanges(changes);
    return this.call(
      {
        method: "PATCH",
        path: path`/private-links/${privateLinkId}`,
        body: toWire(settings),
        ofService: { family: "privateLink", service: changes.service, settings },
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
