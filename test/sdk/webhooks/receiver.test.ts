import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createWebhookReceiver } from "../../../sdk/src/webhooks/receiver";

const secret = "my_secret";
const event = (name: string, status?: string) =>
  JSON.stringify({
    event: name,
    created: "2026-01-01T00:00:00.000Z",
    connector_id: "c1",
    sync_id: "s1",
    ...(status === undefined ? {} : { data: { status } }),
  });
const signed = (body: string, key = secret) => createHmac("sha256", key).update(body).digest("hex");

function delivery(body: string, signature: string | undefined = signed(body)): Request {
  const headers = signature === "" ? {} : { "X-Fivetran-Signature-256": signature };
  return new Request("https://example.com/hook", { method: "POST", body, headers });
}

describe("createWebhookReceiver", () => {
  it("hands each event to the handlers that it concerns", async () => {
    const told: string[] = [];
    const tell = (name: string) => () => void told.push(name);
    const receive = createWebhookReceiver({
      secret,
      onSyncStart: tell("start"),
      onSyncComplete: tell("complete"),
      onSyncError: tell("error"),
      onEvent: tell("any"),
    });
    const bodies = [
      event("sync_start"),
      event("sync_end", "SUCCESSFUL"),
      event("sync_end", "FAILED"),
      event("sync_end", "FAILURE_WITH_TASK"),
      event("sync_end", "RESCHEDULED"),
      event("made_up_tomorrow"),
    ];
    for (const body of bodies) expect((await receive(delivery(body))).status).toBe(200);
    expect(told).toEqual(["start", "any", "complete", "any", "error", "any", "error", "any", "any", "any"]);
  });

  it("takes signatures of either case, and refuses all others", async () => {
    const receive = createWebhookReceiver({ secret });
    const body = event("sync_start");
    expect((await receive(delivery(body, signed(body).toUpperCase()))).status).toBe(200);
    for (const wrong of ["", signed(body, "other"), `sha256=${signed(body)}`, signed(`${body} `)])
      expect((await receive(delivery(body, wrong))).status).toBe(401);
  });

  it("needs a secret, unless it is told not to", async () => {
    expect(() => createWebhookReceiver({})).toThrow(TypeError);
    expect(() => createWebhookReceiver({ secret: "" })).toThrow(TypeError);
    const receive = createWebhookReceiver({ allowUnsigned: true });
    expect((await receive(delivery(event("sync_start"), ""))).status).toBe(200);
  });

  it("says what is no delivery, and that a handler failed, so that it comes again", async () => {
    const receive = createWebhookReceiver({
      secret,
      maxBodyBytes: 300,
      onEvent: () => Promise.reject(new Error("marker")),
    });
    expect((await receive(new Request("https://example.com/hook"))).status).toBe(405);
    expect((await receive(delivery("{}"))).status).toBe(400);
    expect((await receive(delivery("x".repeat(400)))).status).toBe(413);
    const failed = await receive(delivery(event("sync_start")));
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain("marker");
  });
});
