import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fileStore } from "../../../server/src/store/fileStore";
import { type Change, type Store, StoreError } from "../../../server/src/store/store";
import { Api, itemsOf } from "../support/api";

const put = (id: string): Change => ({ collection: "things", id, value: id });
const idsIn = (store: Store): string[] => store.load().map(({ id }) => id);

describe("a store whose writes fail", () => {
  let folder: string;
  let isFull = false;
  const full = (): undefined => {
    if (isFull) throw new Error("ENOSPC: no space left on device, write");
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    isFull = false;
    vi.spyOn(console, "error").mockReturnValue();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  const start = (): Store => fileStore(folder, { diskWrite: full, endProcess: () => undefined });

  it("keeps nothing of what failed, says why, and goes on with the next write", async () => {
    const store = start();
    const told: string[] = [];
    store.onFailure(() => told.push("failure"));
    store.onRecovery(() => told.push("recovery"));
    await store.commit([put("before")]);
    const size = statSync(join(folder, "account.jsonl")).size;
    isFull = true;
    const failed = [store.commit([put("one")]), store.commit([put("two")])];
    const settled = store.settled();
    for (const commit of [...failed, settled]) {
      await expect(commit).rejects.toThrow(StoreError);
      await expect(commit).rejects.toThrow(/cannot be written: ENOSPC.*Nothing of this was kept/);
    }
    // Who asks later is told of what is there, and all of that is durable.
    await store.settled();
    expect(store.failure?.message).toContain("ENOSPC");
    expect(statSync(join(folder, "account.jsonl")).size).toBe(size);
    isFull = false;
    await store.commit([put("after")]);
    expect(store.failure).toBeUndefined();
    expect(told).toEqual(["failure", "recovery"]);
    await store.close();
    const reopened = start();
    expect(idsIn(reopened)).toEqual(["before", "after"]);
    await reopened.close();
  });

  it("tells the state before anybody else, and each failure once", async () => {
    const store = start();
    const order: string[] = [];
    store.onFailure(() => order.push("the state"));
    isFull = true;
    await store.commit([put("one")]).catch(() => order.push("the client"));
    await store.commit([put("two")]).catch(() => order.push("the client"));
    expect(order).toEqual(["the state", "the client", "the state", "the client"]);
    expect(console.error).toHaveBeenCalledTimes(1);
    await store.close();
  });

  it("looks by itself whether there is room again", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const store = start();
    isFull = true;
    await expect(store.commit([put("one")])).rejects.toThrow("ENOSPC");
    const looked = store.settled();
    vi.advanceTimersByTime(1_000);
    await expect(store.settled()).rejects.toThrow("ENOSPC");
    await looked;
    expect(store.failure).toBeDefined();
    isFull = false;
    const recovered = new Promise<void>((resolve) => store.onRecovery(resolve));
    vi.advanceTimersByTime(1_000);
    await recovered;
    expect(store.failure).toBeUndefined();
    expect(console.error).toHaveBeenLastCalledWith(expect.stringContaining("can be written again"));
    await store.close();
  });
});

/** A file system of 256 kB in memory, where this user may mount one. */
function smallDisk(): { readonly folder: string; unmount(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), "fivetran-local-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    unmount: () => {
      execFileSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

const disk = smallDisk();

describe("a server on a full disk", () => {
  let api: Api;
  afterEach(async () => {
    vi.restoreAllMocks();
    await api.stop();
    disk?.unmount();
  });

  it("reads on, refuses writes with the reason, and writes again once there is room", async ({ skip }) => {
    if (disk === undefined) return skip("no file system can be mounted here");
    vi.spyOn(console, "error").mockReturnValue();
    const data = join(disk.folder, "data");
    const ballast = join(disk.folder, "ballast");
    api = await Api.start({ data });
    const kept = await api.group("kept");
    // All that is left but a few bytes.
    fill(ballast);
    const refused = await fillUp(api);
    expect(refused).toMatchObject({ status: 503, code: "ServiceUnavailable" });
    expect(refused.message).toMatch(/cannot be written: ENOSPC/);
    const before = await names(api);
    expect(await api.post("/v1/groups", { name: "x".repeat(5_000) })).toMatchObject({ status: 503 });
    expect(await api.patch(`/v1/groups/${kept}`, { name: "y".repeat(5_000) })).toMatchObject({ status: 503 });
    expect(await api.delete(`/v1/groups/${kept}`).then(({ status }) => [200, 503].includes(status))).toBe(
      true,
    );
    await expect(api.control.configure({ unsupportedServices: ["z".repeat(5_000)] })).rejects.toThrow(
      "ENOSPC",
    );
    const control = await fetch(`${api.server.url}/_local/settings`, {
      method: "PATCH",
      body: JSON.stringify({ unsupportedServices: ["z".repeat(5_000)] }),
    });
    expect(control.status).toBe(503);
    expect(await control.text()).toContain("ENOSPC");
    // What was refused is not to be seen, and nothing else is lost.
    expect((await names(api)).filter((name) => name !== "kept")).toEqual(
      before.filter((name) => name !== "kept"),
    );
    rmSync(ballast);
    expect(await api.post("/v1/groups", { name: "again" })).toMatchObject({ status: 201 });
    const last = await names(api);
    await api.stop();
    api = await Api.start({ data });
    expect((await names(api)).sort()).toEqual(last.sort());
  });
});

/** Takes all the room that is left. */
function fill(path: string): void {
  const piece = Buffer.alloc(4096);
  for (;;) {
    try {
      writeFileSync(path, piece, { flag: "a" });
    } catch {
      return;
    }
  }
}

/** Makes groups until one is refused. */
async function fillUp(api: Api): Promise<Awaited<ReturnType<Api["post"]>>> {
  for (let count = 0; count < 1_000; count++) {
    const reply = await api.post("/v1/groups", { name: `g${count}`.padEnd(300, "_") });
    if (reply.status !== 201) return reply;
  }
  throw new Error("the disk was never full");
}

async function names(api: Api): Promise<string[]> {
  const reply = await api.get("/v1/groups?limit=1000");
  expect(reply.status).toBe(200);
  return itemsOf(reply).map(({ name }) => String(name));
}
