import { describe, expect, it, vi } from "vitest";
import { Account } from "../../../server/src/domain/account";
import { putConnection } from "../../../server/src/domain/connections/connections";
import { makeConnection } from "../../../server/src/domain/connections/makeConnection";
import { runDueEvents } from "../../../server/src/domain/dueEvents";
import { openAccount } from "../../../server/src/domain/openAccount";
import { syncsOf } from "../../../server/src/domain/syncs/history";
import type { Collections } from "../../../server/src/records/collections";
import { ServerClock } from "../../../server/src/state/clock";
import { wordIds } from "../../../server/src/state/ids";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";

const START_MS = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

/** An account with connections that sync, and its clock, which only moves when it is told to. */
function accountWith(connections: Readonly<Record<string, number>>): {
  account: Account;
  clock: ServerClock;
} {
  const clock = new ServerClock({ now: () => START_MS });
  const account = new Account(new State(memoryStore()), clock, wordIds(0));
  openAccount(account);
  account.state.transaction(() => {
    for (const [id, syncFrequency] of Object.entries(connections)) {
      putConnection(
        account,
        makeConnection(account, {
          id,
          groupId: "g",
          service: "github",
          schema: id,
          naming: { schema: id },
          setupState: "connected",
          syncFrequency,
        }),
      );
    }
  });
  return { account, clock };
}

describe("what is due", () => {
  it("happens at its own time and in its order, however late it is looked at", () => {
    const { account, clock } = accountWith({ often: 5, seldom: 15 });
    clock.advance(12 * MINUTE);
    runDueEvents(account);
    const starts = ["often", "seldom"].flatMap((id) =>
      syncsOf(account, id).map(({ startedAt }) => `${startedAt.slice(11, 19)} ${id}`),
    );
    expect(starts.sort()).toEqual(["00:01:00 often", "00:01:00 seldom", "00:06:00 often", "00:11:00 often"]);
    expect(clock.now()).toBe(START_MS + 12 * MINUTE);
  });

  it("does not happen before its time, and once only", () => {
    const { account, clock } = accountWith({ often: 5 });
    clock.advance(MINUTE - 1);
    runDueEvents(account);
    expect(syncsOf(account, "often")).toHaveLength(0);
    clock.advance(1);
    runDueEvents(account);
    runDueEvents(account);
    expect(syncsOf(account, "often")).toHaveLength(1);
    expect(account.agenda.next()).toMatchObject({ kind: "syncDue", dueAtMs: START_MS + 6 * MINUTE });
  });

  it("is committed one by one: what fails takes back itself alone, is told, and is dropped", () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const { account, clock } = accountWith({ first: 5, second: 5, third: 5 });
    const { state } = account;
    const put = state.put.bind(state);
    state.put = (collection, id, value) => {
      if (collection === "connections" && id === "second") throw new Error("no room");
      put(collection, id, value);
    };
    clock.advance(MINUTE);
    runDueEvents(account);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("syncDue of 'second'"), expect.anything());
    expect(syncsOf(account, "first")).toHaveLength(1);
    expect(state.get("syncs", "second/1")).toBeUndefined();
    expect(syncsOf(account, "third")).toHaveLength(1);
    runDueEvents(account);
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
  });

  it("is as it was in a state that is opened again", () => {
    const { account, clock } = accountWith({ often: 5 });
    const state = new State<Collections>(memoryStore());
    state.restore(account.state.snapshot());
    const reopened = new Account(state, clock, wordIds(0));
    openAccount(reopened);
    clock.advance(MINUTE);
    runDueEvents(reopened);
    expect(syncsOf(reopened, "often")).toHaveLength(1);
    expect(syncsOf(account, "often")).toHaveLength(0);
  });

  it("looks at nothing but what is due: ten thousand connections that are not cost next to nothing", () => {
    const { account, clock } = accountWith(
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`c${index}`, 360])),
    );
    clock.advance(MINUTE - 1);
    let reads = 0;
    const get = account.state.get.bind(account.state);
    account.state.get = (collection, id) => {
      reads += 1;
      return get(collection, id);
    };
    runDueEvents(account);
    expect(reads).toBeLessThan(5);
  });
});
