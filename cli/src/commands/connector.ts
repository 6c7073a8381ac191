/** `fivetranctl connector …`: connectors of Fivetran's Connector SDK on this machine. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { Terminal } from "../terminal";
import type { CheckOptions } from "./connector/check";
import type { NewOptions } from "./connector/new";
import type { RunOptions } from "./connector/run";
import type { SchemaOptions } from "./connector/schema";
import type { TestOptions } from "./connector/test";

export function connectorCommand(terminal: Terminal): Command {
  return new Command("connector")
    .description("Run, test and check connectors of Fivetran's Connector SDK on this machine.")
    .addCommand(runCommand(terminal))
    .addCommand(testCommand(terminal))
    .addCommand(schemaCommand(terminal))
    .addCommand(checkCommand(terminal))
    .addCommand(newCommand(terminal));
}

function runCommand(terminal: Terminal): Command {
  return running(new Command("run"))
    .description("Run a sync into a DuckDB file, from the state of the last one.")
    .option("--full", "begin with an empty state; rows that are there stay until they come again")
    .option("--from-state <file>", "begin with the state in a file")
    .option("--until-checkpoint <number>", "stop after so many checkpoints", positive)
    .option("--warehouse <file>", "the DuckDB file (default: files/warehouse.duckdb in the folder)")
    .option("--state <file>", "where the state is kept (default: files/state.json in the folder)")
    .option("--discard", "keep neither rows nor state")
    .addOption(
      new Option("--mode <mode>", "what deletes do")
        .choices(["soft-delete", "live", "history"])
        .default("soft-delete"),
    )
    .addOption(
      new Option("--naming <naming>", "names of tables and columns")
        .choices(["fivetran", "source"])
        .default("fivetran"),
    )
    .option("--show-rows <number>", "rows shown of each table", natural, 3)
    .option("--time-limit <seconds>", "end a sync that runs longer", positive)
    .option("--memory-limit <MB>", "address space that the connector may use", positive)
    .action(async (folder: string, options: RunOptions) => {
      const { run } = await import("./connector/run.js");
      await run(folder, options, terminal);
    });
}

function testCommand(terminal: Terminal): Command {
  return running(new Command("test"))
    .description("Run the set-up tests of the connector's form.")
    .action(async (folder: string, options: TestOptions) => {
      const { test } = await import("./connector/test.js");
      await test(folder, options, terminal);
    });
}

function schemaCommand(terminal: Terminal): Command {
  return running(new Command("schema"))
    .description("Show the tables that the connector declares.")
    .action(async (folder: string, options: SchemaOptions) => {
      const { schema } = await import("./connector/schema.js");
      await schema(folder, options, terminal);
    });
}

function checkCommand(terminal: Terminal): Command {
  return new Command("check")
    .description(
      "Look for what Fivetran refuses and for what goes wrong later, without running the connector.",
    )
    .argument("<folder>", "the folder of connector.py")
    .option("--python <path or version>", "the Python to read the code with")
    .option("--json", "a line of JSON for each finding")
    .action(async (folder: string, options: CheckOptions) => {
      const { check } = await import("./connector/check.js");
      await check(folder, options, terminal);
    });
}

function newCommand(terminal: Terminal): Command {
  return new Command("new")
    .description("Make the folder of a new connector, with a test.")
    .argument("<folder>", "the folder to make; its name is the connector's")
    .addOption(
      new Option("--kind <kind>", "how the source is read").choices(["ids", "windows"]).default("ids"),
    )
    .action(async (folder: string, options: NewOptions) => {
      const { makeConnector } = await import("./connector/new.js");
      makeConnector(folder, options, terminal);
    });
}

/** What all commands take that run the connector's code. */
function running(command: Command): Command {
  return command
    .argument("<folder>", "the folder of connector.py, or of what a connector behind gRPC leaves")
    .option("--configuration <file>", "values for the connector (default: configuration.json in the folder)")
    .option("--python <path or version>", "the Python to run it with (default: python3)")
    .option(
      "--grpc <address>",
      "a connector that serves the partner protocol on this machine, in any language",
    )
    .option("--serve <command>", "start it first: a program with its arguments, which takes --port <port>")
    .option("--allow-builds", "also install packages without a wheel, which runs code of theirs")
    .option("--json", "a line of JSON for each thing that happens");
}

function positive(text: string): number {
  const number = natural(text);
  if (number === 0) throw new InvalidArgumentError("It is a whole number above 0.");
  return number;
}

function natural(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}
