import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { WhoamiOptions } from "./whoami/whoami";

export function whoamiCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("whoami")))
    .description("Say which account is asked, by whose key, and where that was found.")
    .action(async (options: WhoamiOptions) => {
      const { whoami } = await import("./whoami/whoami.js");
      await whoami(options, surroundings);
    });
  return documentedAs(command, {
    examples: [{ line: "whoami", purpose: "Say which account the next command would ask." }],
    fields: {
      accountId: "the account's id",
      accountName: "the account's name",
      userId: "the user whose key it is; null for a system key",
      systemKeyId: "the system key that it is; null for a user's",
      address: "where the API is",
      addressFrom: "where that was found; `default` for Fivetran's own",
      keyFrom: "where the key was found",
      secretFrom: "where its secret was found",
    },
  });
}
