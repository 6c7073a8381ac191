import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions, Page } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  ExternalSecretsManager,
  ExternalSecretsManagerEntity,
  ExternalSecretsManagerEntityType,
  ExternalSecretsManagerUpdate,
  NewExternalSecretsManager,
} from "./externalSecretsManagers.types";

const answers = schemasIn(() => import("./externalSecretsManagers.answers.js"));
const externalSecretsManager = answers("externalSecretsManager");
const entities = answers("externalSecretsManagerEntities");

/** Stores of secrets, outside Fivetran, from which connections and destinations take theirs. */
export class ExternalSecretsManagers extends ApiResource {
  /** All secrets managers of the account. */
  list(options?: ListOptions): Listing<ExternalSecretsManager> {
    return this.listing(
      {
        path: path`/external-secrets-managers`,
        answer: answers("externalSecretsManagers"),
      },
      options,
    );
  }

  /**
   * Makes a secrets manager. `findCreated` can look for the name.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(
    manager: NewExternalSecretsManager,
    options?: CreateOptions<ExternalSecretsManager>,
  ): Promise<ExternalSecretsManager> {
    return this.call(
      {
        method: "POST",
        path: path`/external-secrets-managers`,
        body: toWire(manager),
        answer: externalSecretsManager,
      },
      options,
    );
  }

  /** One secrets manager. @throws {NotFoundError} */
  async retrieve(managerId: string, options?: RequestOptions): Promise<ExternalSecretsManager> {
    return this.call(
      {
        method: "GET",
        path: path`/external-secrets-managers/${managerId}`,
        answer: externalSecretsManager,
      },
      options,
    );
  }

  /** Changes the settings. @throws {NotFoundError} */
  async update(
    managerId: string,
    changes: ExternalSecretsManagerUpdate,
    options?: RequestOptions,
  ): Promise<ExternalSecretsManager> {
    return this.call(
      {
        method: "PATCH",
        path: path`/external-secrets-managers/${managerId}`,
        body: toWire(changes),
        answer: externalSecretsManager,
      },
      options,
    );
  }

  /** Deletes a secrets manager that nothing uses any more. @throws {NotFoundError | InvalidInputError} */
  async delete(managerId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/external-secrets-managers/${managerId}` }, options);
  }

  /**
   * What uses one secrets manager; with `type`, only connections or only destinations. Fivetran takes no position for
   * this list: a `nextCursor`, should there be one, says that there is more than can be had.
   *
   * @throws {NotFoundError}
   */
  async listEntities(
    managerId: string,
    filter: { type?: ExternalSecretsManagerEntityType } = {},
    options?: RequestOptions,
  ): Promise<Page<ExternalSecretsManagerEntity>> {
    return this.call(
      {
        method: "GET",
        path: path`/external-secrets-managers/${managerId}/entities`,
        query: { type: filter.type },
        answer: entities,
      },
      options,
    );
  }

  /** The same of all secrets managers, or of `managerId`. */
  async listAllEntities(
    filter: { managerId?: string; type?: ExternalSecretsManagerEntityType } = {},
    options?: RequestOptions,
  ): Promise<Page<ExternalSecretsManagerEntity>> {
    return this.call(
      {
        method: "GET",
        path: path`/external-secrets-managers-entities`,
        query: { esm_id: filter.managerId, type: filter.type },
        answer: entities,
      },
      options,
    );
  }
}
