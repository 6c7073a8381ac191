import { Command, Option } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { ApplyOptions } from "./schema/apply";
import type { DiffOptions } from "./schema/diff";
import type { SearchOptions } from "./schema/search";
import type { TreeOptions } from "./schema/tree";

export function schemaCommand(surroundings: Surroundings): Command {
  return new Command("schema")
    .description("What connections sync: schemas, tables and columns.")
    .addCommand(treeCommand(surroundings))
    .addCommand(searchCommand(surroundings))
    .addCommand(diffCommand(surroundings))
    .addCommand(applyCommand(surroundings));
}

const ELEMENT_FIELDS = {
  schema: "the schema's name in the source",
  table: "the table's; null for a schema",
  column: "the column's; null for a schema or table",
  enabled: "whether it is synced, as far as it decides that",
  syncMode: "of a table: SOFT_DELETE, HISTORY or LIVE",
  hashed: "of a column: whether the destination gets a hash",
  isPrimaryKey: "of a column",
  rowFilter: "of a table: which rows are synced; null for all",
  locked: "why it cannot be switched; null where it can",
} as const;

const DIFFERENCE_FIELDS = {
  element: "the schema, table or column, with dots between; empty for the policy of new elements",
  schema: "its schema",
  table: "its table; null for a schema",
  column: "its column; null for a schema or table",
  property: "enabled, syncMode, hashed, isPrimaryKey, rowFilter, schemaChangeHandling, or exists",
  left: "what it is on the first side; null where nothing is said",
  right: "what it is on the second side",
} as const;

function treeCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("tree")))
    .description("Show the schema config of a connection as a tree.")
    .argument("<connection>", "its id, or group/schema")
    .option("--with-columns", "read all columns of the synced tables from the source, a call each")
    .action(async (word: string, options: TreeOptions) => {
      const { tree } = await import("./schema/tree.js");
      await tree(word, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "schema tree analytics/shop_eu",
        purpose: "Show schemas, tables, and the columns that somebody has set.",
      },
      { line: "schema tree analytics/shop_eu --with-columns --json", purpose: "Read every column." },
    ],
    fields: { element: "the names, with dots between", ...ELEMENT_FIELDS },
  });
}

function searchCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("search")))
    .description("Find columns, tables or schemas by their names, in the whole account.")
    .argument("<name>", "the name; * stands for any text, and case makes no difference")
    .argument("[connections...]", "ids, group/schema, or a filter (default: all)")
    .addOption(
      new Option("--kind <kind>", "what is looked for")
        .choices(["column", "table", "schema"])
        .default("column"),
    )
    .option("--not-hashed", "only columns that are not hashed")
    .option("--synced", "only what is synced")
    .option("--deep", "read every column of the synced tables from the sources, a call each")
    .option("--fail", "end with 5 when something is found")
    .option("--yes", "ask nothing, however many calls --deep makes")
    .action(async (name: string, words: string[], options: SearchOptions) => {
      const { search } = await import("./schema/search.js");
      await search(name, words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "schema search email --not-hashed --synced --deep",
        purpose: "Find every column called email that arrives in the clear.",
      },
      {
        line: "schema search 'order*' service=postgres --kind table",
        purpose: "Find tables by the begin of their names.",
      },
    ],
    fields: {
      id: "the connection's id",
      name: "`group/schema`",
      ...ELEMENT_FIELDS,
      isSynced: "whether it and all that it lies in are enabled",
    },
    notes: [
      "Without `--deep` it takes one call for each connection, and sees only columns that somebody has set: Fivetran shows no others.",
    ],
  });
}

function diffCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("diff")))
    .description("Show what differs between the schema configs of two connections, or of one and a file.")
    .argument("<left>", "a connection, or a file in JSON or YAML")
    .argument("<right>", "a connection, or a file")
    .action(async (left: string, right: string, options: DiffOptions) => {
      const { diff } = await import("./schema/diff.js");
      await diff(left, right, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "schema diff analytics/shop_eu analytics/shop_us", purpose: "Compare two connections." },
    ],
    fields: DIFFERENCE_FIELDS,
    notes: [
      "The exit code is 5 when something differs. A file has the form that `fivetranctl api connectionSchemas.retrieve <id> --output yaml` writes.",
    ],
  });
}

function applyCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("apply")))
    .description("Give a connection the schema config of a file or of another connection, in one request.")
    .argument("<connection>", "its id, or group/schema")
    .requiredOption("--from <source>", "a file in JSON or YAML, or a connection")
    .option("--ignore-missing", "leave out what the connection does not have")
    .option("--dry-run", "only show what would be set")
    .option("--yes", "ask nothing")
    .action(async (word: string, options: ApplyOptions) => {
      const { apply } = await import("./schema/apply.js");
      await apply(word, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "schema apply analytics/shop_us --from analytics/shop_eu --dry-run",
        purpose: "See what would change.",
      },
      { line: "schema apply analytics/shop_us --from config.yaml --yes", purpose: "Set what a file says." },
    ],
    fields: DIFFERENCE_FIELDS,
    notes: [
      "What the file does not name stays as it is. A column is never un-hashed unless the file says `hashed: false` for it, and a warning says so.",
    ],
  });
}
