import { path } from "../http/path";
import type { RequestOptions } from "../options";
import { ApiResource } from "../resource";
import { schemasIn } from "../wire/schemasIn";

/** The account that the credentials belong to, and whose they are. */
export interface AccountInfo {
  accountId?: string;
  accountName?: string;

  /** The user whose key it is; absent for a system key. */
  userId?: string;

  /** The system key that it is; absent for a user's key. */
  systemKeyId?: string;
}

const answers = schemasIn(() => import("./account.answers.js"));

/** The account of the credentials. */
export class Account extends ApiResource {
  /**
   * Whose the credentials are: the cheapest way to find out whether they work.
   *
   * @throws {AuthenticationError}
   */
  async retrieve(options?: RequestOptions): Promise<AccountInfo> {
    return this.call(
      {
        method: "GET",
        path: path`/account/info`,
        answer: answers("accountInfo"),
      },
      options,
    );
  }
}
