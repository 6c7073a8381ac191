import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { it } from "vitest";

/** A PostgreSQL server of a test's own, in a temporary folder, reached by a socket in it. */
export interface PostgresServer {
  /** Makes an empty database. Returns its connection string. */
  database(name: string): Promise<string>;
  /** Runs statements on a database. */
  run(connectionString: string, sql: string): Promise<Record<string, unknown>[]>;
  /** Ends all sessions but its own, as a server does that is restarted. */
  endSessions(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian and others keep the programs. */
const FOLDERS = [
  ...(existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql")
        .sort((left, right) => Number(right) - Number(left))
        .map((version) => `/usr/lib/postgresql/${version}/bin`)
    : []),
  ...(process.env["PATH"] ?? "").split(":"),
];

const BIN = FOLDERS.find(
  (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
);

/** Where there is no PostgreSQL, one skipped test says so; `test/skips.json` allows it. */
export function withPostgres(name: string, tests: () => void): void {
  if (BIN === undefined) it.skip(`${name}: there is no PostgreSQL`);
  else tests();
}

/** PostgreSQL refuses to run as root: another user, then. */
function ownUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ["postgres", "nobody"]) {
    try {
      const number = (flag: string): number =>
        Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

/** Starts a server. It keeps nothing safe, for speed: it is thrown away. */
export async function startPostgres(): Promise<PostgresServer> {
  if (BIN === undefined) throw new Error("There is no PostgreSQL on this machine.");
  const user = ownUser();
  // A socket's path has room for about a hundred bytes.
  const folder = mkdtempSync("/tmp/pf-pg-");
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const environment = { PATH: process.env["PATH"] ?? "", HOME: folder, LC_ALL: "C.UTF-8" };
  const options = { cwd: folder, env: environment, ...(user ?? {}) };
  execFileSync(
    join(BIN, "initdb"),
    ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
    { ...options, stdio: "pipe" },
  );
  writeFileSync(
    join(data, "postgresql.auto.conf"),
    [
      "listen_addresses = ''",
      `unix_socket_directories = '${folder}'`,
      "fsync = off",
      "full_page_writes = off",
      "synchronous_commit = off",
      "shared_buffers = 32MB",
      "max_connections = 40",
    ].join("\n"),
  );
  const server = spawn(join(BIN, "postgres"), ["-D", data], {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
  });
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
  const address = (database: string): string =>
    `postgresql://tester@/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`;
  const run = async (connectionString: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString });
    // A server that is stopped meanwhile is told of by the query.
    client.on("error", () => undefined);
    await client.connect();
    try {
      const results = (await client.query(sql)) as unknown;
      const last: unknown = Array.isArray(results) ? results.at(-1) : results;
      return (last as { rows: Record<string, unknown>[] }).rows;
    } finally {
      await client.end();
    }
  };
  return {
    database: async (name) => {
      await run(address("postgres"), `CREATE DATABASE "${name}"`);
      return address(name);
    },
    run,
    endSessions: async () => {
      await run(
        address("postgres"),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
      );
    },
    stop: async () => {
      const gone = once(server, "exit");
      server.kill("SIGINT");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
