import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { ApiKey, ApiKeyExpiration, ApiKeyRotation, ApiKeyWithSecret } from "./apiKeys.types";
import type { UserType } from "./users.types";

const answers = schemasIn(() => import("./apiKeys.answers.js"));
const withSecret = answers("apiKeyWithSecret");

/**
 * API keys of users. Keys are made and rotated for service accounts, and by the key of a regular user only. An account that
 * does not have these operations yet answers a 404 that `isNotOffered` recognizes.
 */
export class ApiKeys extends ApiResource {
  /** The keys of all users, or of one kind of users, without their secrets. */
  list(filter: { userType?: UserType } = {}, options?: ListOptions): Listing<ApiKey> {
    return this.listing(
      { path: path`/users/api-keys`, query: { user_type: filter.userType }, answer: answers("apiKeys") },
      options,
    );
  }

  /** The key of one user, without its secret. @throws {NotFoundError} for a user who is not there, or has no key */
  async retrieve(userId: string, options?: RequestOptions): Promise<ApiKey> {
    return this.call(
      { method: "GET", path: path`/users/${userId}/api-keys`, answer: answers("apiKey") },
      options,
    );
  }

  /**
   * Makes a key for a service account. `keySecret` cannot be read again. When its answer was lost, the secret is lost with
   * it: `findCreated` can look for the user's key, and let `rotate` hand out a new secret.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   * @throws {NotFoundError}
   */
  async create(
    userId: string,
    key: ApiKeyExpiration = {},
    options?: CreateOptions<ApiKeyWithSecret>,
  ): Promise<ApiKeyWithSecret> {
    return this.call(
      { method: "POST", path: path`/users/${userId}/api-keys`, body: toWire(key), answer: withSecret },
      options,
    );
  }

  /** Deletes all keys of a user. Whoever uses them is shut out at once. @throws {NotFoundError} */
  async delete(userId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/users/${userId}/api-keys` }, options);
  }

  /**
   * Gives the key of a service account another secret, which cannot be read again, and another end. With `overlapDays`, the
   * old secret stays good for so long. Never repeated when its answer was lost: of two rotations, the later decides which
   * secret is good, and that may not be the one that was answered.
   *
   * @throws {NotFoundError}
   */
  async rotate(
    userId: string,
    how: ApiKeyRotation = {},
    options?: RequestOptions,
  ): Promise<ApiKeyWithSecret> {
    return this.call(
      { method: "POST", path: path`/users/${userId}/api-keys/rotate`, body: toWire(how), answer: withSecret },
      options,
    );
  }
}
