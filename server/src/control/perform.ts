import type { Account } from "../domain/account";
import { operations } from "../operations/catalog";
import type { Method } from "../operations/operation";

/**
 * Does what an operation of the API does, as the account's owner: without a key, journal, faults or limits. For operations that wait
 * for nothing. Not in a transaction.
 *
 * @param path its template, `/v1/connections/{connectionId}`
 * @throws ApiError when the operation refuses
 */
export function perform(
  account: Account,
  method: Method,
  path: string,
  params: Readonly<Record<string, string>>,
  body: unknown,
): void {
  const operation = operations.find((one) => one.method === method && one.path === path);
  if (operation === undefined) throw new Error(`There is no operation ${method} ${path}.`);
  const request = {
    params,
    query: {},
    caller: { userId: account.settings.ownerId },
    body: operation.body?.parse(body),
    prepared: undefined,
  };
  account.state.transaction(() => operation.run(account, request));
}
