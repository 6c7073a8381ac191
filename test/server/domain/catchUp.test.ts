import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Account } from "../../../server/src/domain/account";
import { CatchUp } from "../../../server/src/domain/catchUp";
import { putConnection } from "../../../server/src/domain/connections/connections";
import { makeConnection } from "../../../server/src/domain/connections/makeConnection";
import { hasDueEvents } from "../../../server/src/domain/dueEvents";
import { openAccount } from "../../../server/src/domain/openAccount";
import { ServerClock } from "../../../server/src/state/clock";
import { wordIds } from "../../../server/src/state/ids";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";
import type { Change, Store } from "../../../server/src/store/store";
import { TransactionLog } from "../../../server/src/store/transactionLog";
import { Api } from "../support/api";

const START_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 60 * 60_000;

/** More than a call waits for. */
const MANY = 2_500;

/** A store whose commits are durable when the test says so. */
function heldStore(): { store: Store; commits: (readonly Change[])[]; release(): void } {
  const commits: (readonly Change[])[] = [];
  let waiting: (() => void)[] = [];
  let newest: Promise<void> = Promise.resolve();
  const store: Store = {
    ...memoryStore(),
    commit: (changes) => {
      commits.push(changes);
      newest = new Promise((resolve) => waiting.push(resolve));
      return newest;
    },
    settled: () => newest,
  };
  return {
    store,
    commits,
    release: () => {
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}

function accountWith(store: Store, connections: number): { account: Account; clock: ServerClock } {
  const clock = new ServerClock({ now: () => START_MS });
  const account = new Account(new State(store), clock, wordIds(0));
  openAccount(account);
  account.state.transaction(() => {
    for (let index = 0; index < connections; index++) {
      const id = `c${index}`;
      const naming = { schema: id };
      putConnection(
        account,
        makeConnection(account, {
          id,
          groupId: "g",
          service: "github",
          schema: id,
          naming,
          setupState: "connected",
        }),
      );
    }
  });
  return { account, clock };
}

/** In an order of its own: what was removed and put back is at the end. */
const written = (snapshot: readonly unknown[]): string[] =>
  snapshot.map((entry) => JSON.stringify(entry)).sort();

const syncsOf = (account: Account): number => account.state.count("syncs");

describe("an account whose clock has jumped", () => {
  it("catches up at once when it is little", async () => {
    const { account, clock } = accountWith(memoryStore(), 200);
    clock.advance(HOUR_MS);
    const done = new CatchUp(memoryStore()).forCall(account);
    expect(syncsOf(account)).toBe(200);
    await done;
  });

  it("lets others in between its slices, and a call wait for some of them only", async () => {
    const { account, clock } = accountWith(memoryStore(), MANY);
    clock.advance(HOUR_MS);
    const catchUp = new CatchUp(memoryStore());
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (hasDueEvents(account)) setImmediate(count);
    };
    setImmediate(count);
    await catchUp.forCall(account);
    expect(syncsOf(account)).toBeGreaterThanOrEqual(1_000);
    expect(hasDueEvents(account)).toBe(true);
    await catchUp.whole(account);
    expect(syncsOf(account)).toBe(MANY);
    expect(turns).toBeGreaterThanOrEqual(MANY / 200 - 6);
  });

  it("goes on only when what has happened is on disk, so that no more than a slice waits for it", async () => {
    const { store, commits, release } = heldStore();
    const { account, clock } = accountWith(store, MANY);
    release();
    clock.advance(HOUR_MS);
    const before = commits.length;
    const seen = { isOver: false };
    const whole = new CatchUp(store).whole(account).then(() => {
      seen.isOver = true;
    });
    let most = 0;
    while (!seen.isOver) {
      const written = commits.length;
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      most = Math.max(most, commits.length - written);
      release();
    }
    await whole;
    expect(most).toBeLessThanOrEqual(200);
    expect(commits.length - before).toBe(MANY);
  });

  it("stops where it is when the server does", async () => {
    const { account, clock } = accountWith(memoryStore(), MANY);
    clock.advance(HOUR_MS);
    const catchUp = new CatchUp(memoryStore());
    const whole = catchUp.whole(account);
    catchUp.stop();
    await whole;
    expect(syncsOf(account)).toBeLessThan(MANY);
  });
});

describe("a control call that moves the clock", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const seed = {
    groups: [{ id: "g", name: "g" }],
    destinations: [{ groupId: "g", service: "snowflake" }],
    connections: Array.from({ length: MANY }, (_, index) => ({
      id: `c${index}`,
      groupId: "g",
      service: "github",
      schema: `c${index}`,
      setupState: "connected" as const,
      paused: false,
    })),
  };

  it("returns when the time is durable, and reads of others go on meanwhile", {
    timeout: 120_000,
  }, async () => {
    const api = await Api.start({ data: folder, seed, checkAnswers: false });
    const moved = fetch(`${api.server.url}/_local/clock`, {
      method: "POST",
      body: JSON.stringify({ advanceMs: HOUR_MS }),
    });
    const seen = { isOver: false };
    void moved.then(() => {
      seen.isOver = true;
    });
    let reads = 0;
    while (!seen.isOver) {
      expect((await api.get("/v1/groups")).status).toBe(200);
      reads += 1;
    }
    expect((await moved).status).toBe(200);
    expect(reads).toBeGreaterThan(1);
    const before = api.control.snapshot();
    expect(before.filter(({ collection }) => collection === "syncs")).toHaveLength(MANY);
    await api.stop();
    const reopened = await Api.start({ data: folder, seed });
    expect(written(reopened.control.snapshot())).toEqual(written(before));
    await reopened.stop();
  });

  it("leaves the clock where it was when the day cannot be kept", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const api = await Api.start({ data: folder, seed, checkAnswers: false });
    const append = vi.spyOn(TransactionLog.prototype, "append");
    append.mockRejectedValue(new Error("ENOSPC: no space left on device"));
    const { control } = api;
    const [now, before] = [control.clock.now(), control.snapshot()];
    await expect(control.clock.advance(HOUR_MS)).rejects.toThrow("ENOSPC");
    expect(control.clock.now()).toBe(now);
    expect(written(control.snapshot())).toEqual(written(before));
    expect((await api.get("/v1/groups")).status).toBe(200);
    append.mockRestore();
    await control.clock.advance(HOUR_MS);
    expect(control.snapshot().filter(({ collection }) => collection === "syncs")).toHaveLength(MANY);
    await api.stop();
    vi.restoreAllMocks();
  });
});
