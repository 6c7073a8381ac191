import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorization, createGroup, groupsOf, ServerProcess } from "../../support/serverProcess";

describe("fivetran-local", () => {
  let folder: string;
  const started: ServerProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.end();
    rmSync(folder, { recursive: true });
  });

  const start = (...args: string[]): ServerProcess => {
    const server = new ServerProcess(...args);
    started.push(server);
    return server;
  };

  it("prints environment lines, and serves with those keys", async () => {
    const printed = await start("--key", "k", "--secret", "s").printed(3);
    expect(printed).toMatch(
      /^FIVETRAN_API_URL=http:\/\/127\.0\.0\.1:\d+\nFIVETRAN_API_KEY=k\nFIVETRAN_API_SECRET=s\n$/,
    );
    const url = /http\S+/.exec(printed)?.[0] ?? "";
    const call = (text: string): Promise<Response> =>
      fetch(`${url}/v1/groups`, {
        headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}` },
      });
    expect((await call("k:s")).status).toBe(200);
    expect((await call("local-key:local-secret")).status).toBe(401);
  });

  it("is a command of a clone that was installed first and built then", () => {
    const own = fileURLToPath(new URL("../../../server", import.meta.url));
    const { name, version, bin } = JSON.parse(readFileSync(join(own, "package.json"), "utf8")) as {
      name: string;
      version: string;
      bin: object;
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, workspaces: ["server"] }));
    cpSync(join(own, "bin"), join(folder, "server/bin"), { recursive: true });
    writeFileSync(join(folder, "server/package.json"), JSON.stringify({ name, version, bin }));
    execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund"], { cwd: folder, stdio: "pipe" });
    symlinkSync(join(own, "dist"), join(folder, "server/dist"));
    const printed = execFileSync("npx", ["--no-install", "fivetran-local", "--version"], { cwd: folder });
    expect(printed.toString().trim()).toBe(version);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops cleanly on %s, and keeps its data for the next start",
    async (signal) => {
      const server = start("--data", folder, "--json");
      const id = await createGroup(await server.url(), "kept");
      expect(await server.end(signal)).toMatchObject({ exitCode: 0, stderr: "" });
      const groups = await groupsOf(await start("--data", folder, "--json").url());
      expect(groups).toEqual(new Map([[id, "kept"]]));
    },
  );

  it("gives other ids in a new account than it gave in an earlier one", async () => {
    const [one, other] = [start("--json"), start("--json")];
    expect(await createGroup(await one.url(), "a")).not.toBe(await createGroup(await other.url(), "a"));
  });

  it("refuses a data folder that is in use", async () => {
    await start("--data", folder, "--json").printed();
    expect(await start("--data", folder).ended).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("is used by another fivetran-local") as string,
    });
  });

  it("plants a seed, or lists what is wrong with it", async () => {
    const file = join(folder, "seed.json");
    writeFileSync(file, JSON.stringify({ groups: [{ id: "my_group", name: "seeded" }] }));
    expect(await groupsOf(await start("--seed", file, "--json").url())).toEqual(
      new Map([["my_group", "seeded"]]),
    );
    writeFileSync(file, JSON.stringify({ groups: [{}], conections: [] }));
    const { exitCode, stderr } = await start("--seed", file).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The seed has 2 faults");
    expect(stderr).toContain("groups.0.name");
    expect(stderr).toContain("conections");
  });

  it.each([
    [["--port", "x"], "--port must be a number"],
    [["--port", "70000"], "--port must be a number"],
    [["--prt", "1"], "--prt"],
    [["extra"], "extra"],
    [["--data"], "--data"],
    [["--latency", "-1"], "--latency"],
    [["--clock", "noon"], "--clock must be a time"],
    [["--rate-limits", "free"], "--rate-limits must be paid or trial"],
    [["--ephemeral", "--data", "x"], "give one of them"],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stdout, stderr } = await start(...args).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain("--help");
  });

  it("tells a person where the page is, and that all will be gone", async () => {
    const { stderr } = await (async () => {
      const server = start();
      await server.printed(3);
      return server.end("SIGTERM");
    })();
    expect(stderr).toMatch(/^Page: http:\/\/127\.0\.0\.1:\d+\/\nIn memory: everything is gone/);
  });

  it("takes what it is not told from the environment, and the command line first", async () => {
    process.env["FIVETRAN_LOCAL_DATA"] = folder;
    process.env["FIVETRAN_LOCAL_KEY"] = "from-environment";
    try {
      const first = start("--key", "k", "--json");
      expect(JSON.parse(await first.printed())).toMatchObject({ apiKey: "k", accounts: [{ isNew: true }] });
      await first.end("SIGTERM");
      expect(JSON.parse(await start("--json").printed())).toMatchObject({
        apiKey: "from-environment",
        accounts: [{ isNew: false }],
      });
      expect(JSON.parse(await start("--json", "--ephemeral").printed())).toMatchObject({
        accounts: [{ isNew: true }],
      });
    } finally {
      delete process.env["FIVETRAN_LOCAL_DATA"];
      delete process.env["FIVETRAN_LOCAL_KEY"];
    }
  });

  it("begins at the time it is told, stands still, and gives the same ids again", async () => {
    const created = async (): Promise<unknown> => {
      const url = await start("--clock", "2031-01-01T00:00:00Z", "--freeze", "--ids", "7", "--json").url();
      await createGroup(url, "a");
      const response = await fetch(`${url}/v1/groups`, { headers: { authorization } });
      return ((await response.json()) as { data: { items: unknown[] } }).data.items;
    };
    const first = await created();
    expect(first).toMatchObject([{ created_at: expect.stringMatching(/^2031-01-01T00:00:00\.0/) as string }]);
    expect(await created()).toEqual(first);
  });

  it("on an address that is not loopback makes a token, and says what it is for", async () => {
    const server = start("--host", "0.0.0.0");
    const printed = await server.printed(4);
    const token = /^FIVETRAN_LOCAL_TOKEN=([\w-]{32})$/m.exec(printed)?.[1] ?? "";
    const url = (/http\S+/.exec(printed)?.[0] ?? "").replace("0.0.0.0", "127.0.0.1");
    expect((await fetch(`${url}/_local/clock`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${url}/_local/clock`, { headers })).status).toBe(200);
    const { stderr } = await server.end("SIGTERM");
    expect(stderr).toContain(`#token=${token}`);
    expect(stderr).toContain("It listens on 0.0.0.0, where other machines may reach it");
  });

  it("serves the accounts of a seed in YAML, and says where a fault of it is", async () => {
    const file = join(folder, "seed.yaml");
    writeFileSync(
      file,
      `accounts:
  - id: acme
    keys: [{ key: acme-key, secret: acme-secret }]
    groups: [{ name: of acme }]
  - id: globex
`,
    );
    const server = start("--seed", file);
    const printed = await server.printed(4);
    expect(printed).toContain("FIVETRAN_API_KEY=acme-key\nFIVETRAN_API_SECRET=acme-secret\n");
    expect(printed).toContain(
      "# account globex: FIVETRAN_API_KEY=globex-key FIVETRAN_API_SECRET=globex-secret\n",
    );

    writeFileSync(file, "groups:\n  - name: a\n    nam: b\nconnections:\n  - groupId: none\n");
    expect(await start("--seed", file).ended).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining(`${file}:3:5 groups.0.nam: there is no such key`) as string,
    });
    writeFileSync(file, "groups: [\n  - {");
    expect((await start("--seed", file).ended).stderr).toMatch(/is not YAML or JSON:\n {2}\S+seed\.yaml:2:/);
    expect((await start("--seed", "/no/such/file").ended).stderr).toContain("/no/such/file cannot be read");
  });

  it("prints its version and its options", async () => {
    expect(await start("--version").ended).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
    const { exitCode, stdout } = await start("--help").ended;
    expect(exitCode).toBe(0);
    const options =
      "port host token data ephemeral seed key secret clock freeze ids latency rate-limits allow-http-webhooks json help version";
    for (const option of options.split(" ")) expect(stdout).toContain(`  --${option}`);
  });
});
