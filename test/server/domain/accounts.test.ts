import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../../server/src/operations/catalog";
import { Caller } from "../support/caller";
import { everything } from "../support/everything";
import { Ledger } from "../support/ledger";

/** In every id and name of the first account, and in nothing of the second. */
const MARK = "acme";

describe("two accounts of one server", () => {
  let server: LocalServer;
  let acme: Caller;
  let globex: Caller;
  let ledger: Ledger;
  beforeAll(async () => {
    server = await startServer({
      accounts: [
        {
          id: MARK,
          keys: [{ key: "acme-key", secret: "s1" }],
          owner: { id: "acme_owner", email: "acme@x.com" },
        },
        { id: "globex", keys: [{ key: "globex-key", secret: "s2" }] },
      ],
      ids: (position) => (position < 1_000 ? `${MARK}_${position}` : `other_${position}`),
    });
    acme = new Caller({ url: server.url, apiKey: "acme-key", apiSecret: "s1" });
    globex = new Caller({ url: server.url, apiKey: "globex-key", apiSecret: "s2" });
    ledger = new Ledger(acme);
    await everything(ledger, `${MARK}_1`);
  });
  afterAll(() => server.stop());

  const lists = operations.filter(({ method, path }) => method === "GET" && !path.includes("{"));

  it.each(lists.map(({ path }) => path))("share nothing in GET %s", async (path) => {
    const seen = JSON.stringify((await globex.get(path)).data ?? null);
    expect(seen).not.toContain(MARK);
  });

  it("show their own in their lists", async () => {
    const filled = [];
    for (const { path } of lists) {
      if (JSON.stringify((await acme.get(path)).data ?? "").includes(MARK)) filled.push(path);
    }
    // Every area that keeps something lists it, so that the test above looks at something.
    for (const area of "groups destinations connections users teams webhooks proxy private-links external-logging".split(
      " ",
    )) {
      expect(filled).toContain(`/v1/${area}`);
    }
    expect(filled.length).toBeGreaterThanOrEqual(14);
  });

  it("do not find each other's things by id, whatever the operation", async () => {
    const paths = [...ledger.acknowledged].filter(([, { status }]) => status === 200).map(([path]) => path);
    expect(paths.length).toBeGreaterThan(20);
    const before = JSON.stringify(server.control.account(MARK).snapshot());
    for (const path of paths) {
      for (const method of ["GET", "PATCH", "DELETE"]) {
        const body = method === "PATCH" ? {} : undefined;
        const { status, code, message = "" } = await globex.call(method, path, body);
        expect({ path, method, status }).not.toMatchObject({ status: 200 });
        // As if there had never been such a thing.
        const nobody = await globex.call(method, path.replaceAll(MARK, "nobody"), body);
        expect({ path, method, status, code, message: message.replaceAll(MARK, "nobody") }).toMatchObject({
          status: nobody.status,
          code: nobody.code,
          message: nobody.message,
        });
      }
    }
    expect(JSON.stringify(server.control.account(MARK).snapshot())).toBe(before);
    for (const path of paths) expect({ path, ...(await acme.get(path)) }).toMatchObject({ status: 200 });
  });

  it("do not take each other's things into their own", async () => {
    const [groupPath = ""] = ledger.acknowledged.keys();
    const foreign = groupPath.split("/").at(-1);
    expect(foreign).toContain(MARK);
    for (const [path, body] of [
      ["/v1/destinations", { group_id: foreign, service: "snowflake", time_zone_offset: "0" }],
      ["/v1/connections", { group_id: foreign, service: "postgres", config: { schema_prefix: "p" } }],
      [`/v1/webhooks/group/${foreign}`, { url: "https://127.0.0.1/", events: ["sync_end"], active: false }],
    ] as const) {
      expect(await globex.post(path, body)).toMatchObject({ status: 404 });
    }
  });

  it("have an owner each, as the seed says", async () => {
    expect(JSON.stringify((await acme.get("/v1/users")).data)).toContain("acme@x.com");
    expect(JSON.stringify((await globex.get("/v1/users")).data)).toContain("owner@example.com");
  });

  it("are journalled each for itself", async () => {
    const of = (id: string): number => server.control.account(id).journal().length;
    const before = of("globex");
    await globex.get("/v1/groups");
    expect(of("globex")).toBe(before + 1);
    expect(of(MARK)).toBeGreaterThan(20);
    expect(server.control.journal()).toHaveLength(of(MARK) + of("globex"));
  });
});
