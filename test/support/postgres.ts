import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Debian puts each version's programs. */
const DEBIAN = "/usr/lib/postgresql";

/** The folder of Postgres's programs; undefined on a machine without. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** A Postgres of its own, in a folder for it alone, which ends with the test. It refuses to run as root, so root runs it as another. */
export class TestPostgres {
  readonly #programs: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #owner: { uid?: number; gid?: number };
  #process: ReturnType<typeof spawn> | undefined;

  private constructor(programs: string, folder: string, port: number, owner: { uid?: number; gid?: number }) {
    this.#programs = programs;
    this.#folder = folder;
    this.#port = port;
    this.#owner = owner;
  }

  static async start(): Promise<TestPostgres> {
    const programs = postgresPrograms();
    if (programs === undefined) throw new Error("There is no Postgres on this machine.");
    const folder = mkdtempSync(join(tmpdir(), "fivetran-postgres-"));
    const owner: { uid?: number; gid?: number } = process.getuid?.() === 0 ? unprivileged() : {};
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
    chmodSync(folder, 0o700);
    const made = spawnSync(
      join(programs, "initdb"),
      [
        "-D",
        join(folder, "data"),
        "-U",
        "test",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
      ],
      { ...owner, cwd: folder, encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
    const postgres = new TestPostgres(programs, folder, await freePort(), owner);
    await postgres.resume();
    return postgres;
  }

  /** The URL of a database, which is made when it is new. */
  async database(name: string): Promise<string> {
    const { Client } = (await import("pg")).default;
    const client = new Client({ connectionString: this.#url("postgres") });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    return this.#url(name);
  }

  /** Every row of every table of a database, as text. */
  async everything(url: string): Promise<string> {
    const { Client } = (await import("pg")).default;
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT each::text AS text FROM ${name} AS each`);
      texts.push(...rows.map(({ text }) => `${name} ${text}`));
    }
    await client.end();
    return texts.join("\n");
  }

  /** Ends it at once, as a crash does. Its files stay. */
  async crash(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once("exit", resolve));
    this.#process?.kill("SIGQUIT");
    await ended;
  }

  /** Starts it on the files that are there. */
  async resume(): Promise<void> {
    const args = ["-D", join(this.#folder, "data"), "-p", String(this.#port), "-k", this.#folder];
    const settings = [
      "listen_addresses=127.0.0.1",
      "max_connections=300",
      "fsync=off",
      "shared_buffers=32MB",
    ];
    const child = spawn(
      join(this.#programs, "postgres"),
      [...args, ...settings.flatMap((each) => ["-c", each])],
      { ...this.#owner, cwd: this.#folder, stdio: ["ignore", "ignore", "pipe"] },
    );
    this.#process = child;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes("ready to accept connections")) resolve();
      });
      child.once("exit", () => reject(new Error(`postgres ended: ${said}`)));
    });
  }

  async stop(): Promise<void> {
    await this.crash();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #url(name: string): string {
    return `postgresql://test@127.0.0.1:${this.#port}/${name}`;
  }
}

/** The user that Debian's package makes for Postgres, else nobody. */
function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const user = users.find(([name]) => name === wanted);
    if (user !== undefined) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error("There is no user to run Postgres as.");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
