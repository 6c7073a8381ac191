import type { DestinationConfigs } from "../generated/destinationTypes";
import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import type { CustomService, ServiceOf } from "../services/types";
import { toWire } from "../wire/case";
import { mergedChanges, mergedConfig } from "../wire/mergedConfig";
import { schemasIn } from "../wire/schemasIn";
import type { Destination, DestinationUpdate, NewDestination } from "./destinations.types";
import type { SetupTestOptions } from "./setupTests";

const answers = schemasIn(() => import("./destinations.answers.js"));

/** The destinations of the account. */
export class Destinations extends ApiResource {
  /** All destinations that the key may see, without their `config`. */
  list(options?: ListOptions): Listing<Destination> {
    return this.listing({ path: path`/destinations`, version: 2, answer: answers("destinations") }, options);
  }

  /**
   * Makes the destination of a group. There is one a group, so `findCreated` can look for the group's id.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create<S extends ServiceOf<DestinationConfigs>>(
    destination: NewDestination<S>,
    options?: CreateOptions<Destination>,
  ): Promise<Destination> {
    const settings = mergedConfig(destination);
    return this.call(
      {
        method: "POST",
        path: path`/destinations`,
        version: 2,
        body: toWire(settings),
        ofService: { family: "destination", service: destination.service, settings },
        cost: destination.runSetupTests === false ? "call" : "setupTest",
        answer: answers("destination"),
      },
      options,
    );
  }

  /** One destination, with its `config` as far as Fivetran shows it. @throws {NotFoundError} */
  async retrieve(destinationId: string, options?: RequestOptions): Promise<Destination> {
    return this.call(
      {
        method: "GET",
        path: path`/destinations/${destinationId}`,
        version: 2,
        answer: answers("destination"),
      },
      options,
    );
  }

  /**
   * Changes what is given and leaves the rest, within `config` too, which is checked where `changes` say the `service`.
   *
   * @throws {NotFoundError}
   */
  async update<S extends ServiceOf<DestinationConfigs> = CustomService>(
    destinationId: string,
    changes: DestinationUpdate<S>,
    options?: RequestOptions,
  ): Promise<Destination> {
    const settings = mergedChanges(changes);
    return this.call(
      {
        method: "PATCH",
        path: path`/destinations/${destinationId}`,
        version: 2,
        body: toWire(settings),
        ofService: { family: "destination", service: changes.service, settings },
        cost: changes.runSetupTests === false ? "call" : "setupTest",
        answer: answers("destination"),
      },
      options,
    );
  }

  /** Deletes a destination, which must have no connections left. @throws {NotFoundError | ConflictError} */
  async delete(destinationId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/destinations/${destinationId}`, version: 2 }, options);
  }

  /** Tests the settings. Safe to repeat: a test changes nothing but the setup status. @throws {NotFoundError} */
  async runSetupTests(
    destinationId: string,
    trust: SetupTestOptions = {},
    options?: RequestOptions,
  ): Promise<Destination> {
    return this.call(
      {
        method: "POST",
        path: path`/destinations/${destinationId}/test`,
        version: 2,
        body: toWire(trust),
        repeatable: true,
        cost: "setupTest",
        answer: answers("destination"),
      },
      options,
    );
  }
}
