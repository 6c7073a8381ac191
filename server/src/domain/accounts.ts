import { type ApiKey, credentialsIn, isAuthorized } from "../http/credentials";
import type { Account } from "./account";
import { apiKeyUserFor } from "./people/apiKeys";
import { systemKeyFor } from "./people/systemKeys";

/** An account with the keys that open it. They are its owner's. */
export interface ServedAccount {
  readonly account: Account;
  readonly keys: readonly ApiKey[];
}

/** Whose key a request came with: a user's, or one that belongs to no user. */
export interface Caller {
  readonly userId?: string;
  readonly systemKeyId?: string;
}

/** The caller of an operation that needs no key. */
export const NOBODY: Caller = {};

/** What a request's key opens. */
export interface Authentication {
  readonly account: Account;
  readonly caller: Caller;
}

/** The accounts of one server. No account sees the records of another: a request's key decides in which it is served. */
export class Accounts {
  readonly #served: readonly [ServedAccount, ...ServedAccount[]];
  readonly all: readonly Account[];

  constructor(served: readonly [ServedAccount, ...ServedAccount[]]) {
    this.#served = served;
    this.all = served.map(({ account }) => account);
  }

  /** The one whose key the server's handle names; requests that need no key are served in it. */
  get first(): Account {
    return this.#served[0].account;
  }

  /** What an `Authorization` header opens: with a key that the server was given, or with a system key or a user's key that the account holds. */
  authenticate(authorization: string | undefined): Authentication | undefined {
    const owned = this.#served.find(({ keys }) => isAuthorized(authorization, keys))?.account;
    if (owned !== undefined) return { account: owned, caller: { userId: owned.settings.ownerId } };
    const sent = credentialsIn(authorization);
    if (sent === undefined) return undefined;
    for (const account of this.all) {
      const systemKey = systemKeyFor(account, sent);
      if (systemKey !== undefined) return { account, caller: { systemKeyId: systemKey.id } };
      const user = apiKeyUserFor(account, sent);
      if (user !== undefined) return { account, caller: { userId: user.id } };
    }
    return undefined;
  }
}

/** The maker of something, as the API returns it: the id of a user or of a system key. */
export function actorOf({ userId, systemKeyId }: Caller, account: Account): string {
  return userId ?? systemKeyId ?? account.settings.ownerId;
}
