import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CommandLine } from "../support/commandLine";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

let line: CommandLine;
beforeEach(async () => {
  line = await CommandLine.open();
});
afterEach(() => line.close());

/** A folder in front of the PATH, with a program in it. */
function withProgram(name: string, script: string): Record<string, string> {
  mkdirSync(join(line.folder, "bin"), { recursive: true });
  writeFileSync(join(line.folder, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { ...line.environment, PATH: `${join(line.folder, "bin")}:/usr/bin:/bin` };
}

describe("fivetranctl doctor", () => {
  const doctor = async (environment: Record<string, string>, ...args: string[]) => {
    const { code, out } = await line.run(["doctor", "--json", ...args], { environment });
    const rows = JSON.parse(out) as { check: string; status: string; detail: string; hint: string | null }[];
    return { code, out, byCheck: Object.fromEntries(rows.map((row) => [row.check, row])) };
  };

  it("finds all well, and says the account", async () => {
    const { code, byCheck } = await doctor(withProgram("pulumi", "echo v3.270.0"));
    expect(code).toBe(0);
    expect(byCheck).toMatchObject({
      "Node.js": { status: "ok" },
      Pulumi: { status: "ok", detail: "3.270.0" },
      credentials: { status: "ok", detail: "from FIVETRAN_API_KEY" },
      reach: { status: "ok", detail: expect.stringContaining("Acme") as string },
      "@pulumi-fivetran/sdk": { status: "ok" },
    });
  });

  it("says what to do about each thing that does not work, and ends with 1", async () => {
    const environment: Record<string, string> = {
      ...withProgram("pulumi", "echo v3.100.0"),
      FIVETRAN_API_SECRET: "wrong-secret",
    };
    const { code, out, byCheck } = await doctor(environment);
    expect(code).toBe(1);
    expect(byCheck).toMatchObject({
      Pulumi: { status: "warning", hint: expect.stringContaining("3.220") as string },
      reach: { status: "failed", hint: expect.stringContaining("Check the API key and secret") as string },
    });
    expect(out).not.toContain("wrong-secret");
    const none = { HOME: line.folder, PATH: environment["PATH"] ?? "" };
    expect((await doctor(none)).byCheck).toMatchObject({
      credentials: { status: "failed", hint: expect.stringContaining("Set FIVETRAN_API_KEY") as string },
    });
  });

  it("recognises the pair of the vendor's own command, and a clock that is off", async () => {
    const { apiKey, apiSecret, url } = line.server;
    const pair = Buffer.from(`${apiKey}:${apiSecret}`).toString("base64");
    const environment = {
      HOME: line.folder,
      PATH: "/nowhere",
      FIVETRAN_API_URL: url,
      FIVETRAN_API_KEY: pair,
    };
    const { code, byCheck } = await doctor(environment);
    expect(code).toBe(0);
    expect(byCheck).toMatchObject({
      Pulumi: { status: "skipped" },
      credentials: {
        status: "warning",
        hint: expect.stringContaining("Pulumi's provider does not take this form") as string,
      },
    });
    const clock = { ...line.clock, now: () => line.clock.now() + 90_000 };
    const { out } = await line.run(["doctor", "--json"], { environment, clock });
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ check: "clock", status: "warning", detail: "90 s from Fivetran's" }),
    );
  });
});

describe("fivetranctl init", () => {
  const config = [
    "--config",
    "warehouseHost=acme.snowflakecomputing.com",
    "--config",
    "sourceHost=db.acme.com",
  ];

  it("has the template that 'pulumi new' takes", () => {
    const [ours, theirs] = [
      join(ROOT, "cli/template/project"),
      join(ROOT, "examples/template/fivetran-typescript"),
    ];
    for (const name of readdirSync(theirs)) {
      const own = name === ".gitignore" ? "gitignore" : name;
      expect(readFileSync(join(ours, own), "utf8"), name).toBe(readFileSync(join(theirs, name), "utf8"));
    }
    expect(readdirSync(ours)).toHaveLength(readdirSync(theirs).length);
  });

  it("makes a project with the configuration of its stack, and says which secrets to set", async () => {
    const { code, said } = await line.run([
      "init",
      "orders",
      "--description",
      "All orders",
      ...config,
      "--yes",
    ]);
    expect(code).toBe(0);
    const file = (name: string): string => readFileSync(join(line.folder, "orders", name), "utf8");
    const project = parse(file("Pulumi.yaml")) as Record<string, unknown>;
    expect(project).toMatchObject({ name: "orders", description: "All orders", runtime: "nodejs" });
    expect(project).not.toHaveProperty("template");
    expect(parse(file("Pulumi.dev.yaml"))).toEqual({
      config: {
        "orders:groupName": "analytics",
        "orders:warehouseHost": "acme.snowflakecomputing.com",
        "orders:sourceHost": "db.acme.com",
        "orders:sourceDatabase": "postgres",
        "orders:schedule": "every hour",
      },
    });
    expect(existsSync(join(line.folder, "orders", ".gitignore"))).toBe(true);
    expect(JSON.parse(file("package.json"))).toMatchObject({ name: "orders" });
    for (const key of ["fivetran:apiKey", "warehousePassword"])
      expect(said).toContain(`pulumi config set --secret ${key}`);
    expect((await line.run(["init", "orders", ...config, "--yes"])).said).toContain("nothing was written");
  });

  it("refuses what is missing, unknown or secret, and writes nothing", async () => {
    expect(await line.run(["init", "orders", "--yes"])).toMatchObject({
      code: 2,
      said: expect.stringContaining("The project needs warehouseHost, sourceHost.") as string,
    });
    const wrong = await line.run([
      "init",
      "orders",
      "--config",
      "sourceHots=x",
      "--config",
      "sourcePassword=hush-hush",
    ]);
    expect(wrong.said).toContain("Did you mean 'sourceHost'?");
    expect(wrong.said).toContain("pulumi config set --secret sourcePassword");
    expect(wrong.said).not.toContain("hush");
    expect(existsSync(join(line.folder, "orders"))).toBe(false);
    expect((await line.run(["init"])).code).toBe(2);
  });

  it("keeps a profile once its credentials have been tried, for its owner only", async () => {
    const typed = (...answers: string[]) => {
      const next = () => Promise.resolve(answers.shift() ?? "");
      return { text: next, secret: next, confirm: () => Promise.resolve(false), choose: next };
    };
    const { apiKey, apiSecret, url } = line.server;
    const environment = { HOME: line.folder };
    const refused = await line.run(["init", "--profile", "prod"], {
      environment,
      ask: typed(apiKey, "wrong-secret", url),
    });
    expect(refused.code).toBe(1);
    const file = join(line.folder, ".config", "fivetranctl", "profiles.json");
    expect(existsSync(file)).toBe(false);
    const { code, said } = await line.run(["init", "--profile", "prod"], {
      environment,
      ask: typed(apiKey, apiSecret, url),
    });
    expect(code).toBe(0);
    expect(said).not.toContain(apiSecret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(
      JSON.parse((await line.run(["whoami", "--profile", "prod", "--json"], { environment })).out),
    ).toMatchObject({ keyFrom: "profile prod" });
    expect((await line.run(["init", "--profile", "prod"], { environment, ask: typed() })).said).toContain(
      "is there already",
    );
    expect((await line.run(["init", "--profile", "two"], { environment })).code).toBe(2);
  });
});

describe("fivetranctl completion", () => {
  it("completes commands, subcommands and options in bash", async () => {
    const { out } = await line.run(["completion", "bash"]);
    const complete = (...words: string[]): string[] => {
      const script = `${out}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _fivetranctl; echo "\${COMPREPLY[@]}"`;
      return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim().split(" ");
    };
    expect(complete("fivetranctl", "s")).toEqual(["status", "sync", "schedule", "schema", "state"]);
    expect(complete("fivetranctl", "schema", "")).toContain("tree");
    expect(complete("fivetranctl", "schema", "search", "email", "--no")).toEqual([
      "--no-stack",
      "--not-hashed",
    ]);
    expect(complete("fivetranctl", "state", "restore", "--op")).toEqual(["--operation"]);
  });

  it.each([
    ["zsh", "#compdef fivetranctl"],
    ["fish", "complete -c fivetranctl -f -n '__fivetranctl_at \"schema\"' -a 'tree'"],
    ["powershell", "Register-ArgumentCompleter"],
  ])("has every command in %s's script", async (shell, text) => {
    const { code, out } = await line.run(["completion", shell]);
    expect(code).toBe(0);
    for (const each of [text, "status", "search", "--on-reschedule".slice(2)]) expect(out).toContain(each);
    expect((await line.run(["completion", "tcsh"])).code).toBe(2);
  });
});
