import { messages } from "../messages";
import { type Operation, operation } from "./operation";

export const accountInfo: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/account/info",
    run: (account, { caller }) => ({
      message: messages.account.info,
      data: {
        account_id: account.id,
        account_name: account.settings.name ?? account.id,
        user_id: caller.userId,
        system_key_id: caller.systemKeyId,
      },
    }),
  }),
];
