import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectorOptions } from "../../../../engine/src/connector/options";
import type { RestSettings } from "../../../../engine/src/connector/restOptions";
import { restSource } from "../../../../engine/src/connector/restOptions";
import type { ReadMode } from "../../../../engine/src/contract/tablePlan";
import type { SchemaChange } from "../../../../engine/src/plan/evolve";
import { hashValue } from "../../../../engine/src/privacy/hashing";
import { RestSource } from "../../../../engine/src/sources/rest/restSource";
import { type ApiReply, type ApiRequest, type FakeApi, startApi } from "../../../support/fakeApi";
import {
  duckdbDestination,
  duckdbRows,
  SALT,
  sync,
  TestFolder,
  type TestSync,
  trySync,
} from "../../../support/moving";

/** A clock that goes on by sleeping. */
class Clock {
  time = 1_767_225_600_000;
  readonly slept: number[] = [];
  readonly now = (): number => this.time;
  readonly sleep = (milliseconds: number): Promise<void> => {
    this.slept.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  };
}

describe("a REST API", () => {
  let folder: TestFolder;
  let clock: Clock;
  let reply: (request: ApiRequest) => ApiReply | undefined;
  let api: FakeApi;
  beforeEach(async () => {
    folder = new TestFolder();
    clock = new Clock();
    api = await startApi((request) => reply(request));
  });
  afterEach(async () => {
    await api[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  type Endpoint = RestSettings["endpoints"][number];
  const source = (endpoint: Partial<Endpoint> = {}, more: Partial<RestSettings> = {}): RestSource =>
    new RestSource(
      restSource.parse({
        type: "rest",
        baseUrl: `${api.url}/v1`,
        endpoints: [{ table: "orders", path: "/orders", ...endpoint }],
        ...more,
      }),
      { schema: "shop", machine: clock, segmentBytes: 200 },
    );
  const options = async (from: RestSource, more: Partial<TestSync> = {}): Promise<TestSync> => ({
    source: from,
    destination: await duckdbDestination(folder.file("out.duckdb")),
    folder: folder.path,
    ...more,
  });
  const rows = async (sql: string) => await duckdbRows(folder.file("out.duckdb"), sql);
  const all = async (): Promise<string[]> =>
    (await rows("SELECT id FROM shop.orders WHERE NOT _fivetran_deleted ORDER BY id::INT")).map(
      ({ id }) => id ?? "",
    );
  const RECORDS = Array.from({ length: 25 }, (_, index) => ({ id: index + 1, name: `n${index + 1}` }));
  const IDS = RECORDS.map(({ id }) => String(id));
  const slice = (from: number, count: number) => RECORDS.slice(from, from + count);
  const numberOf = (query: URLSearchParams, name: string): number => Number(query.get(name));

  describe("is read page by page", () => {
    it("by number, from the first one that is declared, until a page is empty", async () => {
      reply = ({ query }) => ({ body: { data: { items: slice((numberOf(query, "p") - 1) * 10, 10) } } });
      await sync(await options(source({ records: "data.items", paging: { type: "page", parameter: "p" } })));
      expect(await all()).toEqual(IDS);
      expect(api.requests.map(({ query }) => query.get("p"))).toEqual(["1", "1", "2", "3", "4"]);
      reply = ({ query }) => ({ body: slice(numberOf(query, "p") * 5, 5) });
      const paging = { type: "page", parameter: "p", first: 0, sizeParameter: "n", size: 5 } as const;
      await sync(await options(source({ paging })));
      expect(await all()).toEqual(IDS);
    });

    it("by offset, by a cursor in the answer, and until the answer says that there is no more", async () => {
      reply = ({ query }) => ({ body: slice(numberOf(query, "skip"), numberOf(query, "top")) });
      await sync(
        await options(
          source({ paging: { type: "offset", parameter: "skip", sizeParameter: "top", size: 7 } }),
        ),
      );
      expect(await all()).toEqual(IDS);

      reply = ({ query }) => {
        const from = Number(query.get("after") ?? 0);
        return { body: { rows: slice(from, 10), meta: { next: from + 10 < 25 ? from + 10 : null } } };
      };
      await sync(
        await options(
          source({ records: "rows", paging: { type: "cursor", parameter: "after", next: "meta.next" } }),
        ),
      );
      expect(await all()).toEqual(IDS);

      const before = api.requests.length;
      reply = ({ query }) => ({
        body: { rows: slice(numberOf(query, "o"), 13), more: numberOf(query, "o") === 0 },
      });
      await sync(
        await options(source({ records: "rows", more: "more", paging: { type: "offset", parameter: "o" } })),
      );
      expect(await all()).toEqual(IDS);
      expect(api.requests.length - before).toBe(3);
    });

    it("by links, in a header or in the answer, and by POST with parameters in the body", async () => {
      reply = ({ query }) => {
        const from = numberOf(query, "from");
        const next = `<${api.url}/v1/orders?from=${from + 10}>; title="x"; rel="next", <x>; rel="last"`;
        return { body: slice(from, 10), headers: from + 10 < 25 ? { link: next } : {} };
      };
      await sync(await options(source({ paging: { type: "link" } })));
      expect(await all()).toEqual(IDS);

      reply = ({ query }) => {
        const from = numberOf(query, "from");
        return {
          body: {
            rows: slice(from, 10),
            links: { next: from + 10 < 25 ? `/v1/orders?from=${from + 10}` : "" },
          },
        };
      };
      await sync(await options(source({ records: "rows", paging: { type: "link", next: "links.next" } })));
      expect(await all()).toEqual(IDS);

      reply = ({ body }) => {
        const { skip, kind } = JSON.parse(body) as { skip: number; kind: string };
        return { body: kind === "all" ? slice(skip, 10) : [] };
      };
      const post = {
        method: "POST",
        parameters: { kind: "all" },
        paging: { type: "offset", parameter: "skip" },
      } as const;
      await sync(await options(source(post)));
      expect(await all()).toEqual(IDS);
    });

    it("and stops with an error where paging would never end or leave the API", async () => {
      const failing = async (endpoint: Partial<Endpoint>): Promise<string> =>
        (await trySync(await options(source(endpoint)))).tables[0]?.error?.message ?? "";
      reply = () => ({ body: RECORDS });
      expect(await failing({ paging: { type: "offset", parameter: "o" } })).toMatch(
        /returns the same page again/,
      );
      reply = () => ({ body: { rows: RECORDS, next: "x" } });
      expect(
        await failing({ records: "rows", paging: { type: "cursor", parameter: "c", next: "next" } }),
      ).toMatch(/the same page/);
      reply = () => ({ body: { rows: RECORDS, next: "http://other.example/page" } });
      expect(await failing({ records: "rows", paging: { type: "link", next: "next" } })).toMatch(
        /next page of \/orders is at http:\/\/other\.example, and the source is at/,
      );
      reply = () => ({ body: { rows: 5 } });
      expect(await failing({ records: "rows" })).toMatch(/returns no list at rows/);
      reply = () => ({ body: "<html>" });
      expect(await failing({})).toMatch(/returns no JSON/);
    });
  });

  it.each<[string, RestSettings["auth"], Record<string, string | undefined>]>([
    ["bearer", { type: "bearer", token: "t-secret" }, { authorization: "Bearer t-secret" }],
    ["basic", { type: "basic", username: "u", password: "p:ž" }, { authorization: "Basic dTpwOsW+" }],
    ["a header", { type: "header", name: "X-Api-Key", value: "k" }, { "x-api-key": "k" }],
  ])("is asked with credentials: %s", async (_name, auth, headers) => {
    reply = () => ({ body: RECORDS });
    await sync(await options(source({}, { auth, headers: { "x-more": "1" } })));
    for (const request of api.requests) expect(request.headers).toMatchObject({ ...headers, "x-more": "1" });
  });

  it("is asked with a parameter, and with a token that is renewed when it is refused or has run out", async () => {
    reply = () => ({ body: RECORDS });
    await sync(await options(source({}, { auth: { type: "query", name: "key", value: "k 1" } })));
    expect(api.requests.every(({ query }) => query.get("key") === "k 1")).toBe(true);

    let issued = 0;
    let refused = false;
    reply = ({ path, body, headers, query }) => {
      if (path === "/token") {
        expect(body).toBe("grant_type=client_credentials&client_id=me&client_secret=s&scope=all");
        issued += 1;
        return { body: { access_token: `token${issued}`, expires_in: 100 } };
      }
      if (!refused && query.get("o") === "10") {
        refused = true;
        return { status: 401 };
      }
      expect(headers.authorization).toBe(`Bearer token${issued}`);
      clock.time += 40_000;
      return { body: slice(numberOf(query, "o"), 10) };
    };
    await sync(
      await options(
        source(
          { paging: { type: "offset", parameter: "o" } },
          {
            auth: {
              type: "oauth2",
              tokenUrl: `${api.url}/token`,
              clientId: "me",
              clientSecret: "s",
              scope: "all",
            },
          },
        ),
      ),
    );
    expect(await all()).toEqual(IDS);
    expect(issued).toBeGreaterThan(2);
  });

  it("is waited for: as long as it says, longer each time, and no more often than it is allowed", async () => {
    const answers: (ApiReply | undefined)[] = [
      { status: 429, headers: { "retry-after": "7" } },
      { status: 503, headers: { "retry-after": new Date(clock.time + 20_000).toUTCString() } },
      undefined,
      { status: 500 },
    ];
    reply = () => (answers.length > 0 ? answers.shift() : { body: RECORDS });
    await sync(await options(source()));
    expect(clock.slept).toEqual([7000, 13_000, 2000, 4000]);
    expect(await all()).toEqual(IDS);

    clock.slept.length = 0;
    reply = ({ query }) => ({ body: slice(numberOf(query, "o"), 10) });
    await sync(
      await options(source({ paging: { type: "offset", parameter: "o" } }, { requestsPerSecond: 2 })),
    );
    expect(clock.slept).toEqual([500, 500, 500, 500]);
  });

  it("that fails for good fails its table, names what to do, and no other table or credential", async () => {
    reply = ({ path }) => (path === "/v1/orders" ? { status: 403, body: "key-secret" } : { body: RECORDS });
    const settings = {
      auth: { type: "query", name: "key", value: "key-secret" },
      endpoints: [
        { table: "orders", path: "/orders" },
        { table: "people", path: "/people" },
      ],
    } as const;
    const { tables } = await trySync(await options(source({}, settings as unknown as Partial<RestSettings>)));
    expect(tables.map(({ table, error, rows: moved }) => [table.table, error?.message, moved])).toEqual([
      [
        "orders",
        `GET ${api.url}/v1/orders failed: it answered 403. Check \`auth\` of the source, and what its credentials may read.`,
        0,
      ],
      ["people", undefined, 25],
    ]);
    reply = () => ({ status: 302, headers: { location: "http://elsewhere.example/" } });
    const moved = await trySync(await options(source()));
    expect(moved.tables[0]?.error?.message).toMatch(/answered 302, a redirection, which is not followed/);
    reply = () => ({ status: 502 });
    const down = await trySync(await options(source({}, { retries: 2 })));
    expect(down.tables[0]?.error?.message).toMatch(/failed after 3 tries: it answered 502/);
  });

  it.each(["offset", "page"] as const)(
    "is asked for fewer records when it fails, and for more again (%s)",
    async (type) => {
      const many = Array.from({ length: 500 }, (_, index) => ({ id: index + 1 }));
      const sizes: number[] = [];
      reply = ({ query }) => {
        const size = numberOf(query, "n");
        const from = type === "offset" ? numberOf(query, "at") : (numberOf(query, "at") - 1) * size;
        sizes.push(size);
        // One record in the middle makes its page too heavy.
        if (size > 3 && from <= 77 && from + size > 77) return { status: 504 };
        return { body: many.slice(from, from + size) };
      };
      await sync(await options(source({ paging: { type, parameter: "at", sizeParameter: "n", size: 12 } })));
      expect((await all()).length).toBe(500);
      expect(new Set(sizes)).toEqual(new Set([12, 6, 3]));
      expect(sizes.at(-1)).toBe(12);
    },
  );

  it("is asked for fewer records when an answer is too large", async () => {
    reply = ({ query }) => ({ body: slice(numberOf(query, "o"), numberOf(query, "n")) });
    const paging = { type: "offset", parameter: "o", sizeParameter: "n", size: 20 } as const;
    await sync(await options(source({ paging }, { pageBytes: 300 })));
    expect(await all()).toEqual(IDS);
    reply = () => ({ body: RECORDS });
    const { tables } = await trySync(await options(source({}, { pageBytes: 300 })));
    expect(tables[0]?.error?.message).toMatch(/the answer has more than 300 bytes.*pageBytes/);
  });

  describe("is asked for what has changed", () => {
    const changing: Partial<Endpoint> = {
      incremental: { parameter: "since", cursor: "updated", start: "2020-01-01T00:00:00Z" },
      paging: { type: "offset", parameter: "o" },
    };
    const plan = (lookbackMs = 0): Partial<TestSync> => ({
      plan: { mode: (): ReadMode => ({ kind: "incremental", cursor: "updated", lookbackMs }) },
    });
    const people = [
      { id: 1, updated: "2026-01-03T00:00:00Z" },
      { id: 2, updated: "2026-01-05T02:00:00+02:00" },
      { id: 3, updated: "2026-01-05T00:00:00.000001Z" },
      { id: 4, updated: "2026-01-01T00:00:00Z" },
      { id: 5, updated: null },
    ];
    const since = () => api.requests.at(-1)?.query.get("since");

    it("since the latest record, whatever their order, and a lookback before it", async () => {
      reply = ({ query }) => ({ body: people.slice(numberOf(query, "o"), numberOf(query, "o") + 2) });
      await sync(await options(source(changing), plan()));
      expect(since()).toBe("2020-01-01T00:00:00Z");
      reply = () => ({ body: [] });
      await sync(await options(source({ ...changing, columns: { id: "LONG", updated: "STRING" } }), plan()));
      expect(since()).toBe("2026-01-05T00:00:00.000001Z");
      reply = ({ query }) => ({
        body: numberOf(query, "o") === 0 ? [{ id: 6, updated: "2026-01-06T00:00:00Z" }] : [],
      });
      await sync(await options(source(changing), plan(86_400_000)));
      expect(since()).toBe("2026-01-04T00:00:00.000Z");
      expect(await all()).toEqual(["1", "2", "3", "4", "5", "6"]);
    });

    it("again from the same place after a read that broke off", async () => {
      reply = ({ query }) =>
        numberOf(query, "o") < 3
          ? { body: people.slice(numberOf(query, "o"), numberOf(query, "o") + 1) }
          : { status: 400 };
      const { tables } = await trySync(await options(source(changing), plan()));
      expect(tables[0]?.error?.message).toMatch(/answered 400/);
      reply = ({ query }) => ({ body: people.slice(numberOf(query, "o")) });
      await sync(await options(source(changing), plan()));
      expect(since()).toBe("2020-01-01T00:00:00Z");
      expect(await all()).toEqual(["1", "2", "3", "4", "5"]);
    });

    it("by a number of seconds or milliseconds", async () => {
      const numbered = [
        { id: 1, updated: 1_767_225_600 },
        { id: 2, updated: 1_767_225_601.5 },
        { id: 3, updated: 5 },
      ];
      reply = ({ query }) => ({ body: numbered.slice(numberOf(query, "o")) });
      const seconds = {
        ...changing,
        incremental: { parameter: "since", cursor: "updated", format: "epochSeconds" },
      } as const;
      await sync(await options(source(seconds), plan()));
      expect(since()).toBe(null);
      await sync(await options(source(seconds), plan(60_000)));
      expect(since()).toBe("1767225541");
    });
  });

  it("brings columns and wider types whenever they come, and loses none that stays away", async () => {
    const pages: Record<string, unknown>[][] = [
      [{ id: 1, n: 5, constructor: "c", deep: { b: [1] } }],
      [
        { id: 2, n: 5.25, late: true },
        { id: 3, n: null },
      ],
      [{ id: 4, n: 1.123_456_789, late: null, deep: "text" }],
    ];
    reply = ({ query }) => ({ body: pages[numberOf(query, "p") - 1] ?? [] });
    const changes: SchemaChange[] = [];
    await sync(
      await options(source({ paging: { type: "page", parameter: "p" } }), {
        observer: { onSchemaChange: (change) => changes.push(change) },
      }),
    );
    expect(changes.map(({ column, kind, to }) => [column, kind, to])).toEqual([
      ["", "tableCreated", undefined],
      ["n", "columnWidened", "DECIMAL(21,2)"],
      ["late", "columnAdded", "BOOLEAN"],
      ["n", "columnWidened", "DECIMAL(28,9)"],
      ["deep", "columnWidened", "STRING"],
    ]);
    expect(await rows("SELECT id, n, late, constructor, deep FROM shop.orders ORDER BY id")).toEqual([
      { id: "1", n: "5.000000000", late: null, constructor: "c", deep: '{"b":[1]}' },
      { id: "2", n: "5.250000000", late: "true", constructor: null, deep: null },
      { id: "3", n: null, late: null, constructor: null, deep: null },
      { id: "4", n: "1.123456789", late: null, constructor: null, deep: "text" },
    ]);
    reply = ({ query }) => ({ body: query.get("p") === "1" ? [{ id: 1 }] : [] });
    await sync(
      await options(source({ paging: { type: "page", parameter: "p" } }), {
        policy: { allowBreaking: false },
      }),
    );
    expect(await rows("SELECT id, late FROM shop.orders WHERE NOT _fivetran_deleted")).toEqual([
      { id: "1", late: null },
    ]);
  });

  it("keeps numbers of any length, and texts of any kind, as they are", async () => {
    const record = String.raw`{"id": 9223372036854775807, "big": 1234567890123456789012345678901234567890, "exact": 0.12345678901234567,
      "tiny": 1e-400, "exp": 1.5E3, "minus": -0, "nested": {"n": 1234567890123456789.10, "2": 1, "1": [1e400]}, "text": "\u0000\"\\\u2028🐎\n,", "empty": ""}`;
    reply = () => ({ body: `[${record}]` });
    await sync(await options(source()));
    expect(await rows("SELECT * EXCLUDE (_fivetran_deleted, _fivetran_synced) FROM shop.orders")).toEqual([
      {
        id: "9223372036854775807",
        big: "1234567890123456789012345678901234567890",
        exact: "0.123456789012345670",
        tiny: "1e-400",
        exp: "1500",
        minus: "0",
        nested: '{"1":[1e400],"2":1,"n":1234567890123456789.10}',
        text: '\0"\\\u2028🐎\n,',
        empty: "",
      },
    ]);
  });

  it("has declared types and columns from deeper in a record, through arrays", async () => {
    reply = () => ({
      body: {
        orders: [
          {
            lines: [
              {
                sku: "a",
                at: { city: "Brno" },
                day: "2026-02-28",
                t: "2026-01-01T01:00:00.123456+01:00",
                raw: "AP8Q",
                tags: [{ n: 1 }, { n: 2 }],
              },
            ],
          },
          { lines: [{ sku: "b", price: "12.30", n: "7", ok: true, x: 0.1 }] },
        ],
      },
    });
    const columns = {
      ...{
        city: { path: "at.city", type: "STRING" },
        tag: { path: "tags.n", type: "JSON" },
        day: "NAIVE_DATE",
      },
      ...{ t: "UTC_DATETIME", raw: "BINARY", price: "DECIMAL(10,4)", n: "SHORT", x: "DOUBLE" },
    };
    await sync(await options(source({ records: "orders.lines", key: ["sku"], columns })));
    expect(
      await rows(
        "SELECT city, tag, day, t, raw, price, n, x, typeof(n) AS type FROM shop.orders ORDER BY sku",
      ),
    ).toEqual([
      {
        city: "Brno",
        tag: "[1,2]",
        day: "2026-02-28",
        t: "2026-01-01 00:00:00.123456+00",
        raw: "\\x00\\xFF\\x10",
        price: null,
        n: null,
        x: null,
        type: "SMALLINT",
      },
      {
        city: null,
        tag: null,
        day: null,
        t: null,
        raw: null,
        price: "12.3000",
        n: "7",
        x: "0.1",
        type: "SMALLINT",
      },
    ]);
  });

  it("puts records that cannot be rows into a table of errors, without what is blocked, hashed or secret", async () => {
    const bad = [
      { id: 1, email: "mail-marker", secret: "blocked-marker", n: 1, note: "fine" },
      { id: 2, email: "mail-marker", secret: "blocked-marker", n: "n-value", note: "has token-marker in it" },
      { id: null, email: "mail-marker", n: 3 },
      "blocked-marker",
      { id: 5, n: 1, note: "half \ud800" },
    ];
    const text = JSON.stringify(bad);
    reply = ({ query }) => ({ body: query.get("p") === "1" ? text : [] });
    const rest = (): RestSource =>
      source(
        { columns: { id: "LONG", n: "INT" }, paging: { type: "page", parameter: "p" } },
        { auth: { type: "bearer", token: "token-marker" } },
      );
    const plan = {
      rules: {
        handling: "ALLOW_ALL" as const,
        schemas: {
          shop: { tables: { orders: { columns: { email: { hashed: true }, secret: { enabled: false } } } } },
        },
      },
    };
    const first = await sync(await options(rest(), { plan }));
    await sync(await options(rest(), { plan }));
    expect(first.tables).toMatchObject([{ rows: 1, rejected: 4 }]);
    const hash = hashValue(SALT, "mail-marker");
    expect(
      await rows(
        "SELECT table_name, record_key, reason, record FROM shop.errors ORDER BY record_key NULLS FIRST, reason",
      ),
    ).toEqual([
      { table_name: "orders", record_key: null, reason: "The record is no object.", record: "{}" },
      {
        table_name: "orders",
        record_key: '{"id":2}',
        reason: "The column n holds a value that is no INT.",
        record: `{"id":2,"n":"n-value","email":"${hash}","note":"has [redacted] in it"}`,
      },
      {
        table_name: "orders",
        record_key: '{"id":5}',
        reason: "The column note holds a value that is no STRING.",
        record: '{"id":5,"n":1,"note":"half �"}',
      },
      {
        table_name: "orders",
        record_key: '{"id":null}',
        reason: "The column id of the key has no value.",
        record: `{"id":null,"n":3,"email":"${hash}"}`,
      },
    ]);
    expect(
      JSON.stringify([await rows("SELECT * FROM shop.errors"), await rows("SELECT * FROM shop.orders")]),
    ).not.toMatch(/marker/);
  });

  it("has its rows filtered before they are staged", async () => {
    reply = () => ({
      body: [
        { id: 1, n: 10, at: "2026-01-02T00:00:00Z", s: "x" },
        { id: 2, n: 9.5, at: "2026-01-01T23:59:59.999999Z", s: null },
        { id: 3, n: 100, at: "2026-01-03T00:00:00+05:00", s: "x" },
      ],
    });
    const filtered = async (filter: readonly object[]): Promise<string[]> => {
      const path = join(folder.path, `${Math.random()}.duckdb`);
      await sync({
        source: source({ columns: { at: "UTC_DATETIME" } }),
        destination: await duckdbDestination(path),
        folder: folder.path,
        plan: {
          rules: { handling: "ALLOW_ALL", schemas: { shop: { tables: { orders: { filter } } } } },
        } as TestSync["plan"] & object,
      });
      return (await duckdbRows(path, "SELECT id FROM shop.orders ORDER BY id")).map(({ id }) => id ?? "");
    };
    expect(await filtered([{ column: "n", is: ">=", value: "9.75" }])).toEqual(["1", "3"]);
    expect(await filtered([{ column: "at", is: ">", value: "2026-01-02 00:00:00+00" }])).toEqual(["3"]);
    expect(await filtered([{ column: "s", is: "isNull" }])).toEqual(["2"]);
    expect(
      await filtered([
        { column: "s", is: "!=", value: "y" },
        { column: "id", is: "<", value: "3" },
      ]),
    ).toEqual(["1"]);
  });

  it("is checked before anything is asked", () => {
    const check = (more: object): string => {
      const rest = {
        type: "rest",
        baseUrl: "https://u:p@x.example",
        endpoints: [{ table: "errors", path: "x" }],
        ...more,
      };
      const { error } = connectorOptions.safeParse({
        id: "a",
        source: rest,
        destination: { type: "duckdb", path: "x" },
      });
      return JSON.stringify(error?.issues.map(({ path, message }) => [path.join("."), message]));
    };
    expect(check({})).toMatch(/source.baseUrl.*holds a user/);
    expect(check({})).toMatch(/source.endpoints.0.table.*table of records that could not/);
    expect(check({})).toMatch(/source.endpoints.0.path/);
    expect(check({ baseUrl: "file:///etc" })).toMatch(/source.baseUrl/);
    const twice = [
      { table: "a", path: "/a" },
      { table: "a", path: "/b", columns: { x: "NUMBER" }, paging: { type: "page", parameter: "p", size: 3 } },
    ];
    expect(check({ baseUrl: "https://x.example", endpoints: twice })).toMatch(
      /own name.*is no type|is no type/,
    );
    expect(check({ baseUrl: "https://x.example", endpoints: twice })).toMatch(/belong together/);
  });
});
