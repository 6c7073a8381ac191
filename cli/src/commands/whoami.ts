import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import type { WhoamiOptions } from "./whoami/whoami";

export function whoamiCommand(surroundings: Surroundings): Command {
  return withOutput(withAccess(new Command("whoami")))
    .description("Say which account is asked, by whose key, and where that was found.")
    .action(async (options: WhoamiOptions) => {
      const { whoami } = await import("./whoami/whoami.js");
      await whoami(options, surroundings);
    });
}
