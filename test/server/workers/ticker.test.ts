import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Account } from "../../../server/src/domain/account";
import { openAccount } from "../../../server/src/domain/openAccount";
import { ServerClock } from "../../../server/src/state/clock";
import { wordIds } from "../../../server/src/state/ids";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";
import { Ticker } from "../../../server/src/workers/ticker";

const DAY = 24 * 60 * 60 * 1000;

describe("the ticker", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const accountOf = (clock: ServerClock): Account => {
    const account = new Account(new State(memoryStore()), clock, wordIds(0));
    openAccount(account);
    return account;
  };
  const started = (count = 1, runsByItself = true) => {
    const clock = new ServerClock({ now: () => Date.now() });
    const accounts = Array.from({ length: count }, () => accountOf(clock));
    const ticker = new Ticker(runsByItself, memoryStore());
    for (const account of accounts) ticker.start(account);
    return { clock, accounts, ticker };
  };
  /** Something that is seen to have happened when it is gone from the agenda. */
  const plan = (account: Account | undefined, inMs: number, subject = "x"): void =>
    account?.state.transaction(() => account.agenda.plan("syncEnd", subject, Date.now() + inMs));
  const isAhead = (account: Account | undefined, subject = "x"): boolean =>
    account?.agenda.dueAt("syncEnd", subject) !== undefined;

  it("wakes when the next thing is due, in any account, and again for the one after it", () => {
    const { accounts, ticker } = started(2);
    plan(accounts[0], 2000);
    plan(accounts[1], 1000);
    ticker.arm();
    vi.advanceTimersByTime(999);
    expect(accounts.map((account) => isAhead(account))).toEqual([true, true]);
    vi.advanceTimersByTime(1);
    expect(accounts.map((account) => isAhead(account))).toEqual([true, false]);
    vi.advanceTimersByTime(1000);
    expect(accounts.map((account) => isAhead(account))).toEqual([false, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("has one timer, set anew when something earlier comes up", () => {
    const { accounts, ticker } = started();
    plan(accounts[0], 5000, "later");
    ticker.arm();
    ticker.arm();
    plan(accounts[0], 1000, "sooner");
    ticker.arm();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(isAhead(accounts[0], "sooner")).toBe(false);
    expect(isAhead(accounts[0], "later")).toBe(true);
  });

  it("waits in several steps for what is further away than a timer can be set", () => {
    const { accounts, ticker } = started();
    plan(accounts[0], 60 * DAY);
    ticker.arm();
    vi.advanceTimersByTime(60 * DAY - 1);
    expect(isAhead(accounts[0])).toBe(true);
    vi.advanceTimersByTime(1);
    expect(isAhead(accounts[0])).toBe(false);
  });

  it("rests while the clock is frozen, and follows when it is moved", () => {
    const { accounts, clock, ticker } = started();
    plan(accounts[0], 1000);
    ticker.arm();
    clock.freeze();
    ticker.arm();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(DAY);
    expect(isAhead(accounts[0])).toBe(true);
    clock.resume();
    ticker.arm();
    clock.advance(400);
    ticker.arm();
    vi.advanceTimersByTime(599);
    expect(isAhead(accounts[0])).toBe(true);
    vi.advanceTimersByTime(1);
    expect(isAhead(accounts[0])).toBe(false);
  });

  it("does nothing with a clock of a test's own, nor once it is stopped", () => {
    const still = started(1, false);
    plan(still.accounts[0], 1000);
    still.ticker.arm();
    expect(vi.getTimerCount()).toBe(0);
    const stopped = started();
    plan(stopped.accounts[0], 1000);
    stopped.ticker.arm();
    void stopped.ticker.stop();
    stopped.ticker.arm();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(DAY);
    expect(isAhead(stopped.accounts[0])).toBe(true);
  });
});
