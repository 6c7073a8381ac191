import { execFile } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInBrowser, launch } from "./server/pageInBrowser.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DIST = join(ROOT, "site/dist");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Serves the site as a host of static files does: an address without an extension is a page. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const file = [path, `${path}.html`]
      .map((each) => join(DIST, each))
      .find((each) => extname(each) !== "" && existsSync(each));
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

describeInBrowser("the site", () => {
  let browser: Browser;
  let server: Server;
  let url: string;
  let pages: string[];

  beforeAll(async () => {
    await run(process.execPath, [join(ROOT, "tools/site.ts")], { cwd: ROOT });
    server = await serve();
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    pages = (await readdir(DIST, { recursive: true }))
      .filter((file) => file.endsWith(".html") && file !== "404.html")
      .map((file) => `/${file.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "")}`);
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** A page of a browser that reaches nothing but the site, with all that went wrong. */
  async function open(
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ page: Page; wrong: string[] }> {
    const context = await browser.newContext(options);
    const wrong: string[] = [];
    await context.route(
      (address) => address.hostname !== "127.0.0.1",
      (route) => {
        wrong.push(`${route.request().url()} is asked for`);
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
    // What is fetched ahead and not needed any more ends with the page; that is no failure.
    page.on("response", (response) => {
      if (!response.ok()) wrong.push(`${response.url()} is ${response.status()}`);
    });
    return { page, wrong };
  }

  it("shows every page at 360 pixels: one heading of the first level, nothing wider, no error, nothing from elsewhere", async () => {
    const { page, wrong } = await open({ viewport: { width: 360, height: 740 } });
    for (const address of pages) {
      await page.goto(url + address, { waitUntil: "load" });
      const headings = await page.locator("h1").count();
      const wider = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      if (headings !== 1) wrong.push(`${address} has ${headings} headings of the first level`);
      if (wider > 0) wrong.push(`${address} is ${wider} pixels wider than the screen`);
    }
    expect(pages.length).toBeGreaterThan(80);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  it("is searched by keyboard, without a network, and leads to the page", async () => {
    const { page, wrong } = await open({ viewport: { width: 1200, height: 800 } });
    await page.goto(`${url}/`);
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("google_ads customer_id");
    await page.locator("#localsearch-list a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/services\/g/);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  it("is readable in the dark and on paper", async () => {
    const { page } = await open({ colorScheme: "dark" });
    await page.goto(`${url}/tutorials/first-pipeline`);
    const [background = "", color = ""] = await page.evaluate<string[]>(
      "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]",
    );
    expect(brightness(color) - brightness(background)).toBeGreaterThan(120);
    const paper = await page.pdf({ format: "A4" });
    expect(paper.byteLength).toBeGreaterThan(10_000);
    await page.context().close();
  });
});

/** 0 to 255 of `rgb(1, 2, 3)`. */
function brightness(color: string): number {
  const parts = [...color.matchAll(/\d+(\.\d+)?/g)].slice(0, 3).map(([part]) => Number(part));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}
