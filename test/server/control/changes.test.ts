import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Changes } from "../../../server/src/control/changes";
import { Api } from "../support/api";

describe("changes", () => {
  it("are told once, however many there are in one go", async () => {
    const changes = new Changes();
    let told = 0;
    const end = changes.listen(() => (told += 1));
    const add = changes.telling((one: number, other: number) => one + other);
    expect([add(1, 2), add(3, 4)]).toEqual([3, 7]);
    expect(told).toBe(0);
    await turn();
    expect(told).toBe(1);
    changes.tell();
    await turn();
    expect(told).toBe(2);
    end();
    changes.tell();
    await turn();
    expect(told).toBe(2);
  });
});

describe("the server's changes", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start({ frozen: true });
  });
  afterEach(() => api.stop());

  /** Whether something is told within this turn of the process and the next. */
  const tells = async (change: () => unknown): Promise<boolean> => {
    let told = false;
    const end = api.control.onChange(() => {
      told = true;
    });
    await change();
    await turn();
    end();
    return told;
  };

  it.each([
    ["a write of a client", () => api.post("/v1/groups", { name: "g" })],
    ["a fault", () => api.control.faults.add({ status: 503, path: "never" })],
    ["faults that are gone", () => api.control.faults.clear()],
    ["the clock", () => api.control.clock.advance(1)],
    ["a clock that runs", () => api.control.clock.resume()],
    ["latency", () => api.control.setLatency(0)],
    ["limits", () => api.control.setRateLimits(undefined)],
    ["a reset", () => api.control.reset()],
  ])("are told: %s", async (_what, change) => {
    expect(await tells(change)).toBe(true);
  });

  it("are not made by reading", async () => {
    expect(await tells(() => api.get("/v1/groups"))).toBe(false);
  });

  it("are in the stream, which begins with one", async () => {
    const abort = new AbortController();
    const response = await fetch(`${api.server.url}/_local/journal/stream`, { signal: abort.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("event: change\ndata: {}\n\n");
    await api.control.clock.advance(1);
    expect((await reader?.read())?.value).toBe("event: change\ndata: {}\n\n");
    abort.abort();
  });
});
