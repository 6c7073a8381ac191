import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import pg from "pg";

type Row = Record<string, unknown>;

/** Where Debian puts each version's programs. */
const DEBIAN = "/usr/lib/postgresql";

/** The folder of PostgreSQL's programs; undefined on a machine without. */
const PROGRAMS = [
  ...(existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((left, right) => Number(right) - Number(left))
        .map((version) => join(DEBIAN, version, "bin"))
    : []),
  ...(process.env["PATH"] ?? "").split(delimiter),
].find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));

/** It is thrown away, so a crash of the machine may lose it; a crash of its own may not. */
const SETTINGS = ["max_connections=300", "fsync=off", "full_page_writes=off", "shared_buffers=32MB"];

/** Whether the machine has PostgreSQL. */
export function hasPostgres(): boolean {
  return PROGRAMS !== undefined;
}

export interface PostgresOptions {
  /** Reached on a port of the loopback interface, by clients that know no sockets. By default by a socket in its folder. */
  readonly isOnPort?: boolean;
}

/** Starts a server of the test's own. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  if (PROGRAMS === undefined) throw new Error("There is no PostgreSQL on this machine.");
  // A socket's path has room for about a hundred bytes.
  const folder = mkdtempSync("/tmp/pf-pg-");
  const owner = process.getuid?.() === 0 ? findUnprivilegedUser() : {};
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  execFileSync(
    join(PROGRAMS, "initdb"),
    [
      "-D",
      join(folder, "data"),
      "-U",
      "tester",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
    ],
    { ...owner, cwd: folder, env: environmentIn(folder), stdio: "pipe" },
  );
  const port = options.isOnPort === true ? await findFreePort() : undefined;
  const server = new PostgresServer(PROGRAMS, folder, owner, port);
  await server.resume();
  return server;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** A PostgreSQL server in a temporary folder. */
export class PostgresServer {
  readonly #programs: string;
  readonly #folder: string;
  readonly #owner: Owner;
  readonly #port: number | undefined;
  #process: ReturnType<typeof spawn> | undefined;

  constructor(programs: string, folder: string, owner: Owner, port: number | undefined) {
    this.#programs = programs;
    this.#folder = folder;
    this.#owner = owner;
    this.#port = port;
  }

  /** Makes an empty database. Returns its connection string. */
  async database(name: string): Promise<string> {
    await this.run(this.#address("postgres"), `CREATE DATABASE "${name}"`);
    return this.#address(name);
  }

  /** Runs statements on a database. Returns the rows of the last one. */
  async run(connectionString: string, sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString });
    // The query tells of a server that is stopped meanwhile.
    client.on("error", () => undefined);
    await client.connect();
    try {
      const results = (await client.query(sql)) as unknown;
      const last: unknown = Array.isArray(results) ? results.at(-1) : results;
      return (last as { rows: Row[] }).rows;
    } finally {
      await client.end();
    }
  }

  /** Every row of every table of a database, as text. */
  async everything(connectionString: string): Promise<string> {
    const tables = await this.run(
      connectionString,
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await this.run(connectionString, `SELECT each::text AS text FROM ${String(name)} AS each`);
      texts.push(...rows.map(({ text }) => `${String(name)} ${String(text)}`));
    }
    return texts.join("\n");
  }

  /** Ends all sessions but its own, as a server does that is restarted. */
  async endSessions(): Promise<void> {
    await this.run(
      this.#address("postgres"),
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
  }

  /** Ends it at once, as a crash does. Its files stay. */
  async crash(): Promise<void> {
    await this.#end("SIGQUIT");
  }

  /** Starts it on the files that are there. */
  async resume(): Promise<void> {
    const listens =
      this.#port === undefined ? ["listen_addresses="] : ["listen_addresses=127.0.0.1", `port=${this.#port}`];
    const settings = [...SETTINGS, ...listens, `unix_socket_directories=${this.#folder}`];
    const server = spawn(
      join(this.#programs, "postgres"),
      ["-D", join(this.#folder, "data"), ...settings.flatMap((each) => ["-c", each])],
      {
        ...this.#owner,
        cwd: this.#folder,
        env: environmentIn(this.#folder),
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    this.#process = server;
    let log = "";
    await new Promise<void>((resolve, reject) => {
      server.stderr.setEncoding("utf8").on("data", (text: string) => {
        log = (log + text).slice(-5000);
        if (text.includes("ready to accept connections")) resolve();
      });
      server.once("error", reject);
      server.once("exit", () => {
        reject(new Error(`PostgreSQL did not start:\n${log}`));
      });
    });
  }

  async stop(): Promise<void> {
    await this.#end("SIGINT");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: "SIGINT" | "SIGQUIT"): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server === undefined) return;
    const gone = once(server, "exit");
    server.kill(signal);
    await gone;
  }

  #address(database: string): string {
    const name = encodeURIComponent(database);
    return this.#port === undefined
      ? `postgresql://tester@/${name}?host=${encodeURIComponent(this.#folder)}`
      : `postgresql://tester@127.0.0.1:${this.#port}/${name}`;
  }
}

function environmentIn(folder: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: folder, LC_ALL: "C.UTF-8" };
}

/** PostgreSQL refuses to run as root. */
function findUnprivilegedUser(): Owner {
  for (const user of ["postgres", "nobody"]) {
    try {
      const number = (flag: string): number =>
        Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // There is no such user: the next one.
    }
  }
  throw new Error("There is no user to run PostgreSQL as.");
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
