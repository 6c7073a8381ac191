import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "../../cli/src/command";
import { connectorOf, describeWithPython, Folder, Written } from "./support/connectorFolder";

describe("fivetranctl", () => {
  it("explains itself, and answers a wrong call with 2", async () => {
    const help = new Written();
    expect(await runCommandLine(["connector", "run", "--help"], help)).toBe(0);
    expect(help.all).toContain("--until-checkpoint <number>");
    for (const wrong of [
      ["connector", "fly"],
      ["connector", "run"],
      ["connector", "run", ".", "--until-checkpoint", "0"],
    ])
      expect(await runCommandLine(wrong, new Written())).toBe(2);
    const version = new Written();
    expect(await runCommandLine(["--version"], version)).toBe(0);
    expect(version.printed[0]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("says what to do where there is no connector", async () => {
    using folder = new Folder();
    const written = new Written();
    expect(await runCommandLine(["connector", "run", folder.path], written)).toBe(1);
    expect(written.all).toContain("fivetranctl connector new");
  });
});

describeWithPython("fivetranctl connector", (python) => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
    vi.stubEnv("XDG_CACHE_HOME", join(folder.path, "cache"));
    folder.write(
      "crm/connector.py",
      connectorOf([
        "log.info('with ' + configuration['api_token'])",
        "first = state.get('n', 0) + 1",
        "for n in range(first, first + 3):",
        "    op.upsert('Orders', {'Id': n, 'value': n if n < 5 else str(n)})",
        "    op.checkpoint({'n': n, 'big': 12345678901234567890})",
      ]),
    );
    folder.write("crm/configuration.json", '{"api_token": "hush-hush-token"}');
    folder.write("crm/.gitignore", "configuration.json\nfiles/\n");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    folder[Symbol.dispose]();
  });

  const crm = (): string => join(folder.path, "crm");
  const state = (): string => readFileSync(join(crm(), "files", "state.json"), "utf8").trim();
  const call = async (command: string, ...args: string[]): Promise<{ code: number; written: Written }> => {
    const written = new Written();
    const running = command === "check" ? [] : ["--python", python];
    const code = await runCommandLine(["connector", command, crm(), ...running, ...args], written);
    expect(written.all).not.toContain("hush-hush-token");
    return { code, written };
  };

  it("run: shows rows and checkpoints, keeps the state and goes on from it", async () => {
    const { code, written } = await call("run");
    expect(code).toBe(0);
    expect(written.all).toContain('upsert Orders {"Id":1,"value":1}');
    expect(written.all).toContain('checkpoint 3, 3 rows so far: {"n": 3');
    expect(written.all).toContain("info: with [secret]");
    expect(state()).toBe('{"n": 3, "big": 12345678901234567890}');
    expect((await call("run", "--until-checkpoint", "1")).written.all).toContain("Stopped: 1 rows");
    expect(state()).toBe('{"n": 4, "big": 12345678901234567890}');
    await call("run", "--full");
    expect(state()).toContain('"n": 3');
    folder.write("other.json", '{"n": 50}');
    await call("run", "--from-state", join(folder.path, "other.json"));
    expect(state()).toContain('"n": 53');
  });

  it("run --json: a line for each thing, and numbers as they are", async () => {
    const { written } = await call("run", "--json", "--until-checkpoint", "1");
    const events = written.printed.map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(["begin", "log", "rows", "checkpoint", "end"]);
    expect(written.printed.at(-1)).toContain('"big": 12345678901234567890');
  });

  it("run: a failure has its traceback, and what was checkpointed stays", async () => {
    folder.write(
      "crm/connector.py",
      connectorOf(["op.checkpoint({'n': 1})", "raise ValueError(configuration['api_token'])"]),
    );
    const { code, written } = await call("run");
    expect(code).toBe(1);
    expect(written.all).toContain("The connector failed: ValueError: [secret]");
    expect(written.all).toContain("connector.py");
    expect(state()).toBe('{"n": 1}');
    const { written: json } = await call("run", "--json", "--full");
    expect(JSON.parse(json.printed.at(-1) ?? "")).toMatchObject({
      event: "failed",
      checkpoints: 1,
      state: { n: 1 },
    });
  });

  it("run: refuses what contradicts itself, and modes that there are not", async () => {
    expect((await call("run", "--full", "--from-state", "x")).written.all).toContain("give one of them");
    expect((await call("run", "--mode", "history")).written.all).toContain("soft-delete and live only");
    expect((await call("run", "--configuration", "nowhere.json")).written.all).toContain(
      "there is no file nowhere.json",
    );
    folder.write("crm/configuration.json", '{"a": 1, "b": null, "c": "fivetran_encrypted:x"}');
    const { written } = await call("run");
    for (const key of ["'a'", "'b'", "'c'"]) expect(written.all).toContain(key);
    folder.write("crm/configuration.json", '{"a": hush-hush-token');
    expect((await call("run")).code).toBe(1);
  });

  it("run --discard keeps nothing", async () => {
    expect((await call("run", "--discard")).code).toBe(0);
    expect(existsSync(join(crm(), "files"))).toBe(false);
  });

  it("check: finds what Fivetran refuses, secrets, orders and columns that changed their type", async () => {
    expect((await call("check")).written.all).toContain("Nothing was found.");
    await call("run");
    await call("run");
    folder.write(
      "crm/more.py",
      'for name in {"b", "a"}:\n    pass\nTOKEN = "hush" "-hush-token"\nAPI_KEY = "another-key-of-mine"\n',
    );
    folder.write("crm/requirements.txt", "fivetran-connector-sdk==2.13.1\n");
    folder.write("crm/id.pem", "key");
    const { code, written } = await call("check", "--json");
    expect(code).toBe(1);
    const rules = written.printed.map((line) => {
      const { severity, rule } = JSON.parse(line) as { severity: string; rule: string };
      return `${severity} ${rule}`;
    });
    expect(rules).toEqual([
      "error package",
      "warning requirements",
      "warning order",
      "error secret",
      "error secret",
      "warning types",
    ]);
    expect(written.all).toContain("Orders.value was LONG, then STRING");
  });

  it("schema and test: what the connector declares, and how its tests end", async () => {
    folder.write(
      "crm/connector.py",
      [
        "from fivetran_connector_sdk import *",
        "def form():",
        "    form = ConfigurationForm()",
        "    form.add_field(form_field.TextField('region', 'Region', required=True))",
        "    form.add_test(label='reaches it', func=lambda configuration: Test.failure('no ' + configuration['api_token']))",
        "    return form",
        "def schema(configuration):",
        "    return [{'table': 'orders', 'primary_key': ['id'], 'columns': {'id': 'LONG'}}]",
        "connector = Connector(update=print, schema=schema, configuration_form=form)",
      ].join("\n"),
    );
    expect((await call("schema")).written.printed).toEqual(["orders (key id)", "  id LONG"]);
    expect(JSON.parse((await call("schema", "--json")).written.printed[0] ?? "")).toMatchObject({
      table: "orders",
    });
    const { code, written } = await call("test");
    expect(code).toBe(1);
    expect(written.printed).toEqual(["FAILED  reaches it: no [secret]"]);
    expect(written.said.join("\n")).toContain("the form requires 'region'");
    expect(written.said.join("\n")).toContain("1 of 1 set-up tests failed.");
  });

  it.each(["ids", "windows"])("new --kind %s: a folder that checks without a finding", async (kind) => {
    const made = new Written();
    const path = join(folder.path, "my-source");
    expect(await runCommandLine(["connector", "new", path, "--kind", kind], made)).toBe(0);
    expect(readFileSync(join(path, "connector.py"), "utf8")).toContain('"""my_source: ');
    expect(existsSync(join(path, ".gitignore"))).toBe(true);
    const again = new Written();
    expect(await runCommandLine(["connector", "new", path], again)).toBe(1);
    expect(again.all).toContain("nothing was written");
    const checked = new Written();
    expect(await runCommandLine(["connector", "check", path], checked)).toBe(0);
    expect(checked.printed.filter((line) => !line.includes("fivetran-connector-kit"))).toEqual([]);
  });
});
