/** Refusals, limits, time and bad input, on which terraform-provider-fivetran gives up, waits for ever or crashes. */
import { readdirSync } from "node:fs";
import { FivetranClient, isRateLimited, isServerFailure } from "@pulumi-fivetran/sdk";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context, Handler, Properties } from "../../../core/src/contract";
import { connectorHandler } from "../../../core/src/handlers/connector";
import { groupHandler } from "../../../core/src/handlers/group";
import { UNKNOWN } from "../../../core/src/values/unknown";
import { FakeClock } from "../../sdk/support/fakeClock";
import { startWorkbench, type Workbench } from "../../support/context";
import { declaredConnector } from "./situations";

let bench: Workbench;
let clock: FakeClock;
let context: Context;
beforeEach(async () => {
  bench = await startWorkbench();
  clock = new FakeClock();
  const { apiKey, apiSecret, url: baseUrl } = bench.server;
  const client = new FivetranClient({ apiKey, apiSecret, baseUrl, clock });
  context = bench.freshContext({ client, now: () => clock.now() });
});
afterEach(() => bench.stop());

const inputs = { name: "analytics" };
const groups = () => bench.client.groups.list().all();
const slept = () => clock.slept.reduce((sum, ms) => sum + ms, 0);

describe("compared: a server that does not answer at once", () => {
  const passing = [
    { name: "429 without Retry-After", fault: { status: 429, code: "TooManyRequests" }, atLeast: 0 },
    { name: "429 with Retry-After: 30", fault: { status: 429, retryAfter: 30 }, atLeast: 30_000 },
    {
      name: "429 with a date",
      fault: { status: 429, retryAfter: "Sun, 01 Mar 2026 12:00:10 GMT" },
      atLeast: 0,
    },
    { name: "429 with nonsense", fault: { status: 429, retryAfter: "soon" }, atLeast: 0 },
    { name: "503 with a page of HTML", fault: { status: 503, body: "html" }, atLeast: 0 },
    { name: "500", fault: { status: 500 }, atLeast: 0 },
  ];

  it.each(passing)("[3.13] $name, five times, ends in one object", async ({ fault, atLeast }) => {
    bench.server.control.faults.add({ ...fault, method: "POST", times: 5 });
    const { id } = await groupHandler.create({ inputs }, context);
    expect((await groups()).map((group) => group.id)).toEqual([id]);
    expect(slept()).toBeGreaterThanOrEqual(atLeast * 5);
    expect(slept()).toBeLessThan(atLeast * 5 + 120_000);
  });

  it("[3.13] a 503 that stays is told as a 503, not as a fault of the JSON", async () => {
    bench.server.control.faults.add({ status: 503, body: "html" });
    const error: unknown = await groupHandler.create({ inputs }, context).catch((reason: unknown) => reason);
    // Since the object may have been made, the handler adds what finds that out; the client's error is the cause.
    const advice = [{ kind: "tryLater" }, { kind: "recover", because: "answerLost" }];
    expect(error).toMatchObject({ problem: { advice } });
    expect(isServerFailure((error as Error).cause)).toBe(true);
    expect(String(error)).toMatch(/Fivetran returned 503.*Try again later/s);
    expect(String(error)).not.toMatch(/JSON|unexpected token|invalid character/i);
  });

  it("[3.13] [6 Rate limit] a Retry-After beyond the operation's time fails at once, and says when to come back", async () => {
    bench.server.control.faults.add({ status: 429, retryAfter: 3_600 });
    const error: unknown = await groupHandler
      .create({ inputs: { ...inputs, timeouts: { create: "10m" } } }, context)
      .catch((reason: unknown) => reason);
    expect(isRateLimited(error)).toBe(true);
    expect(String(error)).toContain("Come back in 60 min.");
    expect(slept()).toBe(0);
    bench.server.control.faults.clear();
    expect(await groups()).toEqual([]);
  });
});

describe("compared: the time an operation may take", () => {
  it("[6 Timeouts] is the program's, for each operation, and bounded where it says nothing", async () => {
    const { connections } = bench.client;
    const made = vi.spyOn(connections, "create");
    const changed = vi.spyOn(connections, "update");
    const deleted = vi.spyOn(connections, "delete");
    const declared = await declaredConnector(bench);
    const standing = bench.freshContext({ now: () => 0 });
    for (const timeouts of [{}, { create: "90s", update: "2m", delete: "1h30m" }]) {
      const first = { ...declared, timeouts };
      const { id, outputs } = await connectorHandler.create({ inputs: first }, standing);
      const news = { ...first, syncFrequencyMinutes: 60 };
      const olds = await connectorHandler.update({ id, olds: outputs, news }, standing);
      await connectorHandler.delete({ id, olds }, standing);
    }
    expect(made.mock.calls.map(([, options]) => options?.deadlineMs)).toEqual([1_800_000, 90_000]);
    expect(changed.mock.calls.map(([, , options]) => options?.deadlineMs)).toEqual([1_800_000, 120_000]);
    expect(deleted.mock.calls.map(([, options]) => options?.deadlineMs)).toEqual([600_000, 5_400_000]);
  });
});

describe("compared: input of any kind", () => {
  const folder = new URL("../../../core/src/handlers/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const junk = [null, true, 0, -1, "", "x", [], [null], {}, { a: { b: null } }, UNKNOWN, [UNKNOWN]];

  it.each(files)("[3.8] is told what is wrong with it, and nothing throws: %s", async (file) => {
    const { handler } = (await import(new URL(file, folder).pathname)) as { handler: Handler };
    const [unknownName] = handler
      .check({ olds: undefined, news: { qqqqqqqqqq: 1 } })
      .failures.filter(({ path }) => path[0] === "qqqqqqqqqq");
    // The message lists the arguments that there are.
    const names = unknownName?.reason.replace(/^.*known are /, "").split(", ") ?? [];
    expect(names.length).toBeGreaterThan(1);
    for (const name of names)
      for (const value of junk) {
        const news: Properties = { [name]: value };
        const { inputs: kept, failures } = handler.check({ olds: undefined, news });
        expect(Array.isArray(failures)).toBe(true);
        expect(() => [handler.nameOf(kept), handler.secretPaths(kept)]).not.toThrow();
      }
  });
});
