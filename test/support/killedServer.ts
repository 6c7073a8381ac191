import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type Access, Caller } from "../server/support/caller";
import { everything } from "../server/support/everything";
import { Ledger, RefusedError, type Shown } from "../server/support/ledger";
import { generator } from "./random";
import { ServerProcess } from "./serverProcess";

/** Clients that write at any time. */
const WORKERS = 4;
const LIVES = 2;
/** More than one round of every kind of write, by all workers. */
const MOST_WRITES = 200;

/** Where a seed lets a server die. */
type Death =
  | { readonly at: "storeWrite"; readonly count: number; readonly action: "exit" }
  | { readonly at: "diskWrite"; readonly count: number; readonly portion: "none" | "half" | "all" };

function deathFrom(random: () => number): Death {
  const count = 1 + Math.floor(random() * MOST_WRITES);
  const portion = (["none", "half", "all", undefined] as const)[Math.floor(random() * 4)];
  return portion === undefined
    ? { at: "storeWrite", count, action: "exit" }
    : { at: "diskWrite", count, portion };
}

/**
 * Kills a server under load, twice on the same folder, at the seed's writes: before the write, in the middle of it, when it is in the
 * file, or when it is durable and nobody was told. Each time a server that starts on the folder has every write that was acknowledged,
 * and of the others all or nothing.
 */
export async function killServerAndRecover(seed: number): Promise<void> {
  const random = generator(seed);
  const folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
  const started: ServerProcess[] = [];
  const start = async (): Promise<{ server: ServerProcess; access: Access }> => {
    const server = new ServerProcess("--data", folder, "--json");
    started.push(server);
    return { server, access: JSON.parse(await server.printed()) as Access };
  };
  try {
    const ledgers: Ledger[] = [];
    for (let life = 0; life < LIVES; life++) {
      const { server, access } = await start();
      await expectKept(access, ledgers);
      const death = deathFrom(random);
      console.log(`seed ${seed}, life ${life + 1}: killed at ${JSON.stringify(death)}`);
      await fetch(`${access.url}/_local/halt`, { method: "POST", body: JSON.stringify(death) });
      const workers = Array.from({ length: WORKERS }, () => new Ledger(new Caller(access)));
      ledgers.push(...workers);
      await Promise.all(workers.map((ledger, worker) => writeUntilDeath(ledger, `l${life}_w${worker}`)));
      await server.ended;
      expect(workers.some(({ acknowledged }) => acknowledged.size > 0) || death.count < 2 * WORKERS).toBe(
        true,
      );
    }
    const { server, access } = await start();
    await expectKept(access, ledgers);
    expect(await server.end("SIGTERM")).toMatchObject({ exitCode: 0 });
  } finally {
    for (const server of started) await server.end();
    rmSync(folder, { recursive: true });
  }
}

async function writeUntilDeath(ledger: Ledger, name: string): Promise<void> {
  try {
    for (let round = 0; ; round++) await everything(ledger, `${name}_${round}`);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    // The server has died.
  }
}

async function expectKept(access: Access, ledgers: readonly Ledger[]): Promise<void> {
  const caller = new Caller(access);
  for (const { acknowledged, doubtful } of ledgers) {
    const paths = [...acknowledged];
    await Promise.all(paths.map(([path, shown]) => expectShown(caller, path, shown, doubtful.get(path))));
  }
  const response = await fetch(`${access.url}/_local/snapshot`);
  expect(danglingIn((await response.json()) as SnapshotEntry[])).toEqual([]);
}

/** @param instead what may be there as well: a write was under way */
async function expectShown(
  caller: Caller,
  path: string,
  shown: Shown,
  instead: Shown | undefined,
): Promise<void> {
  const found = await caller.get(path);
  if (instead === undefined || !shows(found, instead)) expect({ path, ...found }).toMatchObject(shown);
  // Of what was uploaded the bytes are there too.
  const hash = (found.data as { file_sha256_hash?: string } | undefined)?.file_sha256_hash;
  if (hash === undefined) return;
  const bytes = await (await caller.fetch("GET", `${path}/download`)).arrayBuffer();
  const found256 = createHash("sha256").update(new Uint8Array(bytes)).digest("hex");
  expect({ path, hash: found256 }).toEqual({ path, hash });
}

function shows(found: unknown, shown: Shown): boolean {
  try {
    expect(found).toMatchObject(shown);
    return true;
  } catch {
    return false;
  }
}

interface SnapshotEntry {
  readonly collection: string;
  readonly id: string;
  readonly value: unknown;
}

/** Where records name others, by the field. */
const REFERENCES: Readonly<Record<string, string>> = {
  groupId: "groups",
  userId: "users",
  teamId: "teams",
  connectionId: "connections",
  projectId: "transformationProjects",
};
/** Collections whose records belong to one of another collection under the same id. */
const PARTS: Readonly<Record<string, string>> = {
  destinations: "groups",
  schemaConfigs: "connections",
  discoveries: "connections",
};

/** Records that name what is not there: something that was done by half. */
function danglingIn(snapshot: readonly SnapshotEntry[]): string[] {
  const present = new Set(snapshot.map(({ collection, id }) => `${collection}/${id}`));
  return snapshot.flatMap(({ collection, id, value }) => {
    const whole = PARTS[collection];
    const named = Object.entries(value ?? {}).flatMap(([field, target]) => {
      const holder = REFERENCES[field];
      return holder === undefined || typeof target !== "string" ? [] : [`${holder}/${target}`];
    });
    return [...named, ...(whole === undefined ? [] : [`${whole}/${id}`])]
      .filter((target) => !present.has(target))
      .map((target) => `${collection}/${id} names ${target}`);
  });
}
