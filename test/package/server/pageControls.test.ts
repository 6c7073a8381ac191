import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { describeInBrowser, launch, OpenPage, START_MS } from "./pageInBrowser";

const HOUR_MS = 3_600_000;

describeInBrowser("the page's controls", () => {
  let browser: Browser;
  let open: OpenPage;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    open = await OpenPage.open(browser);
    await open.row("Analytics").waitFor();
  });
  afterEach(async () => {
    await open.close();
    expect(open.complaints).toEqual([]);
  });

  const stateOf = async (id: string): Promise<unknown> =>
    (await open.server.control.details(id)).connection["status"];
  const now = (): number => open.server.control.clock.now();

  it("sync a connection, and its history shows how it went", async () => {
    await open.select("shop");
    await open.button("Sync now").click();
    await open.details.getByRole("row", { name: "Running" }).waitFor();
    await open.row("shop").filter({ hasText: "Syncing" }).waitFor();
    await open.button("+1 min").click();
    await open.details.getByRole("row", { name: "1 min Successful" }).waitFor();
    await open.row("shop").filter({ hasText: "Scheduled" }).waitFor();
    await open.node("orders").waitFor();
    expect(await open.details.getByRole("img").getAttribute("aria-label")).toMatch(/^The last 1 syncs, 0 of/);
  });

  it("pause, resume, break and mend a connection, and keep the focus", async () => {
    await open.select("crm");
    await open.button("Pause").focus();
    await open.page.keyboard.press("Enter");
    await open.button("Resume").waitFor();
    expect(await open.page.evaluate("document.activeElement.textContent")).toBe("Resume");
    expect(await open.button("Sync now").isDisabled()).toBe(true);
    await open.page.keyboard.press("Enter");
    await open.button("Pause").waitFor();
    await open.button("Break").click();
    await open.details.getByText("Broken on the page").waitFor();
    await open.node("Analytics").and(open.page.locator("[aria-label*='1 broken']")).waitFor();
    expect(await stateOf("crm_id")).toMatchObject({
      setup_state: "broken",
    });
    await open.button("Mend").click();
    await open.button("Break").waitFor();
    expect(await stateOf("crm_id")).toMatchObject({
      setup_state: "connected",
      tasks: [],
    });
  });

  it("authorize a connection that a person must authorize", async () => {
    await open.server.control.setStatus("crm_id", { setupState: "incomplete" });
    await open.row("crm").filter({ hasText: "Incomplete" }).waitFor();
    await open.select("crm");
    await open.button("Authorize").click();
    await open.page.getByText("crm authorized").waitFor();
    await open.row("crm").filter({ hasText: "Scheduled" }).waitFor();
  });

  it("say what the server refuses", async () => {
    await open.select("ledger");
    await open.server.control.clock.resume();
    await open.page.route("**/_local/connections/ledger_id/sync**", (route) =>
      route.fulfill({ status: 404, json: { message: "There is no such connection." } }),
    );
    await open.button("Sync now").click();
    await open.page.getByRole("log").getByText("There is no such connection.").waitFor();
    await open.button("Close this message").click();
    await expect.poll(() => open.page.getByRole("log").textContent()).toBe("");
    // The browser itself complains about the 404.
    open.complaints.length = 0;
  });

  it("move the clock, freeze it and let it run", async () => {
    await open.page.getByText("2026-01-02 03:04:05 UTC").waitFor();
    await open.button("+1 h").click();
    await open.page.getByText("2026-01-02 04:04:05 UTC").waitFor();
    await open.button("+1 d").click();
    await open.page.getByText("2026-01-03 04:04:05 UTC").waitFor();
    expect(now()).toBe(START_MS + 25 * HOUR_MS);
    await open.button("Set…").click();
    await open.page.getByLabel("Date and time, UTC").fill("2027-06-05T04:03:02");
    await open.button("Set").click();
    await open.page.getByText("2027-06-05 04:03:02 UTC").waitFor();
    expect(now()).toBe(Date.UTC(2027, 5, 5, 4, 3, 2));
    expect(await open.button("Freeze").getAttribute("aria-pressed")).toBe("true");
    await open.button("Freeze").click();
    await expect.poll(() => open.server.control.clock.isFrozen).toBe(false);
    await open.button("Freeze").and(open.page.locator("[aria-pressed=false]")).click();
    await expect.poll(() => open.server.control.clock.isFrozen).toBe(true);
  });

  it("add faults, show what they did, and remove them", async () => {
    await open.page.getByRole("tab", { name: "Faults" }).click();
    await open.page.getByLabel("Status").fill("503");
    await open.page.getByLabel("Retry-After, s").fill("7");
    await open.page.getByLabel("Path matches").fill("^/v1/groups$");
    await open.page.getByLabel("Times").fill("1");
    await open.button("Add fault").click();
    await open.page
      .getByRole("row", { name: "fault_1 any method ^/v1/groups$, once → 503 Retry-After 7 0 0" })
      .waitFor();
    expect(await open.call("GET", "/v1/groups")).toBe(503);
    expect(await open.call("GET", "/v1/groups")).toBe(200);
    await open.page.getByRole("row", { name: "Retry-After 7 2 1" }).waitFor();
    await open.button("Remove fault_1").click();
    await open.page.getByText("No faults").waitFor();
    await open.page.getByLabel("Path matches").fill("(");
    await open.button("Add fault").click();
    await open.page.getByText("path: is not a regular expression").waitFor();
    await open.page.getByLabel("Path matches").fill("");
    await open.page.getByLabel("What happens").selectOption("Runs, then drops the connection");
    await open.button("Add fault").click();
    await open.page.getByText("connection dropped after running").waitFor();
    await open.button("Remove all").click();
    await open.page.getByText("No faults").waitFor();
    await open.page.getByRole("tab", { name: "Requests" }).click();
    await open.requests.filter({ hasText: "fault_1" }).filter({ hasText: "503" }).waitFor();
    // The browser itself complains about the 400.
    open.complaints.length = 0;
  });

  it("set latency and rate limits", async () => {
    await open.page.getByRole("tab", { name: "Server" }).click();
    await open.page.getByLabel("Every answer takes at least").fill("12");
    await open.page.getByRole("form", { name: "Latency" }).getByRole("button").click();
    await expect.poll(() => open.server.control.latencyMs).toBe(12);
    await open.page.getByLabel("Rate limits").last().selectOption("a trial's");
    await open.page.getByRole("form", { name: "Rate limits" }).getByRole("button").click();
    await open.page.getByText("all calls 500 an hour").waitFor();
    await open.page.getByLabel("Rate limits").last().selectOption("none");
    await open.page.getByRole("form", { name: "Rate limits" }).getByRole("button").click();
    await open.page.getByText("Nothing is limited.").waitFor();
    expect(open.server.control.rateLimits).toEqual({});
  });

  it("take a snapshot as a file, put it back, and start over", async () => {
    await open.call("POST", "/v1/groups", { name: "kept" });
    await open.row("kept").waitFor();
    await open.page.getByRole("tab", { name: "Server" }).click();
    const download = open.page.waitForEvent("download");
    await open.button("Download snapshot").click();
    const saved = await (await download).path();
    const file = join(tmpdir(), `${open.server.url.replaceAll(/\W/g, "_")}.json`);
    await writeFile(file, await readFile(saved));

    await open.button("Reset the account…").click();
    await open.button("Cancel").click();
    expect(await open.row("kept").count()).toBe(1);
    await open.button("Reset the account…").click();
    await open.button("Reset the account").click();
    await open.row("kept").waitFor({ state: "detached" });

    await open.page.getByLabel("Snapshot to restore").setInputFiles(file);
    await open.button("Restore").click();
    await open.row("kept").waitFor();
    await writeFile(file, "[]");
    await open.page.getByLabel("Snapshot to restore").setInputFiles(file);
    await open.button("Restore").click();
    await open.page.getByRole("log").getByText("The snapshot holds no account").waitFor();
    expect(await open.row("kept").count()).toBe(1);
    // The browser itself complains about the 400.
    open.complaints.length = 0;
  });

  it("clear the requests", async () => {
    await open.call("GET", "/v1/groups");
    await open.requests.waitFor();
    await open.button("Clear the requests").click();
    await open.page.getByText("No requests yet.").waitFor();
    expect(open.server.control.journal()).toEqual([]);
    await open.call("GET", "/v1/groups");
    await open.requests.waitFor();
  });
});
