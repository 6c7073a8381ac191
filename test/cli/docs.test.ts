import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeProgram } from "../../cli/src/command";
import { docsOf, type Example } from "../../cli/src/commands/documented";
import { surroundingsOf } from "../../cli/src/surroundings";
import { CommandLine } from "./support/commandLine";
import { connection, SEED } from "./support/seed";

type Command = ReturnType<typeof makeProgram>;

interface Documented {
  readonly name: string;
  readonly example: Example;
  readonly fields: Readonly<Record<string, string>> | undefined;
}

const program = makeProgram(surroundingsOf({ print: () => undefined, say: () => undefined }));
const documented = program.commands.flatMap((command) => examplesOf(command, command.name()));

function examplesOf(command: Command, name: string): Documented[] {
  const docs = docsOf(command);
  return [
    ...(docs?.examples ?? []).map((example) => ({ name, example, fields: docs?.fields })),
    ...command.commands.flatMap((each) => examplesOf(each, `${name} ${each.name()}`)),
  ];
}

/** As a shell divides it: single quotes hold spaces. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? "");
}

describe("the examples of the docs", () => {
  let line: CommandLine;
  beforeEach(async () => {
    const tickets = connection("calm_seal", "warm_heron", "aws_lambda", "tickets", {});
    line = await CommandLine.open({ seed: { ...SEED, connections: [...SEED.connections, tickets] } });
    const state = { connectionId: "calm_seal", outcome: "SUCCESSFUL", state: { cursor: 1 } } as const;
    await line.server.control.syncRules.add(state);
    await line.run(["sync", "calm_seal"]);
    await line.clock.sleep(1000);
    writeFileSync(join(line.folder, "state.json"), '{"cursor": 2}');
    writeFileSync(
      join(line.folder, "config.yaml"),
      "schemas: { public: { tables: { orders: { enabled: false } } } }\n",
    );
    process.chdir(line.folder);
  });
  const home = process.cwd();
  afterEach(async () => {
    process.chdir(home);
    await line.close();
  });

  it.each(
    documented
      .filter(({ example }) => example.notRun === undefined)
      .map((each) => [each.example.line, each] as const),
  )("fivetranctl %s", async (text, { example, fields }) => {
    const args = wordsOf(text);
    const { code, out, said } = await line.run(args);
    expect({ code, said }).toEqual({ code: example.exitCode ?? 0, said });
    expect(said).not.toMatch(/^error/m);
    if (
      fields === undefined ||
      args.some((arg) => /^--(?:columns|output|select|groups|set|dry-run|yes|file)$/.test(arg))
    )
      return;
    const json = await line.run(args.includes("--json") ? args : [...args, "--json"]);
    for (const row of [JSON.parse(json.out === "" ? "[]" : json.out) as object].flat())
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(row)));
    expect(out).toBeTypeOf("string");
  });

  it("are there for every command, but for those of connectors", () => {
    const leaves = program.commands.flatMap((command) =>
      command.commands.length === 0 ? [command] : command.commands.map((each) => each),
    );
    const bare = leaves
      .filter((each) => docsOf(each) === undefined && each.parent?.name() !== "connector")
      .map((each) => each.name());
    expect(bare).toEqual([]);
  });
});
