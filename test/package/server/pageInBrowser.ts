import { existsSync } from "node:fs";
import { type LocalServer, type ServerOptions, startServer } from "@pulumi-fivetran/server";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { describe, it } from "vitest";

/** The browser that the tests of the page drive: `CHROMIUM` names another. None of its own is downloaded. */
const CHROMIUM = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/** 2026-01-02T03:04:05Z. Time stands still until a test moves it. */
export const START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

const GROUPS = [
  { id: "main_group", name: "Analytics" },
  { id: "other_group", name: "Finance" },
  { id: "bare_group", name: "Empty" },
];

/** Two destinations and three connections, of which each sync takes a minute. */
export const SEED = {
  groups: GROUPS,
  destinations: [
    { groupId: "main_group", service: "snowflake" },
    { groupId: "other_group", service: "big_query" },
  ],
  connections: [
    { id: "shop_id", groupId: "main_group", service: "postgres", schema: "shop" },
    { id: "crm_id", groupId: "main_group", service: "salesforce", schema: "crm" },
    { id: "ledger_id", groupId: "other_group", service: "mysql", schema: "ledger" },
  ],
  syncDurationMs: 60_000,
} as const satisfies ServerOptions["seed"];

/** Where there is no browser, one skipped test says so; `test/skips.json` allows it. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (CHROMIUM === undefined) it.skip(`${name}: there is no Chromium`);
  else describe(name, tests);
}

export function launch(...args: string[]): Promise<Browser> {
  // The sandbox needs rights that containers do not give; the only pages are our own.
  return chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox", ...args] });
}

/** A server of a test's own with its page open, and all that the browser complained about. */
export class OpenPage {
  readonly complaints: string[] = [];

  private constructor(
    readonly server: LocalServer,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(120_000);
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  static async open(browser: Browser, options: ServerOptions = {}): Promise<OpenPage> {
    const server = await startServer({ seed: SEED, startAt: START_MS, frozen: true, ...options });
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    const opened = new OpenPage(server, await context.newPage());
    await opened.page.goto(server.url);
    return opened;
  }

  async close(): Promise<void> {
    await this.page.context().close();
    await this.server.stop();
  }

  get tree(): Locator {
    return this.page.getByRole("tree", { name: "Account" });
  }

  get lineage(): Locator {
    return this.page.getByRole("tree", { name: "Groups, destinations" });
  }

  get requests(): Locator {
    return this.page.getByRole("listbox").getByRole("option");
  }

  get details(): Locator {
    return this.page.locator("#inspector");
  }

  /** A line of the tree, by what a screen reader says of it. */
  row(name: string): Locator {
    return this.tree.getByRole("treeitem", { name });
  }

  node(name: string): Locator {
    return this.lineage.getByRole("treeitem", { name });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async select(name: string): Promise<void> {
    await this.row(name).click();
    await this.details.getByRole("heading", { level: 3, name }).waitFor();
  }

  /** A request of a client to the API. @returns the status */
  async call(method: string, path: string, body?: unknown): Promise<number> {
    const { apiKey, apiSecret, url } = this.server;
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.status;
  }
}
