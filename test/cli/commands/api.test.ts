import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../cli/src/command";
import { OPERATIONS } from "../../../cli/src/generated/operations";
import { EFFECTS, type OperationName } from "../../../cli/src/operations/effects";
import { guarded } from "../../../cli/src/output/guard";
import { CommandLine } from "../support/commandLine";
import { Written } from "../support/connectorFolder";

describe("fivetranctl api", () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = await CommandLine.open();
  });
  afterAll(() => line.close());

  const names = Object.keys(OPERATIONS) as OperationName[];

  /** An operation's name with words where ids and data belong. */
  function callOf(name: OperationName): string[] {
    const { parameters } = OPERATIONS[name];
    const texts = parameters.filter(({ isText }) => isText).map(() => "some_id");
    const needsFile = parameters.some((each) => each.name === "file");
    return ["api", name, ...texts, ...(needsFile ? ["--file", "x.zip"] : [])];
  }

  it("knows the effect of every operation of the client: GET reads, DELETE deletes, and nothing else is called reading", () => {
    expect(Object.keys(EFFECTS)).toEqual(names);
    for (const name of names) {
      const [verb = ""] = OPERATIONS[name].request.split(" ");
      if (verb === "GET") expect([name, EFFECTS[name]]).toEqual([name, "read"]);
      else if (verb === "DELETE") expect([name, EFFECTS[name]]).toEqual([name, "delete"]);
      else expect([name, EFFECTS[name]]).not.toEqual([name, "read"]);
    }
  });

  it("hands out no secret without a place for it: refused before any call, for every such operation", async () => {
    const handing = names.filter((name) => EFFECTS[name] === "handsOutSecret");
    expect(handing).toHaveLength(11);
    const before = line.server.control.journal().length;
    const calls = [
      ...handing.map(callOf),
      ["api", "connections.create", "--data", '{"connectCardConfig": {}}'],
    ];
    for (const call of calls)
      expect(await line.run([...call, "--yes"])).toMatchObject({
        code: 2,
        said: expect.stringContaining(
          "Give --secret-file <path>, a new file, or --reveal on a terminal.",
        ) as string,
      });
    for (const call of calls) expect((await line.run([...call, "--yes", "--reveal"])).code).toBe(2);
    expect(line.server.control.journal()).toHaveLength(before);
  });

  it("sends nothing that deletes without a yes, for every such operation", async () => {
    for (const name of names.filter((each) => EFFECTS[each] === "delete"))
      expect(await line.run(callOf(name))).toMatchObject({
        code: 2,
        said: expect.stringContaining("Give --yes.") as string,
      });
    for (const name of names.filter(
      (each) => EFFECTS[each] === "write" && each !== "connections.updateState",
    ))
      expect(await line.run([...callOf(name), "--dry-run"])).toMatchObject({ code: 0, out: "" });
    expect(line.writes()).toEqual([]);
  });

  it("reads every list of the account", async () => {
    for (const name of names.filter((each) => each.endsWith(".list"))) {
      const { code, out, said } = await line.run(["api", name]);
      expect({ name, code, said }).toEqual({ name, code: 0, said: "" });
      expect(Array.isArray(JSON.parse(out))).toBe(true);
    }
  });

  it("puts a secret into a new file for its owner only, and shows the rest masked", async () => {
    const file = join(line.folder, "key.json");
    const call = [
      "api",
      "systemKeys.create",
      "--data",
      '{"name": "ci", "permissions": []}',
      "--secret-file",
      file,
      "--yes",
    ];
    const { code, out, said } = await line.run(call);
    expect(code).toBe(0);
    const written = JSON.parse(readFileSync(file, "utf8")) as { id: string; secret: string };
    expect(written.secret).toBeTruthy();
    expect(JSON.parse(out)).toMatchObject({ id: written.id, name: "ci", secret: "******" });
    expect(`${out}${said}`).not.toContain(written.secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sent = line.writes().length;
    expect(await line.run(call)).toMatchObject({
      code: 2,
      said: expect.stringContaining("there is a file already") as string,
    });
    expect(line.writes()).toHaveLength(sent);
    const lost = join(line.folder, "lost.json");
    expect(
      (await line.run(["api", "systemKeys.rotate", "nobody", "--secret-file", lost, "--yes"])).code,
    ).toBe(1);
    expect(existsSync(lost)).toBe(false);
  });

  it("shows a secret on a terminal that asks for it", async () => {
    const written = new Written();
    const terminal = { ...guarded(written), results: { columns: 120, hasColors: false } };
    const args = ["api", "systemKeys.create", "--data", '{"name": "two", "permissions": []}', "--yes"];
    const given = {
      environment: line.environment,
      folder: line.folder,
      signal: new AbortController().signal,
      ask: undefined,
    };
    expect(await runCommandLine(args, terminal, given)).toBe(2);
    expect(await runCommandLine([...args, "--reveal"], terminal, given)).toBe(0);
    const { secret } = JSON.parse(written.printed.join("\n")) as { secret: string };
    expect(secret).not.toContain("*");
  });

  it("takes data from a file, with the client's names or the API's", async () => {
    writeFileSync(join(line.folder, "group.json"), '{"name": "finance"}');
    const { out } = await line.run(["api", "groups.create", "--data", `@${join(line.folder, "group.json")}`]);
    const { id } = JSON.parse(out) as { id: string };
    const made = await line.run([
      ...["api", "connections.create", "--select", "schema", "--data"],
      JSON.stringify({
        group_id: id,
        service: "postgres",
        run_setup_tests: false,
        config: { schema_prefix: "erp" },
      }),
    ]);
    expect(made).toMatchObject({ code: 0, out: "erp" });
    expect(
      (await line.run(["api", "connections.list", "--query", `group_id=${id}`, "--select", "[].schema"])).out,
    ).toBe("erp");
    expect(await line.run(["api", "groups.delete", id, "--yes"])).toMatchObject({ code: 1 });
  });

  it("lists the operations with what they take and do", async () => {
    const { out } = await line.run(["api", "--json"]);
    expect((JSON.parse(out) as { operation: string }[]).map(({ operation }) => operation)).toEqual(names);
    expect((await line.run(["api", "groups.re", "--list", "--columns", "operation,takes"])).out).toContain(
      "groups.removeUser              <groupId> <userId>",
    );
  });

  it.each([
    [["api", "groups.lst"], "There is no operation 'groups.lst'. Did you mean 'groups.list'?"],
    [["api", "groups.retrieve"], "groups.retrieve takes <groupId>, and 0 were given."],
    [["api", "groups.create", "--data", "{hush"], "--data is not JSON."],
    [["api", "groups.create", "--data", "@nowhere.json"], "--data @nowhere.json cannot be read (ENOENT)."],
    [["api", "groups.list", "--data", "{}"], "groups.list takes no data."],
    [["api", "groups.list", "--secret-file", "x"], "groups.list hands out no secret."],
    [["api", "connections.updateState", "crisp_falcon", "--data", "{}"], "'fivetranctl state update' only"],
  ])("%j is a wrong call", async (args, message) => {
    const { code, said } = await line.run(args);
    expect(code).toBe(2);
    expect(said).toContain(message);
    expect(said).not.toContain("hush");
  });
});
