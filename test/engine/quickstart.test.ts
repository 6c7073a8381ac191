import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isProcessAlive, type Started, startProcess } from "../../tools/engine/process.ts";

const SECRET = "hunter2-hunter2";
const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** A copy of the repository as far as the quick-start needs it, so that the tests leave a developer's own quick-start alone. */
class Clone {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#env = env;
  }

  static async make(env: NodeJS.ProcessEnv = {}): Promise<Clone> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-fivetran-clone-")));
    for (const part of ["Pulumi.yaml", "package.json", "examples", "tools"]) {
      await cp(join(REPOSITORY, part), join(folder, part), { recursive: true });
    }
    await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
    return new Clone(folder, env);
  }

  /** Starts one of the quick-start's commands. */
  start(command: string, args: readonly string[] = [], onOutput?: (text: string) => void): Started {
    return startProcess(process.execPath, [join("tools", "quickstart", `${command}.ts`), ...args], {
      cwd: this.folder,
      env: { ...process.env, ...this.#env },
      ...(onOutput === undefined ? {} : { onOutput }),
    });
  }

  /** Runs one of the quick-start's commands to its end, which must be this exit code. Resolves with all that a user would see. */
  async run(exitCode: number, command: string, ...args: string[]): Promise<string> {
    const { stdout, stderr, ...finished } = await this.start(command, args).done;
    const output = stderr + stdout;
    expect(finished.exitCode, output).toBe(exitCode);
    return output;
  }

  /** A client of the local server, on the data that the quick-start has left. */
  async withServer(look: (client: FivetranClient) => Promise<void>): Promise<void> {
    const server = await startServer({ data: join(this.folder, ".quickstart", "server") });
    try {
      await look(clientOf(server));
    } finally {
      await server.stop();
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function clientOf(server: LocalServer): FivetranClient {
  return new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
}

/** The ids of all processes below this one. */
function descendants(pid: number): number[] {
  const listing = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = listing
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found)
    found.push(...pairs.filter(([, of]) => of === parent).map(([child]) => child ?? 0));
  return found.slice(1);
}

async function textsBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
}

describe("the quick-start", () => {
  let clone: Clone;

  beforeEach(async () => {
    clone = await Clone.make();
  });

  afterEach(() => clone.remove());

  it("makes everything, then nothing, then what a changed line asks for, and takes it down", async () => {
    const first = await clone.run(0, "start");
    expect(first).toContain("+ 6 created");
    expect(first).toContain("npm run destroy");
    expect(await clone.run(0, "start")).toContain("6 unchanged");

    const program = join(clone.folder, "examples", "quickstart", "index.ts");
    const text = await readFile(program, "utf8");
    await writeFile(program, text.replace("syncFrequencyMinutes: 60", "syncFrequencyMinutes: 120"));
    const changed = await clone.run(0, "start");
    expect(changed).toContain("~ 1 updated");
    expect(changed).toContain("~syncFrequencyMinutes");

    expect(await clone.run(0, "pulumi", "stack", "output", "--json")).toContain('"connectorId"');
    // The server has another port at each run, so none may be remembered.
    expect(await textsBelow(join(clone.folder, ".quickstart", "pulumi", "state"))).not.toContain("127.0.0.1");

    expect(await clone.run(0, "destroy")).toContain("- 6 deleted");
    await clone.withServer(async (client) => {
      expect(await client.groups.list().all()).toEqual([]);
    });
  });

  it("moves data with --engine, and ends with it on the terminal: hashed e-mails, no audit log", async () => {
    const output = await clone.run(0, "start", "--engine");
    expect(output).toContain("+ 6 created");
    const shown = output.slice(output.indexOf("What has arrived"));
    expect(shown).toMatch(/^ {2}orders_public\.customers +3$/m);
    expect(shown).toMatch(/^ {2}1 +Ann +[0-9a-f]{64}$/m);
    expect(shown).not.toContain("audit_log");
    expect(output).not.toContain("ann@example.com");
    const warehouse = await readFile(join(clone.folder, ".quickstart", "warehouse.duckdb"), "latin1");
    expect(warehouse).not.toContain("ann@example.com");
    expect(await clone.run(0, "start", "--engine")).toContain("6 unchanged");
  });

  it("leaves nothing running after Ctrl-C, and goes on where it was stopped", async () => {
    let processes: number[] = [];
    const start = clone.start("start", [], (text) => {
      if (processes.length > 0 || !text.includes("Destination warehouse creating")) return;
      processes = descendants(start.pid);
      start.interrupt();
    });
    expect(await start.done).toMatchObject({ exitCode: 130 });
    expect(processes.length).toBeGreaterThanOrEqual(3);
    expect(processes.filter(isProcessAlive)).toEqual([]);
    await clone.run(0, "start");
    await clone.withServer(async (client) => {
      expect(await client.groups.list().all()).toHaveLength(1);
      expect(await client.connections.list().all()).toHaveLength(1);
    });
  });

  it("mends what a killed run has left", async () => {
    let killed = false;
    const start = clone.start("start", [], (text) => {
      if (killed || !text.includes("Connector orders creating")) return;
      killed = true;
      start.kill();
    });
    await start.done;
    expect(killed).toBe(true);
    expect(await clone.run(0, "start")).toContain("The last run was killed");
    expect(await clone.run(0, "start")).toContain("6 unchanged");
    const config = await readFile(join(clone.folder, ".quickstart", "config", "Pulumi.local.yaml"), "utf8");
    expect(config).not.toContain("recover");
    await clone.withServer(async (client) => {
      expect(await client.groups.list().all()).toHaveLength(1);
      expect(await client.connections.list().all()).toHaveLength(1);
    });
  });

  it("is not led astray by a server's address in the stack's configuration", async () => {
    await clone.run(0, "start");
    await clone.run(0, "pulumi", "config", "set", "fivetran:baseUrl", "http://127.0.0.1:1");
    expect(await clone.run(0, "start")).toContain("6 unchanged");
  });

  it("says what it does not understand, and starts nothing", async () => {
    const output = await clone.run(1, "start", "--acount");
    expect(output).toBe("Unknown: --acount\nUsage: npm start -- [--account] [--yes] [--engine]\n");
  });

  it("says that its data is in use", async () => {
    await clone.withServer(async () => {
      expect(await clone.run(1, "start")).toMatch(/^The data folder .* is used by another .*\n$/);
    });
  });
});

/** A server of our own stands for the account. Each test goes on where the one before ended. */
describe("the quick-start with --account", () => {
  let server: LocalServer;
  let clone: Clone;

  beforeAll(async () => {
    server = await startServer();
    clone = await Clone.make({
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
    });
  });

  afterAll(async () => {
    await server.stop();
    await clone.remove();
  });

  it("lists all that the stack does not say yet", async () => {
    const output = await clone.run(1, "start", "--account");
    const plain = ["warehouseHost <value>", "ordersHost <value>"];
    const secret = ["--secret warehousePassword", "--secret ordersPassword"];
    for (const key of [...plain, ...secret]) {
      expect(output).toContain(`npm run pulumi -- config set --stack account ${key}\n`);
    }
    const set = ["config", "set", "--stack", "account"];
    await clone.run(0, "pulumi", ...set, "warehouseHost", "acme.snowflakecomputing.com");
    await clone.run(0, "pulumi", ...set, "ordersHost", "db.acme.com");
    await clone.run(0, "pulumi", ...set, "--secret", "warehousePassword", SECRET);
    expect((await clone.run(1, "start", "--account")).match(/config set/g)).toHaveLength(1);
    await clone.run(0, "pulumi", ...set, "--secret", "ordersPassword", SECRET);
  });

  it("previews, and changes nothing", async () => {
    const output = await clone.run(0, "start", "--account");
    expect(output).toContain("+ 6 to create");
    expect(output).not.toContain(SECRET);
    expect(server.control.journal().filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("applies with --yes, paused, after saying how to undo it", async () => {
    const output = await clone.run(0, "start", "--account", "--yes");
    expect(output).toContain("+ 6 created");
    expect(output.indexOf("npm run destroy -- --account")).toBeLessThan(output.indexOf("$ pulumi up"));
    const connections = await clientOf(server).connections.list().all();
    expect(connections).toHaveLength(1);
    expect(connections[0]).toMatchObject({ paused: true });
  });

  it("is taken down by the command that it named", async () => {
    await clone.run(0, "destroy", "--account");
    expect(await clientOf(server).groups.list().all()).toEqual([]);
  });
});
