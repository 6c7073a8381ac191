import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { checkedFields, toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  NewSystemKey,
  SystemKey,
  SystemKeyExpiration,
  SystemKeyPermission,
  SystemKeyUpdate,
} from "./systemKeys.types";

const answers = schemasIn(() => import("./systemKeys.answers.js"));
const systemKey = answers("systemKey");

/** Keys of the account that belong to no user. */
export class SystemKeys extends ApiResource {
  /** All system keys, without their secrets. */
  list(options?: ListOptions): Listing<SystemKey> {
    return this.listing({ path: path`/system-keys`, answer: answers("systemKeys") }, options);
  }

  /**
   * Makes a key. The `secret` in the answer cannot be read again. When its answer was lost, the secret is lost with it:
   * `findCreated` can look for the name and the time, since names are not unique, and let `rotate` hand out a new one.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(key: NewSystemKey, options?: CreateOptions<SystemKey>): Promise<SystemKey> {
    return this.call(
      { method: "POST", path: path`/system-keys`, body: keyToWire(key), answer: systemKey },
      options,
    );
  }

  /** A key, without its secret. @throws {NotFoundError} */
  async retrieve(keyId: string, options?: RequestOptions): Promise<SystemKey> {
    return this.call({ method: "GET", path: path`/system-keys/${keyId}`, answer: systemKey }, options);
  }

  /** Changes what is given; `permissions` are replaced as a whole. @throws {NotFoundError} */
  async update(keyId: string, changes: SystemKeyUpdate, options?: RequestOptions): Promise<SystemKey> {
    return this.call(
      {
        method: "PATCH",
        path: path`/system-keys/${keyId}`,
        body: keyToWire(changes),
        answer: systemKey,
      },
      options,
    );
  }

  /** Deletes a key. Its users are shut out at once. @throws {NotFoundError} */
  async delete(keyId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/system-keys/${keyId}` }, options);
  }

  /**
   * Gives the key another secret, which cannot be read again, and another end. Never repeated when its answer was
   * lost: of two rotations, the later decides which secret is good, and that may not be the one that was returned.
   *
   * @throws {NotFoundError}
   */
  async rotate(
    keyId: string,
    how: { expirationPeriod?: SystemKeyExpiration } = {},
    options?: RequestOptions,
  ): Promise<SystemKey> {
    return this.call(
      {
        method: "POST",
        path: path`/system-keys/${keyId}/rotate`,
        body: toWire(how),
        answer: systemKey,
      },
      options,
    );
  }
}

function keyToWire(key: SystemKeyUpdate): Record<string, unknown> {
  const { permissions, ...rest } = checkedFields(key);
  return toWire({ ...rest, permissions: permissions?.map(permissionToWire) });
}

function permissionToWire({ resourceFilter, ...rest }: SystemKeyPermission): Record<string, unknown> {
  return toWire({ ...rest, resourceFilter: resourceFilter && toWire(resourceFilter) });
}
