import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeInBrowser, launch, OpenPage, START_MS } from "./pageInBrowser";

/** A name that an attacker's name server leads to this machine. */
const REBOUND = "rebound.example";

describeInBrowser("who may use the page, and how", () => {
  let browser: Browser;
  let open: OpenPage;
  beforeAll(async () => {
    browser = await launch(`--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`);
  });
  afterAll(() => browser.close());
  afterEach(() => open.close());

  describe("a page of another origin", () => {
    let foreign: Server;
    let page: Page;
    beforeAll(async () => {
      foreign = createServer((_, response) => {
        response.setHeader("content-type", "text/html").end("<!doctype html><title>foreign</title>");
      });
      await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => foreign.close());

    it("neither reads nor drives the server, though it is on the same machine", async () => {
      open = await OpenPage.open(browser);
      page = await open.page.context().newPage();
      await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
      const tried = (path: string, init: object): Promise<string> =>
        page.evaluate(
          ([url, options]) =>
            fetch(url, options).then(
              (answer) => answer.type,
              () => "failed",
            ),
          [open.server.url + path, init] as const,
        );
      expect(await tried("/_local/overview", {})).toBe("failed");
      const advance = { method: "POST", body: '{"advanceMs":1000}' };
      expect(await tried("/_local/clock", { ...advance, mode: "cors" })).toBe("failed");
      // Sent without asking, and its answer cannot be read: the server itself must refuse it.
      expect(await tried("/_local/clock", { ...advance, mode: "no-cors" })).toBe("opaque");
      expect(await tried("/_local/reset", { method: "POST", mode: "no-cors" })).toBe("opaque");
      expect(open.server.control.clock.now()).toBe(START_MS);
      await page.close();
    });

    it("cannot frame the page", async () => {
      open = await OpenPage.open(browser);
      page = await open.page.context().newPage();
      const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
      await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
      await page.evaluate(
        `document.body.append(Object.assign(document.createElement("iframe"), { src: "${open.server.url}/" }))`,
      );
      await refused;
      await page.close();
    });
  });

  it("a name that was made to lead here gets the empty page and nothing of any account (DNS rebinding)", async () => {
    open = await OpenPage.open(browser);
    await open.row("Analytics").waitFor();
    const { port } = new URL(open.server.url);
    await open.page.goto(`http://${REBOUND}:${port}/`);
    await open.page.getByText("Refused").waitFor();
    await open.page.getByText(`not by '${REBOUND}:${port}'`).waitFor();
    expect(await open.tree.getByRole("treeitem").count()).toBe(0);
    const status =
      "fetch('/_local/clock', { method: 'POST', body: '{\"advanceMs\":1000}' }).then((answer) => answer.status)";
    expect(await open.page.evaluate(status)).toBe(403);
    expect(open.server.control.clock.now()).toBe(START_MS);
  });

  it("asks for the token where there is one, takes it from the address, and hides it there at once", async () => {
    open = await OpenPage.open(browser, { token: "t0ken-of-this-test" });
    const field = open.page.getByLabel("Token", { exact: true });
    await field.fill("wrong");
    await open.button("Go on").click();
    await open.page.getByText("The server did not take that token.").waitFor();
    await field.fill("t0ken-of-this-test");
    await open.button("Go on").click();
    await open.row("Analytics").waitFor();
    await open.page.getByText("Live", { exact: true }).waitFor();
    expect(await open.page.content()).not.toContain("t0ken");

    const other = await browser.newPage();
    await other.goto(`${open.server.url}/#token=t0ken-of-this-test`);
    await other.getByRole("treeitem", { name: "Analytics" }).first().waitFor();
    expect(other.url()).toBe(`${open.server.url}/`);
    await other.reload();
    await other.getByRole("treeitem", { name: "Analytics" }).first().waitFor();
    await other.close();
  });

  it.each([
    ["makes no markup of a text", "document.body.innerHTML = '<b>x</b>'"],
    ["runs no script of a text", "document.createElement('script').textContent = 'x'"],
    ["loads no script", "document.createElement('script').src = '/_local/page/main.js'"],
  ])("%s", async (_what, attempt) => {
    open = await OpenPage.open(browser);
    await open.row("Analytics").waitFor();
    const tried = `(() => { try { ${attempt}; return "done"; } catch (error) { return error.name; } })()`;
    expect(await open.page.evaluate(tried)).toBe("TypeError");
  });

  it("calls no other server", async () => {
    open = await OpenPage.open(browser);
    await open.row("Analytics").waitFor();
    const tried = `new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      fetch("http://127.0.0.1:9/").catch(() => undefined);
    })`;
    expect(await open.page.evaluate(tried)).toBe("connect-src");
  });

  it("has no fault that axe knows of, and enough contrast in light and in dark", async () => {
    open = await OpenPage.open(browser);
    await open.call("POST", "/v1/connections/shop_id/schemas/reload", {});
    await open.server.control.setStatus("crm_id", {
      setupState: "broken",
      tasks: [{ code: "c", message: "m" }],
    });
    open.server.control.faults.add({ status: 503, times: 1 });
    await open.call("GET", "/v1/groups");
    await open.call("GET", "/v1/nothing");
    await open.select("shop");
    await open.button("Sync now").click();
    await open.details.getByRole("row", { name: "Running" }).waitFor();
    await open.node("orders").waitFor();
    // Evaluated by the browser's debugger: the page's policy lets nobody add a script.
    await open.page.evaluate(axe.source);
    await open.requests.last().click();
    expect(await faultsOf(open.page)).toEqual([]);
    await open.page.emulateMedia({ colorScheme: "dark" });
    expect(await faultsOf(open.page, "color-contrast")).toEqual([]);
    await open.page.getByRole("tab", { name: "Faults" }).click();
    expect(await faultsOf(open.page)).toEqual([]);
    await open.page.getByRole("tab", { name: "Server" }).click();
    await open.row("crm").click();
    await open.button("Mend").waitFor();
    expect(await faultsOf(open.page)).toEqual([]);
    await open.button("Reset the account…").click();
    expect(await faultsOf(open.page)).toEqual([]);
  });
});

/** What axe finds, with the elements concerned. */
async function faultsOf(page: Page, rule?: string): Promise<string[]> {
  const options = rule === undefined ? {} : { runOnly: [rule] };
  const run = `axe.run(document, ${JSON.stringify(options)})`;
  const { violations, passes } = (await page.evaluate(run)) as axe.AxeResults;
  expect(passes.length).toBeGreaterThan(0);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
