import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Control } from "../../../server/src/control/control";
import { controlRoutes } from "../../../server/src/control/routes";
import { Api, START_MS } from "../support/api";

const SEED = Number(process.env["FUZZ_SEED"] ?? 20_260_103);
const RUNS = Number(process.env["FUZZ_REQUESTS"] ?? 25);

const extremeNumber = fc.constantFrom(
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2 ** 53,
  2 ** 31,
  2 ** 31 - 1,
  8.64e15,
  8.64e15 + 1,
  -1,
  0,
  0.5,
  1,
  5e-324,
);
const extremeText = fc.constantFrom(
  "",
  "\u0000",
  "\r\nset-cookie: a=b",
  "__proto__",
  "constructor",
  "x".repeat(100_000),
  "(",
  "\ud800",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "2026-01-02T03:04:05Z",
  "ünïcødé 🦊",
  "account",
  "connections",
  "postgres",
);
const usualText = fc.constantFrom(
  "hang",
  "SUCCESSFUL",
  "FAILED",
  "RESCHEDULED",
  "PASSED",
  "connected",
  "broken",
  "before",
  "after",
  "paid",
  "apiCall",
  "storeWrite",
  "html",
  "malformed",
);
const { value: extremeValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    extremeNumber,
    extremeText,
    usualText,
    fc.constantFrom(null, true, false),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(extremeText, tie("value"), { maxKeys: 3 }),
  ),
}));

/** Every field that some control call takes, so that generated bodies get beyond "unknown field". */
const FIELDS = [
  ...["set", "advanceMs", "frozen", "ms", "plan", "limits", "allCalls", "perMinute", "perHour"],
  ...[
    "method",
    "path",
    "skip",
    "times",
    "probability",
    "seed",
    "latencyMs",
    "drop",
    "status",
    "code",
    "message",
    "body",
  ],
  ...[
    "retryAfter",
    "afterRunning",
    "at",
    "count",
    "target",
    "shape",
    "schemas",
    "tables",
    "columns",
    "type",
    "lock",
  ],
  ...[
    "kind",
    "tests",
    "title",
    "details",
    "host",
    "outcome",
    "reason",
    "durationMs",
    "rescheduledForMs",
    "breaksSetup",
  ],
  ...[
    "tasks",
    "warnings",
    "state",
    "setupMs",
    "output",
    "id",
    "name",
    "version",
    "connectorTypes",
    "outputModelNames",
  ],
  ...[
    "setupState",
    "updateState",
    "rescheduledFor",
    "failedAt",
    "unsupportedServices",
    "personAuthorizedServices",
  ],
  ...["syncDurationMs", "schedules", "firstSyncDelayMs", "privateLinkChangeMs", "addMetadataConnections"],
  ...[
    "connectionId",
    "service",
    "schema",
    "untilTrusted",
    "shows",
    "hash",
    "content",
    "projectId",
    "packageName",
  ],
] as const;

/** Bodies that each call takes, of which one field is made extreme at a time. */
const USUAL: Readonly<Record<string, unknown>> = {
  "POST /_local/clock": { set: START_MS, advanceMs: 1_000, frozen: true },
  "POST /_local/faults": {
    path: "^/never$",
    times: 1,
    latencyMs: 1,
    status: 500,
    retryAfter: 1,
    probability: 1,
    seed: 1,
    skip: 1,
  },
  "POST /_local/halt": { at: "apiCall", count: 1_000_000 },
  "PUT /_local/latency": { ms: 0 },
  "PUT /_local/rate-limits": { limits: { allCalls: { perMinute: 1_000_000, perHour: 1_000_000 } } },
  "POST /_local/setup-tests": { service: "none", tests: [{ title: "t", status: "PASSED" }] },
  "POST /_local/sync-rules": {
    schema: "shop",
    outcome: "RESCHEDULED",
    durationMs: 1,
    rescheduledForMs: 60_000,
    times: 3,
  },
  "POST /_local/transformation-rules": { durationMs: 1, status: "SUCCEEDED" },
  "POST /_local/project-rules": { setupMs: 1, tests: [] },
  "PUT /_local/quickstart-packages": { id: "p", name: "p", version: "1" },
  "PUT /_local/shapes": {
    target: { service: "none" },
    shape: { schemas: { s: { tables: { t: { columns: { c: {} } } } } } },
  },
  "PATCH /_local/connections/{id}/status": {
    setupState: "broken",
    rescheduledFor: "2026-01-02T04:00:00Z",
    failedAt: null,
  },
  "PATCH /_local/settings": {
    syncDurationMs: 0,
    schedules: true,
    firstSyncDelayMs: 60_000,
    privateLinkChangeMs: 10_000,
  },
};

/** Waits for what nobody here lets go on, or is no call with an answer. */
const LEFT_OUT = new Set(["GET /_local/journal/stream", "GET /_local/page/{file}", "GET /"]);

/** Declaring them asks nothing of the server that they drive. */
const ROUTES = controlRoutes({} as Control, { token: undefined, hosts: [] });

describe(`every control call, with extreme input (seed ${SEED})`, () => {
  let api: Api;
  let connection: string;
  let start: ReturnType<Api["control"]["snapshot"]>;

  beforeAll(async () => {
    vi.spyOn(console, "error").mockReturnValue();
    // Snapshots may be edited, so that an answer need not be one of the document's.
    api = await Api.start({ checkAnswers: false });
    connection = await api.connection();
    start = api.control.snapshot();
  }, 120_000);
  afterAll(async () => {
    vi.restoreAllMocks();
    await api.stop();
  });

  const call = async (
    method: string,
    path: string,
    body: unknown,
  ): Promise<{ status: number; text: string }> => {
    const response = await fetch(api.server.url + path.replace("{id}", connection), {
      method,
      ...(body === undefined || method === "GET" ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };
  /** All that control calls can change. */
  const everything = (): string => {
    const { control } = api;
    const { latencyMs, rateLimits, clock } = control;
    return JSON.stringify({
      latencyMs,
      rateLimits,
      now: clock.now(),
      frozen: clock.isFrozen,
      faults: control.faults.list(),
      accounts: control.snapshot(),
    });
  };
  const putBack = async (): Promise<void> => {
    await api.control.reset();
    await api.control.clock.change({ frozen: false, set: START_MS });
    await api.control.restore(start);
  };
  const isAlive = async (): Promise<void> => {
    expect((await api.get("/v1/groups")).status).toBeLessThan(500);
    await api.control.clock.advance(7 * 24 * 60 * 60 * 1000);
    expect((await api.get(`/v1/connections/${connection}`)).status).toBeLessThan(500);
    expect((await call("GET", "/_local/overview", undefined)).status).toBe(200);
    expect((await call("GET", "/_local/snapshot", undefined)).status).toBe(200);
  };

  it.each(
    ROUTES.map(({ method, path }) => [method, path] as const).filter(
      ([method, path]) => !LEFT_OUT.has(`${method} ${path}`),
    ),
  )("%s %s: what fails changes nothing, and the server lives", { timeout: 120_000 }, async (method, path) => {
    const usual = USUAL[`${method} ${path}`];
    const extreme = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), extremeText), extremeValue, {
      maxKeys: 4,
    });
    const bodies: fc.Arbitrary<unknown> =
      usual === undefined
        ? fc.oneof(extremeValue, extreme, fc.constant(undefined))
        : fc.oneof(extremeValue, { arbitrary: extreme, weight: 2 }, { arbitrary: damaged(usual), weight: 6 });
    const property = fc.asyncProperty(bodies, async (body) => {
      const before = everything();
      const answer = await call(method, path, body);
      expect({ body, ...answer, isFault: answer.status >= 500 }).toMatchObject({ isFault: false });
      if (answer.status >= 400) expect(everything()).toBe(before);
      else {
        api.control.halts.release();
        api.control.faults.clear();
        api.control.setLatency(0);
        await isAlive();
        await putBack();
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    await isAlive();
    await putBack();
  });

  it.each([
    [{ advanceMs: 1e308 }],
    [{ advanceMs: -1e308 }],
    [{ set: 8.64e15 }],
    [{ set: "+275760-09-13T00:00:00Z" }],
    [{ set: "9999-12-31T23:59:59Z" }],
    [{ set: "0000-01-01T00:00:00Z" }],
    [{ frozen: true, advanceMs: 2 ** 53 }],
    [{ frozen: true, set: "2026-05-01T00:00:00Z", advanceMs: -8.64e15 }],
  ])("a clock that cannot be moved stays as it is: %j", async (body) => {
    const before = everything();
    const answer = await call("POST", "/_local/clock", body);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/clock|advanceMs|set/);
    expect(everything()).toBe(before);
    await expect(api.control.clock.advance(1e308)).rejects.toThrow("The clock shows times from 1970");
    expect(everything()).toBe(before);
  });

  it("a snapshot that is damaged anywhere is refused, and nothing of it is restored", async () => {
    const written = JSON.parse(JSON.stringify(start)) as { collection: string; id: string; value: object }[];
    const property = fc.asyncProperty(damaged(written), async (snapshot) => {
      const before = everything();
      const answer = await call("PUT", "/_local/snapshot", snapshot);
      expect({ ...answer, isFault: answer.status >= 500 }).toMatchObject({ isFault: false });
      if (answer.status >= 400) expect(everything()).toBe(before);
      else {
        await isAlive();
        await putBack();
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
  }, 120_000);
});

/** The same with one value in it, anywhere, made extreme. */
function damaged(usual: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(usual);
  return fc
    .tuple(fc.constantFrom(...paths), extremeValue)
    .map(([path, value]) => withValue(usual, path, value));
}

function pathsIn(value: unknown): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [[], ...entries.flatMap(([key, inner]) => pathsIn(inner).map((path) => [key, ...path]))];
}

function withValue(whole: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  const below = withValue(Reflect.get(whole as object, key), rest, value);
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (index === key ? below : item));
  return { ...(whole as object), [key]: below };
}
