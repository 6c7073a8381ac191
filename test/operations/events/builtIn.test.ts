import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WebhookEvent } from "@pulumi-fivetran/sdk/webhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allHandlers, loadHandlers } from "../../../operations/src/events/builtIn";

const FAILED: WebhookEvent = {
  event: "sync_end",
  created: "2026-01-01T00:00:00.000Z",
  connectorId: "orders",
  connectorName: "orders.all",
  data: { status: "FAILED", reason: "no network" },
};

describe("the handlers that are built in", () => {
  let server: Server;
  let url: string;
  let folder: string;
  let status = 200;
  const posted: unknown[] = [];
  const authorizations: string[] = [];
  beforeEach(async () => {
    status = 200;
    authorizations.length = 0;
    posted.length = 0;
    folder = mkdtempSync(join(tmpdir(), "fivetran-handlers-"));
    server = createServer((request, response) => {
      if (request.headers.authorization !== undefined) authorizations.push(request.headers.authorization);
      let text = "";
      request.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      request.on("end", () => {
        posted.push(JSON.parse(text));
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/marker-token`;
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it("tell a Slack-compatible webhook of failed syncs and of pauses that last too long", async () => {
    const { onSyncError, onPauseOverdue, onSyncComplete } = allHandlers({}, { slackUrl: url });
    await onSyncError?.(FAILED);
    const data = { operation_id: "op_1", since: "2026-01-01T00:00:00.000Z" };
    await onPauseOverdue?.({
      event: "pause_overdue",
      created: "2026-01-01T03:00:00.000Z",
      connectorId: "orders",
      data,
    });
    expect(posted).toEqual([
      { text: "A sync of orders.all has failed: no network" },
      {
        text: "orders has been paused by an operation since 2026-01-01T00:00:00.000Z, for longer than it should be",
      },
    ]);
    expect(onSyncComplete).toBeUndefined();
  });

  it("send a user and a password in the address as Basic authentication, and repeat neither", async () => {
    const address = url.replace("http://", "http://me:marker-password@");
    await allHandlers({}, { postUrl: address }).onEvent?.(FAILED);
    expect(authorizations).toEqual([`Basic ${Buffer.from("me:marker-password").toString("base64")}`]);
    server.close();
    server.closeAllConnections();
    const failed = Promise.resolve(allHandlers({}, { postUrl: address }).onEvent?.(FAILED));
    await expect(failed).rejects.toThrow("The address could not be asked: ECONNREFUSED.");
  });

  it("post every event, and fail without the address when that does not take it", async () => {
    const { onEvent } = allHandlers({}, { postUrl: url });
    await onEvent?.(FAILED);
    expect(posted).toEqual([FAILED]);
    status = 500;
    const failed = Promise.resolve(onEvent?.(FAILED));
    await expect(failed).rejects.toThrow("The address answered 500.");
    server.close();
    server.closeAllConnections();
    await expect(Promise.resolve(onEvent?.(FAILED))).rejects.not.toThrow(/marker/);
  });

  it("run a program with the event on its standard input, and fail when it does", async () => {
    const program = join(folder, "program");
    const out = join(folder, "out");
    writeFileSync(program, `#!/bin/sh\ncat > '${out}'\n`);
    chmodSync(program, 0o700);
    await allHandlers({}, { command: program }).onEvent?.(FAILED);
    expect(JSON.parse(readFileSync(out, "utf8"))).toEqual(FAILED);
    writeFileSync(program, "#!/bin/sh\nexit 3\n");
    await expect(Promise.resolve(allHandlers({}, { command: program }).onEvent?.(FAILED))).rejects.toThrow(
      /ended with 3/,
    );
    const missing = allHandlers({}, { command: join(folder, "missing") });
    await expect(Promise.resolve(missing.onEvent?.(FAILED))).rejects.toThrow(/could not be run/);
  });

  it("stand beside those of a module", async () => {
    const told: string[] = [];
    const own = { onEvent: ({ event }: WebhookEvent) => void told.push(event) };
    await allHandlers(own, { postUrl: url }).onEvent?.(FAILED);
    expect([told, posted]).toEqual([["sync_end"], [FAILED]]);
  });

  it("refuse a module without handlers, with the names that there are", async () => {
    const path = join(folder, "handlers.mjs");
    writeFileSync(path, "export const onSync = () => {};\n");
    await expect(loadHandlers(path)).rejects.toThrow(
      /exports none of the functions onSyncStart, .*onPauseOverdue, onEvent/,
    );
  });
});
