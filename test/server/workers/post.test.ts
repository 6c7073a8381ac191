import http from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { post, TIME_LIMIT_MS } from "../../../server/src/workers/post";
import { Receiver } from "../support/receiver";

describe("a post", () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await receiver.stop();
  });

  const letter = () => ({ url: receiver.url, body: '{"event":"sync_end"}' });
  const never = () => new AbortController().signal;

  it("has the signature of the documented vector", async () => {
    const body =
      '{"event":"sync_end","created":"2026-01-01T00:00:00.000Z","connector_type":"asana","connector_id":"c1","connector_name":"asana.c1","sync_id":"00000000-0000-0000-0000-000000000001","destination_group_id":"g1","data":{"status":"SUCCESSFUL"}}';
    await post({ ...letter(), body, secret: "my_secret" }, never());
    expect(receiver.received[0]?.headers["x-fivetran-signature-256"]).toBe(
      "838375a455ff1a723ac807cf9b5ccd543dc22bc378f35b496a7aa156d353889c",
    );
  });

  it.each([[200], [202], [204], [299]])("answered %d has succeeded", async (status) => {
    receiver.answer = status;
    expect(await post(letter(), never())).toEqual({ succeeded: true, status, message: "Success" });
  });

  it("that is redirected has failed, and is not followed", async () => {
    receiver.answer = (response) => response.writeHead(307, { location: "/elsewhere" }).end();
    expect(await post(letter(), never())).toMatchObject({ succeeded: false, status: 307 });
    expect(receiver.received).toHaveLength(1);
  });

  it("fails after ten seconds without an answer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    receiver.answer = () => undefined;
    const taken = receiver.next();
    const sent = post(letter(), never());
    await taken;
    vi.advanceTimersByTime(TIME_LIMIT_MS);
    expect(await sent).toEqual({ succeeded: false, status: 0, message: "no answer within 10 s" });
  });

  it("is ended by its signal", async () => {
    receiver.answer = () => undefined;
    const end = new AbortController();
    const taken = receiver.next();
    const sent = post(letter(), end.signal);
    await taken;
    end.abort();
    expect(await sent).toMatchObject({ succeeded: false, status: 0 });
  });

  it("to nobody says why", async () => {
    const gone = letter();
    await receiver.stop();
    expect((await post(gone, never())).message).toContain("ECONNREFUSED");
    receiver = await Receiver.start();
  });

  it("passes by the proxy that the process was told to use", async () => {
    const before = http.globalAgent;
    // What Node makes at its start, when the environment asks for it.
    http.globalAgent = new http.Agent({ proxyEnv: { HTTP_PROXY: "http://127.0.0.1:1" } });
    try {
      expect(await post(letter(), never())).toMatchObject({ succeeded: true });
    } finally {
      http.globalAgent = before;
    }
  });

  it("is not sent in the clear to an https receiver", async () => {
    const outcome = await post({ ...letter(), url: receiver.url.replace("http:", "https:") }, never());
    expect(outcome).toMatchObject({ succeeded: false, status: 0 });
    expect(receiver.received).toEqual([]);
  });
});
