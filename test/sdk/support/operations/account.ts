import type { OperationCase } from "../operations.ts";

/** Every method of `client.account`. */
export const account: OperationCase[] = [
  {
    method: "account.retrieve",
    operation: "GET /v1/account/info",
    call: (client) => client.account.retrieve(),
    sent: "/v1/account/info",
    data: { account_id: "a_1", account_name: "Example", user_id: "u_1", system_key_id: null },
    result: { accountId: "a_1", accountName: "Example", userId: "u_1" },
  },
];
