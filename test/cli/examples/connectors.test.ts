import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { runCommandLine } from "../../../cli/src/command";
import { describeWithPython, Folder, Written } from "../support/connectorFolder";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const EXAMPLE = join(ROOT, "examples", "connectors");

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly env?: object }[] }>
  >;
}

const workflow = (name: string): Workflow =>
  parse(readFileSync(join(EXAMPLE, ".github", "workflows", name), "utf8")) as Workflow;
const stepsOf = (name: string) => Object.values(workflow(name).jobs).flatMap(({ steps }) => steps);

describe("examples/connectors", () => {
  it.each([
    ["crm", "ids"],
    ["ads", "windows"],
  ] as const)("%s is what `fivetranctl connector new --kind %s` makes", async (name, kind) => {
    using folder = new Folder();
    const made = join(folder.path, name);
    expect(await runCommandLine(["connector", "new", made, "--kind", kind], new Written())).toBe(0);
    const files = (path: string): string[] =>
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(
          (entry) =>
            entry.isFile() &&
            !entry.parentPath.includes("__pycache__") &&
            !entry.parentPath.includes("files"),
        )
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
        .sort();
    const kept = join(EXAMPLE, "connectors", name);
    expect(files(kept).filter((file) => file !== "configuration.json")).toEqual(files(made));
    for (const file of files(made))
      expect(readFileSync(join(kept, file), "utf8"), file).toBe(readFileSync(join(made, file), "utf8"));
  });

  it("hands every secret that the program reads to preview and deployment", () => {
    const program = readFileSync(join(EXAMPLE, "index.ts"), "utf8");
    const wanted = [...program.matchAll(/(crm|ads): \{\s*keys: \[([^\]]*)\]/g)].flatMap(
      ([, name = "", keys = ""]) =>
        [...keys.matchAll(/"(\w+)"/g)].map(([, key = ""]) => `SFL_${name}_${key}`.toUpperCase()),
    );
    expect(wanted).toHaveLength(6);
    for (const name of ["preview.yml", "deploy.yml"]) {
      const given = stepsOf(name).flatMap(({ env = {} }) => Object.keys(env));
      expect(given.filter((key) => key.startsWith("SFL_")).sort()).toEqual([...wanted].sort());
    }
  });
});

describeWithPython("examples/connectors, run", (python) => {
  it("every step of the workflow that calls fivetranctl succeeds", async () => {
    const before = process.cwd();
    process.chdir(EXAMPLE);
    try {
      const calls = stepsOf("test.yml").flatMap(
        ({ run = "" }) => /^npx fivetranctl (.+)$/.exec(run)?.[1] ?? [],
      );
      expect(calls).toHaveLength(2);
      for (const call of calls) {
        const written = new Written();
        expect(await runCommandLine(call.split(" "), written), written.all).toBe(0);
      }
    } finally {
      process.chdir(before);
    }
  });

  it("both connectors read the example's API, and the second run finds nothing new", async () => {
    using folder = new Folder();
    vi.stubEnv("XDG_CACHE_HOME", join(folder.path, "cache"));
    const api = spawn(python, [join(EXAMPLE, "api", "server.py")], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const address = await addressOf(api);
      for (const name of ["crm", "ads"]) {
        const path = join(folder.path, name);
        cpSync(join(EXAMPLE, "connectors", name), path, { recursive: true });
        const values = {
          base_url: address,
          bearer_token: "any-token",
          ...{ client_id: "any-client", client_secret: "any-secret", since: daysAgo(90) },
        };
        folder.write(`${name}/configuration.json`, JSON.stringify(values));
        if (name === "ads")
          // A report that never becomes ready is given up after 10 minutes; nobody waits for that here.
          execFileSync(python, [
            "-c",
            `p = ${JSON.stringify(join(path, "connector.py"))}; s = open(p).read(); open(p, "w").write(s.replace("REPORT_SECONDS = 600", "REPORT_SECONDS = 0"))`,
          ]);
        const args = ["connector", "run", path, "--python", python, "--json"];
        const first = new Written();
        expect(await runCommandLine(args, first), first.all).toBe(0);
        const second = new Written();
        expect(await runCommandLine(args, second), second.all).toBe(0);
        expect(first.all).not.toMatch(/any-(token|client|secret)/);
      }
      expect(await count(join(folder.path, "crm"), "SELECT count(*) AS n FROM crm.customers")).toBe(2499);
      expect(
        await count(
          join(folder.path, "crm"),
          "SELECT count(*) AS n FROM crm.errors WHERE key = 'after 1233'",
        ),
      ).toBe(1);
      const days = await count(join(folder.path, "ads"), "SELECT count(*) AS n FROM ads.campaign_days");
      // The last day is today, or tomorrow when the test runs over midnight.
      expect([180, 182, 184]).toContain(days);
    } finally {
      vi.unstubAllEnvs();
      api.kill("SIGKILL");
    }
  });
});

function addressOf(api: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    api.once("error", reject);
    api.stdout?.once("data", (text: Buffer) => resolve(text.toString().trim()));
  });
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

async function count(folder: string, sql: string): Promise<number> {
  const instance = await DuckDBInstance.create(join(folder, "files", "warehouse.duckdb"));
  const connection = await instance.connect();
  const [row] = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return Number(row?.["n"]);
}
