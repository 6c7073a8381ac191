import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import type { ApiOptions } from "./api/api";
import { countArgument, listArgument } from "./arguments";
import { documentedAs } from "./documented";

export function apiCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("api")))
    .description("Call any operation of Fivetran's API by its name in the client. Without a name: list them.")
    .argument("[operation]", "such as groups.list")
    .argument("[ids...]", "what stands in the operation's path, in its order")
    .option("--list", "list the operations whose names begin with the word")
    .option("--data <json>", "what is sent: JSON, @file, or - for standard input")
    .option("--query <name=value>", "what a list is filtered by; may be given several times", listArgument)
    .option("--file <path>", "a file to upload")
    .option("--out <path>", "where a file that is downloaded goes; a new file")
    .option("--select <path>", "only the values at a path, such as [].id")
    .option("--limit <number>", "of a list, only so many", countArgument)
    .option("--secret-file <path>", "a new file for a secret that the operation hands out")
    .option("--reveal", "show a secret or a state on the terminal")
    .option("--dry-run", "of what writes, only say what would be called")
    .option("--yes", "ask nothing")
    .action(async (operation: string | undefined, ids: string[], options: ApiOptions) => {
      const { api } = await import("./api/api.js");
      await api(operation === undefined ? [] : [operation, ...ids], options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "api", purpose: "List all operations." },
      { line: "api connections --list", purpose: "List those of connections." },
      { line: "api groups.list --select '[].name'", purpose: "Print the names of all groups." },
      {
        line: "api connections.list --query groupId=warm_heron --columns id,schema --output table",
        purpose: "List with a filter, as a table.",
      },
      { line: `api groups.create --data '{"name": "finance"}'`, purpose: "Create a group." },
      { line: "api systemKeys.list --limit 10", purpose: "Read the first ten of a list." },
      {
        line: `api systemKeys.create --data '{"name": "ci", "permissions": []}' --secret-file ci-key.json --yes`,
        purpose: "Make a system key; its secret goes into a new file.",
      },
    ],
    notes: [
      "Every operation has an effect: `read`, `write`, `delete` (what cannot be taken back) or `handsOutSecret`. What writes is named first; what deletes or hands out a secret asks, or needs `--yes`.",
      "An operation that hands out a secret is refused before the call unless there is a place for it: `--secret-file` (a new file, for its owner only), or `--reveal` on a terminal.",
      "Names in `--data` are the client's (`groupId`); on the first level the API's own (`group_id`) are taken too. Results are JSON unless `--output` says otherwise; all pages of a list are read unless `--limit` is given.",
    ],
  });
}
