import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { killServerAndRecover } from "../../support/killedServer";
import { authorization, createGroup, groupsOf, ServerProcess } from "../../support/serverProcess";

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

  it.each([1, 2, 3, 4, 5])(
    "at a write, under load, loses nothing that it acknowledged (seed %i)",
    killServerAndRecover,
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
