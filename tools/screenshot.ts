// npm run screenshot: takes the picture of the server's page that its README shows, of an account that is the same every time.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { chromium } from "playwright-core";

const PICTURE = fileURLToPath(new URL("../server/docs/page.png", import.meta.url));
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const connections = [
  ["shop_orders", "warehouse", "postgres", "shop"],
  ["crm_sales", "warehouse", "salesforce", "salesforce"],
  ["product_events", "warehouse", "kafka", "events"],
  ["support_desk", "warehouse", "zendesk", "zendesk"],
  ["billing", "finance", "stripe", "stripe"],
  ["ledger", "finance", "mysql", "ledger"],
  ["payroll", "finance", "workday", "workday"],
  ["budget_sheet", "sandbox", "google_sheets", "sheets.budget"],
] as const;

function startDemo(): Promise<LocalServer> {
  return startServer({
    startAt: "2026-03-02T08:00:00Z",
    frozen: true,
    ids: (position) => `object_${position}`,
    seed: {
      syncDurationMs: 4 * MINUTE_MS,
      groups: [
        { id: "warehouse", name: "Analytics" },
        { id: "finance", name: "Finance" },
        { id: "sandbox", name: "Sandbox" },
      ],
      destinations: [
        { groupId: "warehouse", service: "snowflake" },
        { groupId: "finance", service: "big_query" },
        { groupId: "sandbox", service: "postgres_rds_warehouse" },
      ],
      connections: connections.map(([id, groupId, service, schema]) => ({ id, groupId, service, schema })),
    },
  });
}

/** A client's request. */
async function call(server: LocalServer, method: string, path: string, body?: unknown): Promise<void> {
  const credentials = Buffer.from(`${server.apiKey}:${server.apiSecret}`).toString("base64");
  const headers = { authorization: `Basic ${credentials}`, "content-type": "application/json" };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  await (await fetch(server.url + path, init)).text();
}

/** A day in the account's life, so that every state is seen. */
async function live(server: LocalServer): Promise<void> {
  const { control } = server;
  const shop = "/v1/connections/shop_orders";
  await call(server, "POST", `${shop}/schemas/reload`, {});
  for (let sync = 0; sync < 12; sync++) {
    const ended =
      sync === 7
        ? { outcome: "FAILED" as const, reason: "The source did not answer." }
        : { outcome: "SUCCESSFUL" as const };
    const durationMs = (2 + ((sync * 7) % 9)) * MINUTE_MS;
    await control.syncRules.add({ connectionId: "shop_orders", ...ended, durationMs, times: 1 });
    await control.sync("shop_orders");
    await control.clock.advance((2 + ((sync * 5) % 7)) * HOUR_MS);
  }
  await call(server, "PATCH", `${shop}/schemas/public/tables/audit_log`, { enabled: false });
  await call(server, "PATCH", `${shop}/schemas/public/tables/payments/columns/card_number`, { hashed: true });
  await control.setPaused("budget_sheet", true);
  await control.setStatus("product_events", {
    setupState: "broken",
    tasks: [{ code: "reconnect", message: "The broker refused the connection." }],
  });
  await control.setStatus("payroll", { setupState: "incomplete" });
  await control.setStatus("support_desk", { updateState: "delayed" });
  await control.sync("billing");
  control.faults.add({ method: "GET", path: "^/v1/connections\\?", status: 503, times: 1, retryAfter: 5 });
  await call(server, "GET", "/v1/groups/warehouse");
  await call(server, "GET", "/v1/connections?limit=100");
  await call(server, "GET", "/v1/connections?limit=100");
  await call(server, "GET", "/v1/connections/no_such_connection");
  await call(server, "PATCH", shop, { sync_frequency: 60, run_setup_tests: false });
  await call(server, "POST", `${shop}/sync`, {});
}

async function takePicture(server: LocalServer, executablePath: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 800 },
      reducedMotion: "reduce",
      colorScheme: "light",
    });
    await page.goto(server.url);
    await page.getByRole("tree", { name: "Account" }).getByRole("treeitem", { name: "shop" }).click();
    await page.getByRole("treeitem", { name: "orders" }).first().waitFor();
    await page.getByRole("option").last().waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
}

const chromiumPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (chromiumPath === undefined)
  throw new Error("There is no Chromium here. Install one, or name it in CHROMIUM.");
const server = await startDemo();
try {
  await live(server);
  await takePicture(server, chromiumPath);
  console.log(`Written: ${PICTURE}`);
} finally {
  await server.stop();
}
