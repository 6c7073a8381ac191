import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandRun, runCommand } from "../support/commandProcess";
import { Company } from "../support/company";
import { LISTS } from "../support/everyKind";
import { EveryKindStack } from "../support/everyKindStack";
import { compileErrors, filesBelow, secretsIn } from "../support/exported";
import { kindOf, TestStack } from "../support/stack";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** Each test goes on where the one before ended. */
describe("fivetranctl export of the example company", () => {
  let company: Company;
  let folder: string;
  let exported: CommandRun;
  let files: Record<string, string>;
  let stack: TestStack;

  beforeAll(async () => {
    company = await Company.open();
    const up = await company.stack.up();
    expect(up.output).not.toMatch(/\berror\b/);
    folder = await mkdtemp(join(tmpdir(), "fivetranctl-export-"));
    await symlink(NODE_MODULES, join(folder, "node_modules"));
    company.server.control.clearJournal();
    const args = ["export", "--out", "out", "--verify", "--approvals"];
    exported = await runCommand(args, { server: company.server, folder });
    files = await filesBelow(join(folder, "out"));
    stack = await TestStack.open({
      server: company.server,
      program: files["index.ts"] ?? "",
      prepare: async (project) => {
        await cp(join(folder, "out"), project, { recursive: true });
        await symlink(NODE_MODULES, join(project, "node_modules"));
        return "index.ts";
      },
      env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    });
  });
  afterAll(async () => {
    await stack.close();
    await company.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("imports in a stack of its own, and previews empty", () => {
    expect(exported.said).toContain("verify: the preview is empty.");
    expect(exported.code).toBe(0);
  });

  it("sends GETs alone, as many as it says", () => {
    const journal = company.server.control.journal();
    expect([...new Set(journal.map(({ method }) => method))]).toEqual(["GET"]);
    const [, calls] = /(\d+) calls\.\n/.exec(exported.said) ?? [];
    // One more says whose account it is; none are of the check.
    expect(journal.length).toBe(Number(calls));
  });

  it("declares what the program of the company declares", async () => {
    const kinds = (types: readonly string[]): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const kind of types.map(kindOf)) counts[kind] = (counts[kind] ?? 0) + 1;
      return counts;
    };
    const { resources } = JSON.parse(files["import.json"] ?? "") as {
      resources: { type: string; id: string }[];
    };
    const own = kinds((await company.stack.resources()).map(({ type }) => type));
    const found = kinds(resources.map(({ type }) => type));
    for (const kind of ["Group", "Destination", "Connector", "SchemaConfig", "ConnectorSchedule", "Team"])
      expect([kind, found[kind]]).toEqual([kind, own[kind]]);
    // Whoever owns the key is a user too.
    expect(found["User"]).toBe((own["User"] ?? 0) + 1);
    const ids = new Set(resources.map(({ id }) => id));
    // No id stands in the program but in a comment: one resource names another.
    const code = Object.entries(files)
      .filter(([name]) => name.endsWith(".ts"))
      .map(([, text]) => text.replaceAll(/\/\*\*.*?\*\//gs, ""))
      .join("\n");
    expect([...ids].filter((id) => !id.includes(":") && code.includes(`"${id}"`))).toEqual(["account"]);
  });

  it("writes no secret and no placeholder", () => {
    const all = Object.values(files).join("\n");
    expect(company.secrets.filter((secret) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/placeholder/i);
    expect(all).not.toContain("******");
  });

  it("compiles under strict TypeScript", () => {
    expect(compileErrors(join(folder, "out"))).toEqual([]);
  });

  it("stops at its budget, and goes on with --resume", async () => {
    const { server } = company;
    server.control.clearJournal();
    const part = await runCommand(["export", "--out", "part", "--budget", "50"], { server, folder });
    expect(part.code).toBe(1);
    expect(part.said).toContain("--resume");
    const before = server.control.journal().length;
    expect(Object.keys(await filesBelow(join(folder, "part")))).toEqual([
      join(".fivetran-export", "read.ndjson"),
    ]);
    const again = await runCommand(["export", "--out", "part"], { server, folder });
    expect([again.code, again.said]).toEqual([1, expect.stringContaining("--resume")]);
    server.control.clearJournal();
    const rest = await runCommand(["export", "--out", "part", "--resume"], { server, folder });
    expect(rest.code).toBe(0);
    expect(server.control.journal().length).toBeGreaterThan(before);
    const whole = await filesBelow(join(folder, "part"));
    for (const name of ["import.json", "groups/commerce.ts", "people.ts"])
      expect([name, Object.keys(whole).includes(name)]).toEqual([name, true]);
  });

  it("takes a part by a filter, with the groups of it and nothing of the account", async () => {
    const { server } = company;
    const args = ["export", "--out", "shops", "group=Commerce", "--match", "/shop_"];
    expect((await runCommand(args, { server, folder })).code).toBe(0);
    const { resources } = JSON.parse((await filesBelow(join(folder, "shops")))["import.json"] ?? "") as {
      resources: { type: string }[];
    };
    const kinds = new Set(resources.map(({ type }) => kindOf(type)));
    expect([...kinds]).toContain("Connector");
    expect([...kinds]).not.toContain("User");
    expect(resources.filter(({ type }) => kindOf(type) === "Group")).toHaveLength(1);
  });

  it("says which secret is missing, and sends nothing", async () => {
    const file = join(stack.folder, "project", "import.json");
    const imported = await stack.import("--file", file, "--generate-code=false");
    expect(imported.output).not.toMatch(/error/i);
    company.server.control.clearJournal();
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toMatch(/pulumi config set --secret|Missing required configuration variable/);
    expect(company.server.control.journal().filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("sends the secrets once they are filled in, and changes nothing else", async () => {
    const secrets = secretsIn(files["Pulumi.dev.yaml"] ?? "");
    expect(secrets.length).toBeGreaterThan(40);
    const config = Object.fromEntries(
      secrets.map(({ key, isList }) => [key, isList ? '["DBT_TOKEN=filled-in"]' : "filled-in-by-hand"]),
    );
    await writeFile(join(stack.folder, "project", "Pulumi.test.yaml"), JSON.stringify({ config }));
    const before = recordsOf(company);
    company.server.control.clearJournal();
    const up = await stack.up();
    expect(up.output).not.toMatch(/\berror\b/);
    const { updated = 0, unchanged = 0, ...others } = up.resources;
    expect(others).toEqual({});
    expect(updated).toBeLessThanOrEqual(secrets.length);
    expect(unchanged).toBeGreaterThan(updated);
    const writes = company.server.control.journal().filter(({ method }) => method !== "GET");
    // New settings of a log service are tested by a call of its own.
    const patches = writes.filter(({ path }) => !path.endsWith("/test"));
    expect(patches.filter(({ method }) => method !== "PATCH")).toEqual([]);
    expect(patches.length).toBe(updated);
    expect(recordsOf(company)).toEqual(before);
    expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
    expect((await stack.refresh()).resources).toEqual({ unchanged: updated + unchanged });
  });
});

/** What the account holds, without the secrets that were filled in and without what moves by itself. */
function recordsOf({ server }: Company): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { collection } of server.control.snapshot()) counts[collection] = (counts[collection] ?? 0) + 1;
  return counts;
}

describe("fivetranctl export of an account with an object of every kind", () => {
  let every: EveryKindStack;
  let folder: string;
  beforeAll(async () => {
    every = await EveryKindStack.open([]);
    folder = await mkdtemp(join(tmpdir(), "fivetranctl-export-"));
    await symlink(NODE_MODULES, join(folder, "node_modules"));
  });
  afterAll(async () => {
    await every.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("has each kind in the program or in the report, and previews empty", async () => {
    const args = ["export", "--out", "out", "--verify", "--approvals"];
    const ran = await runCommand(args, { server: every.server, folder });
    expect([ran.code, ran.said]).toEqual([0, expect.stringContaining("verify: the preview is empty.")]);
    const files = await filesBelow(join(folder, "out"));
    const { resources } = JSON.parse(files["import.json"] ?? "") as { resources: { type: string }[] };
    const exported = new Set(resources.map(({ type }) => kindOf(type)));
    const report = files["EXPORT.md"] ?? "";
    const missing = every.kinds.declarations
      .map(({ kind }) => kind)
      // The same roles are there as single memberships.
      .filter((kind) => !exported.has(kind) && LISTS[kind] === undefined && !report.includes(kind));
    expect(missing).toEqual([]);
    expect(compileErrors(join(folder, "out"))).toEqual([]);
  });
});
