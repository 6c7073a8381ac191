import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerOptions } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, START_MS } from "../../support/api";
import { Receiver } from "../../support/receiver";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let receiver: Receiver;
let folder: string;
const running: Api[] = [];

beforeEach(async () => {
  receiver = await Receiver.start();
  folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
  await receiver.stop();
  rmSync(folder, { recursive: true });
});

async function start(options: ServerOptions = {}): Promise<Api> {
  const api = await Api.start({ allowHttpWebhooks: true, ...options });
  running.push(api);
  return api;
}

async function webhook(api: Api, fields: object = {}, path = "account"): Promise<string> {
  const body = { url: receiver.url, events: ["sync_start", "sync_end"], ...fields };
  const made = await api.post(`/v1/webhooks/${path}`, body);
  expect(made).toMatchObject({ status: 200 });
  return (made.data as { id: string }).id;
}

async function isActive(api: Api, id: string): Promise<unknown> {
  return ((await api.get(`/v1/webhooks/${id}`)).data as { active: unknown }).active;
}

async function sync(api: Api, connection: string): Promise<void> {
  expect(await api.post(`/v1/connections/${connection}/sync`, {})).toMatchObject({ status: 200 });
}

/** Lets time pass, and what is due then arrive. */
async function pass(api: Api, ms: number): Promise<void> {
  await api.control.clock.advance(ms);
  await api.control.idle();
}

describe("events", () => {
  it("tell of a sync in its order, signed over the bytes that are sent", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual", paused: false });
    const { group_id: group } = (await api.get(`/v1/connections/${connection}`)).data as { group_id: string };
    await webhook(api, { secret: "my_secret" });
    await sync(api, connection);
    await api.control.idle();
    expect(receiver.events).toEqual(["sync_start", "sync_end"]);
    const [, begin, end] = receiver.received;
    expect(end?.body).toEqual({
      event: "sync_end",
      created: "2026-01-02T03:04:05.000Z",
      connector_type: "postgres",
      connector_id: connection,
      connector_name: "shop",
      sync_id: begin?.body["sync_id"],
      destination_group_id: group,
      data: { status: "SUCCESSFUL" },
    });
    expect(end?.body["sync_id"]).toMatch(/^[0-9a-f-]{36}$/);
    const signature = createHmac("sha256", "my_secret")
      .update(end?.text ?? "")
      .digest("hex");
    expect(end?.headers["x-fivetran-signature-256"]).toBe(signature);
  });

  it("come only to who asked for them, is active, and may hear of the group", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    const { group_id: group } = (await api.get(`/v1/connections/${connection}`)).data as { group_id: string };
    const others = await api.group("others");
    await webhook(api, { url: `${receiver.url}/other-events`, events: ["delete_connector"] });
    await webhook(api, { url: `${receiver.url}/inactive`, active: false });
    await webhook(api, { url: `${receiver.url}/other-group` }, `group/${others}`);
    await webhook(api, { url: `${receiver.url}/own-group` }, `group/${group}`);
    receiver.received.length = 0;
    await sync(api, connection);
    await api.control.idle();
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook/own-group", "/hook/own-group"]);
  });

  it("never reach another account's webhooks", async () => {
    const key = (name: string) => ({ key: `${name}-key`, secret: `${name}-secret` });
    const api = await start({
      seed: { accounts: ["one", "two"].map((id) => ({ id, keys: [key(id)] })) },
    });
    const authorization = `Basic ${Buffer.from("two-key:two-secret").toString("base64")}`;
    const made = await api.call(
      "POST",
      "/v1/webhooks/account",
      { url: receiver.url, events: ["sync_start", "sync_end"] },
      { authorization },
    );
    expect(made).toMatchObject({ status: 200 });
    await sync(api, await api.connection({ schedule_type: "manual" }));
    await api.control.idle();
    expect(receiver.events).toEqual([]);
  });

  it("that a refused request would have caused never happened", async () => {
    const api = await start();
    await webhook(api, { events: ["create_connector", "edit_connector"] });
    const group = await api.destination();
    const body = { group_id: group, service: "postgres", config: { schema_prefix: "x", host: "db" } };
    await api.post("/v1/connections", { ...body, config: {} });
    await api.control.idle();
    expect(receiver.events).toEqual([]);
  });
});

describe("deliveries of one account", () => {
  it("are under way for eight webhooks at a time, and one at a time for each", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    for (let index = 0; index < 20; index += 1)
      await webhook(api, { url: `${receiver.url}/${index}`, events: ["sync_start", "sync_end"] });
    const open: { path: string; end: () => void }[] = [];
    const peaks = { all: 0, ofOne: 0 };
    let eightAreOpen = (): void => undefined;
    const full = new Promise<void>((resolve) => {
      eightAreOpen = resolve;
    });
    let isHeld = true;
    receiver.received.length = 0;
    receiver.answer = (response, { path }) => {
      const entry = { path, end: () => response.writeHead(200).end() };
      open.push(entry);
      peaks.all = Math.max(peaks.all, open.length);
      peaks.ofOne = Math.max(peaks.ofOne, open.filter((each) => each.path === path).length);
      if (open.length === 8) eightAreOpen();
      if (!isHeld) open.splice(open.indexOf(entry), 1)[0]?.end();
    };
    await sync(api, connection);
    await full;
    // What had been sent besides would have come before the answers to these.
    for (let index = 0; index < 10; index += 1) await api.get("/v1/webhooks");
    isHeld = false;
    for (const { end } of open.splice(0)) end();
    await api.control.idle();
    expect(peaks).toEqual({ all: 8, ofOne: 1 });
    expect(receiver.received).toHaveLength(40);
  });
});

describe("a delivery that fails", () => {
  it("is tried again on the documented schedule with the same bytes, and then given up", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    await webhook(api, { events: ["sync_end"] });
    receiver.answer = 500;
    receiver.received.length = 0;
    await sync(api, connection);
    await api.control.idle();
    const attempts = [receiver.received.length];
    const after = [6, 27, 105, 385, 1393];
    for (const [index, minutes] of after.entries()) {
      const waited = minutes - (after[index - 1] ?? 0);
      await pass(api, waited * MINUTE_MS - 1);
      attempts.push(receiver.received.length);
      await pass(api, 1);
      attempts.push(receiver.received.length);
    }
    expect(attempts).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
    await pass(api, 24 * HOUR_MS);
    expect(receiver.received).toHaveLength(6);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
  });

  it("does not hold up what comes after it", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    await webhook(api);
    receiver.answer = (response, { body }) => {
      const isFirst = receiver.events.length === 1 && body["event"] === "sync_start";
      response.writeHead(isFirst ? 503 : 200).end();
    };
    await sync(api, connection);
    await api.control.idle();
    await pass(api, 6 * MINUTE_MS);
    expect(receiver.events).toEqual(["sync_start", "sync_end", "sync_start"]);
  });

  it("deactivates its webhook after three days in which none succeeded", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    const id = await webhook(api, { events: ["sync_end"] });
    receiver.answer = 500;
    for (const _day of [1, 2, 3]) {
      await sync(api, connection);
      await api.control.idle();
      expect(await isActive(api, id)).toBe(true);
      await pass(api, 24 * HOUR_MS - 1);
    }
    await pass(api, 3);
    await sync(api, connection);
    await api.control.idle();
    expect(await isActive(api, id)).toBe(false);
    const count = receiver.received.length;
    await sync(api, connection);
    await pass(api, 48 * HOUR_MS);
    expect(receiver.received).toHaveLength(count);
  });

  it("counts for nothing once another has succeeded", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    const id = await webhook(api, { events: ["sync_end"] });
    for (const answer of [500, 200, 500]) {
      receiver.answer = answer;
      await sync(api, connection);
      await pass(api, 36 * HOUR_MS);
    }
    await sync(api, connection);
    await api.control.idle();
    expect(await isActive(api, id)).toBe(true);
  });

  it("is forgotten when its webhook is deleted or deactivated", async () => {
    const api = await start();
    const connection = await api.connection({ schedule_type: "manual" });
    const [one, other] = [await webhook(api), await webhook(api)];
    receiver.answer = 500;
    await sync(api, connection);
    await api.control.idle();
    const count = receiver.received.length;
    await api.delete(`/v1/webhooks/${one}`);
    await api.patch(`/v1/webhooks/${other}`, { active: false });
    await pass(api, 24 * HOUR_MS);
    expect(receiver.received).toHaveLength(count);
    expect(api.control.snapshot().filter(({ collection }) => collection === "deliveries")).toEqual([]);
  });
});

describe("a server that ends", () => {
  it("cuts off what is under way, and its successor sends that again", async () => {
    const api = await start({ data: folder });
    const connection = await api.connection({ schedule_type: "manual" });
    await webhook(api, { secret: "my_secret" });
    receiver.answer = () => undefined;
    const taken = receiver.next();
    await sync(api, connection);
    await taken;
    await api.stop();
    expect(receiver.events).toEqual(["sync_start"]);
    receiver.answer = 200;
    const successor = await start({ data: folder });
    await successor.control.idle();
    expect(receiver.events).toEqual(["sync_start", "sync_start", "sync_end"]);
    const [, first, again] = receiver.received;
    expect(again?.text).toBe(first?.text);
    expect(again?.headers["x-fivetran-signature-256"]).toBe(first?.headers["x-fivetran-signature-256"]);
    expect(readFileSync(join(folder, "account.jsonl"), "utf8")).not.toContain("my_secret");
  });

  it("leaves what waits for a later attempt to its successor", async () => {
    const api = await start({ data: folder });
    const connection = await api.connection({ schedule_type: "manual" });
    await webhook(api, { events: ["sync_end"] });
    receiver.answer = 500;
    await sync(api, connection);
    await api.control.idle();
    await api.stop();
    receiver.answer = 200;
    const successor = await start({ data: folder, clock: { now: () => START_MS + 5 * MINUTE_MS } });
    await successor.control.idle();
    expect(receiver.events).toEqual(["sync_end"]);
    await pass(successor, MINUTE_MS);
    expect(receiver.events).toEqual(["sync_end", "sync_end"]);
  });
});
