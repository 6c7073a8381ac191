import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { TestExecutor } from "../../server/support/testExecutor";
import { describeInBrowser, launch, OpenPage } from "./pageInBrowser";

describeInBrowser("the page", () => {
  let browser: Browser;
  let open: OpenPage;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await open.close();
    expect(open.complaints).toEqual([]);
  });

  it("shows the account as a tree and as a picture, down to the tables", async () => {
    open = await OpenPage.open(browser);
    await open.row("Analytics").waitFor();
    expect(await open.row("").count()).toBe(8);
    expect(await open.node("").count()).toBe(8);
    await open.call("POST", "/v1/connections/shop_id/schemas/reload", {});
    await open.select("shop");
    await open.node("customers").waitFor();
    await open.row("customers").waitFor();
    expect(await open.node("fivetran_audit").getAttribute("aria-label")).toContain("Locked");
    await open.node("customers").click();
    await open.details.getByText("shop_public.customers").first().waitFor();
    const path = open.page.locator("#lineage-path");
    await expect
      .poll(() => path.textContent())
      .toBe("Analytics  ›  snowflake  ›  shop  ›  public  ›  customers");
  });

  it("takes a click though something changes between press and release", async () => {
    open = await OpenPage.open(browser);
    await open.node("crm").hover();
    await open.page.mouse.down();
    const known = open.page.waitForResponse(/overview/);
    await open.call("PATCH", "/v1/connections/crm_id", { paused: true, run_setup_tests: false });
    await (await known).finished();
    await open.page.evaluate(
      "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))",
    );
    await open.page.mouse.up();
    await open.details.getByRole("heading", { name: "crm" }).waitFor();
    await open.row("crm").filter({ hasText: "Paused" }).waitFor();
  });

  it("follows what clients do, and shows each request as it arrives, secrets as asterisks", async () => {
    open = await OpenPage.open(browser);
    await open.row("Analytics").waitFor();
    expect(await open.call("POST", "/v1/groups", { name: "made by a client" })).toBe(201);
    await open.row("made by a client").waitFor();
    const config = { schema_prefix: "made", host: "db", password: "hunter2" };
    await open.call("POST", "/v1/connections", { group_id: "main_group", service: "postgres", config });
    await open.row("made").last().waitFor();
    const request = open.requests.filter({ hasText: "/v1/connections" });
    await request.click();
    const chosen = open.page.getByRole("region", { name: "The chosen request" });
    expect(await chosen.textContent()).toContain('"password": "******"');
    await open.row("made, postgres").or(open.row("made postgres")).first().click();
    await open.details.getByRole("heading", { name: "made" }).waitFor();
    expect(await open.page.content()).not.toContain("hunter2");
    await open.page.getByLabel("Search requests").fill("/v1/groups");
    await expect.poll(() => open.requests.count()).toBe(1);
  });

  it("says why a connection or a destination is not set up, and what to do", async () => {
    open = await OpenPage.open(browser);
    const group_id = "main_group";
    await open.row("Analytics").waitFor();
    const make = (name: string, service: string, fields: object = {}, config: object = {}): Promise<number> =>
      open.call("POST", "/v1/connections", {
        group_id,
        service,
        config: { [service === "postgres" ? "schema_prefix" : "schema"]: name, ...config },
        ...fields,
      });
    expect(await make("wrong", "postgres", {}, { host: "wrong-password.test" })).toBe(201);
    expect(await make("untested", "postgres", { run_setup_tests: false })).toBe(201);
    expect(await make("person", "hubspot")).toBe(201);
    await open.select("wrong");
    await open.details.getByText("Validate Login failed: Invalid login credentials.").waitFor();
    await open.select("untested");
    await open.details.getByText(/have not run yet: POST \/v1\/connections\/\w+\/test runs them/).waitFor();
    await open.select("person");
    await open.details.getByText("Nobody has authorized it yet.").waitFor();
    await open.button("Authorize").click();
    await open.details.getByText("Nobody has authorized it yet.").waitFor({ state: "detached" });
    await open.select("shop");
    expect(await open.details.locator('[data-kind="setup"]').count()).toBe(0);
    await open.button("Break").click();
    await open.details.getByText("It worked before, and does not any more.").waitFor();
    const host = { config: { host: "db.invalid" } };
    expect(await open.call("PATCH", "/v1/destinations/main_group", host)).toBe(200);
    await open.select("snowflake");
    await open.details.getByText("Host Connection failed: Unknown host").waitFor();
  });

  it("shows what a sync moves while it runs, and what failed of which table", async () => {
    const engine = new TestExecutor();
    open = await OpenPage.open(browser, { engine });
    await open.select("shop");
    await open.button("Sync now").click();
    await expect.poll(() => engine.started.length).toBe(1);
    const [sync] = engine.started;
    const orders = { table: "public.orders", rows: 5000, deleted: 0, bytes: 64_000, durationMs: 2000 };
    sync?.listener.progress({ ...orders, rows: 1200 });
    const moved = open.details.getByRole("table", { name: /^Moved by sync 1/ });
    await moved.filter({ hasText: "so far" }).getByText("1,200").waitFor();
    sync?.listener.progress(orders);
    await moved.getByText("5,000").waitFor();
    await moved.getByText("2,500").waitFor();
    const failed = { ...orders, table: "public.notes", rows: 0, error: "column v, row 2: <b>no</b>" };
    sync?.end({
      outcome: "FAILED",
      reason: "public.notes failed.",
      tables: [orders, failed],
      shape: undefined,
    });
    await moved.getByText("column v, row 2: <b>no</b>").waitFor();
    await expect.poll(() => moved.getByText("so far").count()).toBe(0);
    await open.details.locator('[data-kind="task"]').getByText("public.notes failed.").waitFor();
  });

  it("shows names as they are, never as markup", async () => {
    open = await OpenPage.open(browser);
    const name = '<img src=x onerror="document.title=1"> & "quoted"';
    await open.call("POST", "/v1/groups", { name });
    await open.row(name).waitFor();
    await open.select(name);
    const title = open.details.getByRole("heading", { level: 3 });
    await expect.poll(() => title.textContent()).toBe(name);
    expect(await open.page.locator("img").count()).toBe(0);
    expect(await open.page.title()).toBe("fivetran-local");
  });

  it("finds by text and by state, in tree and picture alike", async () => {
    open = await OpenPage.open(browser);
    await open.call("PATCH", "/v1/connections/crm_id", { paused: true, run_setup_tests: false });
    const paused = open.page.getByRole("button", { name: "Paused 1" });
    await paused.click();
    await expect.poll(() => open.row("").count()).toBe(3);
    await expect.poll(() => open.node("").count()).toBe(3);
    await paused.click();
    await open.page.getByLabel("Search groups and connections").fill("ledger_id");
    await expect.poll(() => open.row("").allTextContents()).toHaveLength(3);
    await open.node("ledger").waitFor();
    await open.page.getByLabel("Search groups and connections").fill("no such thing");
    await open.page.getByText("Nothing here matches.").waitFor();
  });

  it("is used by the keyboard alone", async () => {
    open = await OpenPage.open(browser);
    await open.call("POST", "/v1/connections/shop_id/schemas/reload", {});
    const { keyboard } = open.page;
    await open.row("Analytics").waitFor();
    await open.tree.focus();
    const active = (): Promise<string | null> => open.tree.locator("[data-active]").textContent();
    for (const key of ["Home", "ArrowRight", "ArrowRight"]) await keyboard.press(key);
    await expect.poll(active).toContain("shop");
    await keyboard.press("ArrowRight");
    await open.row("public").waitFor();
    await keyboard.press("ArrowRight");
    await expect.poll(active).toContain("public");
    await keyboard.press("ArrowLeft");
    await keyboard.press("ArrowLeft");
    await keyboard.press("Enter");
    await open.details.getByRole("heading", { name: "shop" }).waitFor();
    expect(await open.tree.getAttribute("aria-activedescendant")).toMatch(/^tree-row-\d+$/);

    await open.node("Analytics").focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "Enter"]) await keyboard.press(key);
    await open.details.getByRole("heading", { name: "crm" }).waitFor();

    await open.page.getByRole("tab", { name: "Requests" }).focus();
    await keyboard.press("ArrowRight");
    await open.page.getByRole("tabpanel", { name: "Faults" }).waitFor();
    await open.tree.focus();
    await keyboard.press("/");
    await keyboard.type("crm");
    await expect.poll(() => open.row("").count()).toBe(3);
  });

  it("says that an account is empty, and that the server has gone", async () => {
    open = await OpenPage.open(browser, { seed: {} });
    await open.page.getByText("The account is empty.").waitFor();
    await open.page.getByText("No requests yet.").waitFor();
    await open.server.stop();
    await open.page.getByText("Not connected").waitFor();
    // The browser itself complains about a server that has gone.
    open.complaints.length = 0;
  });

  it("shows one of several accounts, and nothing of the others", async () => {
    const keys = (key: string) => [{ key, secret: "s" }];
    open = await OpenPage.open(browser, {
      seed: {
        accounts: [
          { id: "first", keys: keys("one"), groups: [{ name: "of the first" }] },
          { id: "second", keys: keys("two"), groups: [{ name: "of the second" }] },
        ],
      },
    });
    await open.row("of the first").waitFor();
    expect(await open.row("of the second").count()).toBe(0);
    await open.call("GET", "/v1/groups");
    await open.requests.waitFor();
    await open.page.getByRole("combobox", { name: "Account" }).selectOption("second");
    await open.row("of the second").waitFor();
    expect(await open.row("of the first").count()).toBe(0);
    expect(await open.requests.count()).toBe(0);
  });

  it("stays quick with 10,000 connections: only what is seen is there", async () => {
    const connections = Array.from({ length: 10_000 }, (_, index) => ({
      id: `c_${index}`,
      groupId: "main_group",
      service: "postgres",
      schema: `source_${index}`,
    }));
    const destinations = [{ groupId: "main_group", service: "snowflake" }];
    const groups = [{ id: "main_group", name: "Analytics" }];
    open = await OpenPage.open(browser, { seed: { groups, destinations, connections } });
    await open.row("source_0,").or(open.row("source_0 ")).first().waitFor();
    expect(await open.page.locator("*").count()).toBeLessThan(1500);
    await open.tree.focus();
    await open.page.keyboard.press("End");
    await open.row("source_9999").waitFor();
    expect(await open.tree.getByRole("treeitem").count()).toBeLessThan(100);
    expect(await open.row("source_9999").getAttribute("aria-setsize")).toBe("10000");
    await open.page.keyboard.press("Enter");
    await open.node("source_9999").waitFor();
    await open.node("Show more: 9,991 more").click();
    await open.node("Show more: 9,971 more").waitFor();
  });
});
