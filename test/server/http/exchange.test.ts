import { describe, expect, it, vi } from "vitest";
import { Account } from "../../../server/src/domain/account";
import { Accounts } from "../../../server/src/domain/accounts";
import { CatchUp } from "../../../server/src/domain/catchUp";
import { openAccount } from "../../../server/src/domain/openAccount";
import type { Call } from "../../../server/src/http/call";
import { exchange } from "../../../server/src/http/exchange";
import { Faults } from "../../../server/src/http/faults";
import { Halts } from "../../../server/src/http/halts";
import { Journal } from "../../../server/src/http/journal";
import { RateLimiter } from "../../../server/src/http/rateLimits";
import type { ServerContext } from "../../../server/src/http/serverContext";
import { groups } from "../../../server/src/operations/groups";
import { ServerClock } from "../../../server/src/state/clock";
import { wordIds } from "../../../server/src/state/ids";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";
import type { Store } from "../../../server/src/store/store";
import { Ticker } from "../../../server/src/workers/ticker";

function contextFrom(store: Store): ServerContext {
  const clock = new ServerClock({ now: () => 0 });
  const account = new Account(new State(store), clock, wordIds(0));
  openAccount(account);
  const accounts = new Accounts([{ account, keys: [{ key: "k", secret: "s" }] }]);
  return {
    accounts,
    clock,
    ticker: new Ticker(false, store),
    catchUp: new CatchUp(store),
    reception: { maxBodyBytes: 1_000, hosts: [] },
    store,
    journal: new Journal(clock),
    faults: new Faults(),
    halts: new Halts(),
    rateLimiter: new RateLimiter(clock),
    latencyMs: 0,
  };
}

const headers: Record<string, string> = {
  host: "127.0.0.1",
  authorization: `Basic ${Buffer.from("k:s").toString("base64")}`,
  "content-type": "application/json",
};

const callOf = (method: string, text = ""): Call => ({
  method,
  path: "/v1/groups",
  params: {},
  query: {},
  header: (name) => headers[name],
  text: () => Promise.resolve(text),
});

function routeOf(method: string) {
  const route = groups.find((operation) => operation.method === method && operation.path === "/v1/groups");
  if (route === undefined) throw new Error(`no ${method} /v1/groups`);
  return route;
}

describe("an answer", () => {
  it("waits until all that it may tell of is durable, be it what another request wrote", async () => {
    let settle = (): void => undefined;
    const durable = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const context = contextFrom({ ...memoryStore(), commit: () => durable, settled: () => durable });
    const answered: string[] = [];
    const create = exchange(context, routeOf("POST"), callOf("POST", '{"name":"g"}'));
    const list = exchange(context, routeOf("GET"), callOf("GET"));
    void create.then(() => answered.push("create"));
    void list.then(() => answered.push("list"));
    await new Promise(setImmediate);
    expect(answered).toEqual([]);
    settle();
    expect(await create).toMatchObject({ status: 201 });
    expect((await list)?.body).toContain('"name":"g"');
  });

  it("is 500 when the store cannot write", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const failed = (): Promise<void> => Promise.reject(new Error("disk full"));
    const context = contextFrom({ ...memoryStore(), commit: failed, settled: failed });
    const reply = await exchange(context, routeOf("POST"), callOf("POST", '{"name":"g"}'));
    expect(reply).toMatchObject({
      status: 500,
      body: expect.stringContaining("InternalServerError") as string,
    });
    expect(said).toHaveBeenCalledWith("disk full");
    said.mockRestore();
  });
});
