import { createHmac } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OperationsCommand } from "../../support/operationsCommand";
import { OperationsRun } from "../../support/operationsRun";
import { startPostgres, withPostgres } from "../../support/postgres";

const TOKEN = "marker-token-of-the-service";
const KEY = Buffer.from("marker-master-key-of-32-bytes!!!").toString("base64");
const WEBHOOK_SECRET = "marker-webhook-secret";
const PROD_SECRET = "marker-prod-secret";

/** Everything that nobody may find, beside the secret of the account. */
const MARKERS = [
  TOKEN,
  KEY,
  WEBHOOK_SECRET,
  PROD_SECRET,
  "marker-before",
  "marker-after",
  "marker-merged",
  "marker-old-password",
  "marker-new-password",
  "marker-wrong-secret",
  "marker-slack",
  "marker-post",
  "marker-idempotency-key",
  "marker-misplaced",
];

/** As they are, and as they are written elsewhere. */
function formsOf(marker: string): string[] {
  const bytes = Buffer.from(marker);
  return [
    marker,
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("hex"),
    JSON.stringify(marker).slice(1, -1),
  ];
}

class Swept {
  readonly answers: string[] = [];
  readonly run: OperationsRun;
  readonly url: string;
  readonly webhooks: string;

  constructor(run: OperationsRun, url: string, webhooks: string) {
    this.run = run;
    this.url = url;
    this.webhooks = webhooks;
  }

  async ask(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    this.answers.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${text}`);
    return text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
  }

  async deliver(body: object, secret: string): Promise<void> {
    const text = JSON.stringify(body);
    const signature = createHmac("sha256", secret).update(text).digest("hex");
    const headers = { "x-fivetran-signature-256": signature };
    const answer = await fetch(this.webhooks, { method: "POST", body: text, headers });
    this.answers.push(`webhook ${answer.status} ${await answer.text()}`);
  }
}

/** Every way in, right and wrong. */
async function askEverything(swept: Swept): Promise<void> {
  const { apiKey: api_key, apiSecret: api_secret } = swept.run.server;
  const own = { api_key, api_secret };
  const basic = `Basic ${Buffer.from(`${api_key}:${api_secret}`).toString("base64")}`;
  const keyed = { "idempotency-key": "marker-idempotency-key" };
  const state = { connection_id: "orders" };
  const password = (value: string): object => ({ config: { password: value } });
  const rotation = {
    connection_id: "shop",
    new: password("marker-new-password"),
    old: password("marker-old-password"),
  };

  await swept.ask("/state/update", { ...own, ...state, new_state: { token: "marker-before" } });
  const updated = await swept.ask("/state/update", { ...state, new_state: { token: "marker-after" } }, keyed);
  await swept.ask("/state/update", { ...state, new_state: { token: "marker-misplaced" } }, keyed);
  await swept.ask("/state/update", { credentials: "prod", ...state, merge_patch: { more: "marker-merged" } });
  await swept.ask("/state/restore", { ...state, operation_id: updated["id"] });
  await swept.ask("/state/get", { api_key: "no", api_secret: "marker-wrong-secret", ...state });
  await swept.ask("/state/get", { connection_id: "shop" });
  await swept.ask("/state/update", {
    connection_id: { "marker-misplaced": 1 },
    new_state: "marker-misplaced",
  });
  await swept.ask("/state/update", '{"new_state": {"token": "marker-misplaced", }');
  await swept.ask("/operations", undefined, { authorization: "Bearer marker-misplaced" });
  await swept.ask("/operations", undefined, { authorization: basic });
  await swept.ask("/operations?status=marker-misplaced");
  swept.run.server.control.faults.add({
    path: "/orders/state$",
    method: "PATCH",
    status: 400,
    message: "The state marker-after is not right",
    times: 1,
  });
  await swept.ask("/state/update", { ...own, ...state, new_state: { token: "marker-after" } });
  await swept.ask("/credentials/rotate", rotation);
  await swept.run.server.control.setupTests.add({
    connectionId: "shop",
    tests: [{ title: "Login", status: "FAILED", message: "marker-new-password is not the password" }],
  });
  await swept.ask("/credentials/rotate", { ...own, ...rotation });
  await swept.ask("/resyncs", { ...state, confirm: "orders" });
  await swept.ask("/moves", { ...state, destination_group_id: "archive", sync_behavior: "CONTINUE" });
  await swept.ask("/maintenance-windows?wait=10", { connections: ["orders"], for: "1s" });
  const failed = {
    event: "sync_end",
    created: "2026-01-01T00:00:00Z",
    connector_id: "orders",
    data: { status: "FAILED" },
  };
  await swept.deliver(failed, WEBHOOK_SECRET);
  await swept.deliver(failed, "marker-misplaced");
  const { items } = (await swept.ask("/operations")) as { items: { id: string }[] };
  expect(items.length).toBeGreaterThan(8);
  for (const { id } of items) await swept.ask(`/operations/${id}`);
  const pages = ["/", "/page.js", "/page.css", "/health", "/metrics", "/openapi.json", "/holds"];
  for (const path of [...pages, "/events/aside", "/webhooks/reactivations", "/nothing"])
    await swept.ask(path);
}

async function sweep(
  database: string | undefined,
  storedIn: (run: OperationsRun) => Promise<string>,
): Promise<void> {
  const run = await OperationsRun.start();
  const handlers = join(run.folder, "handlers.ts");
  // It fails, so that what it says is kept and logged.
  writeFileSync(
    handlers,
    "export function onSyncError(event: { connectorId?: string }): void { throw new Error('no: ' + event.connectorId); }\n",
  );
  const { apiKey, apiSecret, url } = run.server;
  const start = () =>
    new OperationsCommand(
      [
        "--port",
        "0",
        "--data",
        run.data,
        "--webhooks",
        "0",
        "--handlers",
        handlers,
        "--watch-schemas",
        ...(database === undefined ? [] : ["--database", database]),
      ],
      {
        FIVETRAN_API_KEY: apiKey,
        FIVETRAN_API_SECRET: apiSecret,
        FIVETRAN_API_URL: url,
        FIVETRAN_API_KEY_PROD: apiKey,
        FIVETRAN_API_SECRET_PROD: PROD_SECRET,
        FIVETRAN_OPERATIONS_TOKEN: TOKEN,
        FIVETRAN_OPERATIONS_KEY: KEY,
        FIVETRAN_WEBHOOK_SECRET: WEBHOOK_SECRET,
        FIVETRAN_OPERATIONS_SLACK_URL: "http://127.0.0.1:9/marker-slack",
        FIVETRAN_OPERATIONS_POST_URL: "http://user:marker-post@127.0.0.1:9/",
      },
    );
  let command = start();
  try {
    const swept = new Swept(run, await command.url(), await command.webhooksUrl());
    await askEverything(swept);
    // Killed in the midst: what goes on later is in the store.
    run.server.control.faults.add({ path: "/orders/state$", method: "PATCH", status: 409 });
    const body = {
      api_key: apiKey,
      api_secret: apiSecret,
      connection_id: "orders",
      new_state: { token: "marker-after" },
    };
    const keyed = { "idempotency-key": "marker-idempotency-key-2" };
    await swept.ask("/state/update?wait=1", body, keyed);
    const first = await command.end("SIGKILL");
    const places: Record<string, string> = { "the store of a killed process": await storedIn(run) };
    run.server.control.faults.clear();
    command = start();
    const again = new Swept(run, await command.url(), "");
    // The same request again is the same operation.
    const ended = await again.ask("/state/update?wait=120", body, keyed);
    expect(ended).toMatchObject({ status: "succeeded" });
    const second = await command.end();
    Object.assign(places, {
      "the answers": [...swept.answers, ...again.answers].join("\n"),
      "what was printed": first.stdout + second.stdout,
      "the log": first.stderr + second.stderr,
      "the store": await storedIn(run),
    });
    expect(places["the log"]).toContain("a handler failed");
    const found = Object.entries(places).flatMap(([place, text]) =>
      [...MARKERS, apiSecret].flatMap((marker) =>
        formsOf(marker).flatMap((form) => (text.includes(form) ? [`${marker} as ${form} in ${place}`] : [])),
      ),
    );
    expect(found).toEqual([]);
  } finally {
    await command.end("SIGKILL");
    await run.stop();
  }
}

describe("no secret is found", () => {
  it("embedded: in the files of the data folder, the log, what is printed and every answer", async () => {
    await sweep(undefined, (run) => {
      const files = readdirSync(run.data, { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile(),
      );
      expect(files.map(({ name }) => name)).toContain("operations.db");
      return Promise.resolve(
        files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1")).join("\n"),
      );
    });
  });

  withPostgres("no secret is found on PostgreSQL", () => {
    it("on PostgreSQL: in our tables and DBOS's, the log, what is printed and every answer", async () => {
      const postgres = await startPostgres({ isOnPort: true });
      try {
        const database = await postgres.database("swept");
        await sweep(database, async () => {
          const everything = await postgres.everything(database);
          expect(everything).toContain("dbos.workflow_status");
          expect(everything).toContain("fivetran_sealed_values");
          return everything;
        });
      } finally {
        await postgres.stop();
      }
    });
  });
});
