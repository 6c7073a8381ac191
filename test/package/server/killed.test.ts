import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorization, createGroup, groupsOf, ServerProcess } from "./serverProcess";

/** Calls under way at any time. */
const WORKERS = 4;

describe("a local server that is killed", () => {
  let folder: string;
  const started: ServerProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.end();
    rmSync(folder, { recursive: true });
  });

  const start = (): ServerProcess => {
    const server = new ServerProcess("--data", folder, "--json");
    started.push(server);
    return server;
  };

  it.each([3, 17, 40])(
    "at its %i-th write, under load, has every write that it acknowledged",
    async (count) => {
      const server = start();
      const url = await server.url();
      const halt = JSON.stringify({ at: "storeWrite", count, action: "exit" });
      await fetch(`${url}/_local/halt`, { method: "POST", body: halt });
      const acknowledged = new Map<string, string>();
      const write = async (worker: number): Promise<void> => {
        try {
          for (let round = 0; ; round++) {
            const name = `w${worker}-${round}`;
            acknowledged.set(await createGroup(url, name), name);
          }
        } catch {
          // The server has died.
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, (_, worker) => write(worker)));
      expect((await server.ended).exitCode).toBe(137);

      const kept = await groupsOf(await start().url());
      for (const [id, name] of acknowledged) expect(kept.get(id)).toBe(name);
      expect(kept.size).toBeGreaterThanOrEqual(count);
      // Beyond those, only what was under way.
      expect(kept.size - acknowledged.size).toBeLessThanOrEqual(WORKERS);
    },
  );

  it("by a signal leaves its folder to the next, which gives no id twice", async () => {
    const server = start();
    const url = await server.url();
    const id = await createGroup(url, "before");
    await fetch(`${url}/v1/groups/${id}`, { method: "DELETE", headers: { authorization } });
    await server.end("SIGKILL");
    const again = await start().url();
    const other = await createGroup(again, "after");
    expect(other).not.toBe(id);
    expect(await groupsOf(again)).toEqual(new Map([[other, "after"]]));
  });
});
