import { type ApiKey, isAuthorized } from "../http/credentials";
import type { Account } from "./account";

/** An account with the keys that open it. */
export interface ServedAccount {
  readonly account: Account;
  readonly keys: readonly ApiKey[];
}

/** The accounts of one server. What belongs to one is never seen by another: a request's key decides in which it is served. */
export class Accounts {
  readonly all: readonly Account[];

  constructor(private readonly served: readonly [ServedAccount, ...ServedAccount[]]) {
    this.all = served.map(({ account }) => account);
  }

  /** The one whose key the server's handle names; requests that need no key are served in it. */
  get first(): Account {
    return this.served[0].account;
  }

  /** The account that an `Authorization` header opens. */
  openedBy(authorization: string | undefined): Account | undefined {
    return this.served.find(({ keys }) => isAuthorized(authorization, keys))?.account;
  }
}
