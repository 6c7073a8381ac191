import type { JournalEntry } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";

describe("the journal as a stream", () => {
  let api: Api;
  const open: AbortController[] = [];
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => {
    for (const stream of open.splice(0)) stream.abort();
    return api.stop();
  });

  /** Reads entries one after another. */
  const stream = async (
    query = "",
    headers: Record<string, string> = {},
  ): Promise<() => Promise<JournalEntry>> => {
    const abort = new AbortController();
    open.push(abort);
    const response = await fetch(`${api.server.url}/_local/journal/stream${query}`, {
      headers,
      signal: abort.signal,
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    return async () => {
      for (;;) {
        const event = /^[\s\S]*?\n\n/.exec(text)?.[0];
        if (event !== undefined) {
          text = text.slice(event.length);
          const data = /^event: request$[\s\S]*^data: (.*)$/m.exec(event)?.[1];
          if (data !== undefined) return JSON.parse(data) as JournalEntry;
          continue;
        }
        const piece = await reader?.read();
        if (piece?.value === undefined) throw new Error("the stream has ended");
        text += piece.value;
      }
    };
  };

  it("tells what was, and of each request that it came and how it ended", async () => {
    await api.get("/v1/groups");
    const next = await stream();
    expect(await next()).toMatchObject({ sequence: 1, path: "/v1/groups", status: 200, account: "account" });
    await api.post("/v1/groups", { name: "g", password: "hunter2" });
    const came = await next();
    expect(came).toMatchObject({ sequence: 2, method: "POST", body: { name: "g", password: "******" } });
    expect(came).not.toHaveProperty("status");
    expect(await next()).toMatchObject({ sequence: 2, status: 201 });
  });

  it("goes on after what a client has seen", async () => {
    for (let count = 0; count < 3; count++) await api.get("/v1/groups");
    expect(await (await stream("?after=2"))()).toMatchObject({ sequence: 3 });
    expect(await (await stream("", { "last-event-id": "1" }))()).toMatchObject({ sequence: 2 });
  });

  it("does not hold the server up when it stops", async () => {
    const next = await stream();
    await api.stop();
    await expect(next()).rejects.toThrow();
  });
});
