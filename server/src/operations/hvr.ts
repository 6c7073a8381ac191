import { randomBytes } from "node:crypto";
import { z } from "zod";
import { messages } from "../messages";
import { type Operation, operation } from "./operation";

export const hvr: readonly Operation[] = [
  operation({
    method: "POST",
    path: "/v1/hvr/register-hub",
    body: z.looseObject({
      fingerprint: z.string().nullish(),
      port: z.int().nullish(),
      hub_server_url: z.string().nullish(),
    }),
    // That a hub which registers again is a new one is chosen, UNPROVEN.
    run: (account, { body }) => {
      const id = account.newId();
      account.state.put("hvrHubs", id, {
        id,
        fingerprint: body.fingerprint ?? null,
        port: body.port ?? null,
        hubServerUrl: body.hub_server_url ?? null,
      });
      return {
        message: messages.hvr.registered,
        // Kept nowhere: nothing here would ever ask for it.
        data: { registration_id: id, access_token: randomBytes(32).toString("base64url") },
      };
    },
  }),
];
