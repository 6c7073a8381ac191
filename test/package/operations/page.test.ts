import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { OperationsCommand } from "../../support/operationsCommand";
import { OperationsRun } from "../../support/operationsRun";
import { describeInBrowser, launch } from "../server/pageInBrowser";

describeInBrowser("the page of operations", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("begins an update, whose process is killed, and shows how the next one ends it", async () => {
    const run = await OperationsRun.start();
    // A sync is in the way once: the update waits, and is killed there.
    run.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 409, times: 1 });
    const { apiKey, apiSecret, url } = run.server;
    const environment = { FIVETRAN_API_KEY: apiKey, FIVETRAN_API_SECRET: apiSecret, FIVETRAN_API_URL: url };
    const start = () =>
      new OperationsCommand(["--port", "0", "--data", run.data], {
        ...environment,
        FIVETRAN_OPERATIONS_TOKEN: "a-token-of-the-test",
      });
    let command = start();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(`${await command.url()}/#token=a-token-of-the-test`);
      await page.getByLabel("Connection").fill("orders");
      await page.getByLabel("State, as JSON").fill('{"cursor": 9, "token": "marker-state"}');
      await page.getByRole("button", { name: "Begin" }).click();
      await page.getByText("waiting: wait").waitFor();
      await page.locator("#holds").getByText("orders").waitFor();
      expect(page.url()).not.toContain("token");
      await command.end("SIGKILL");
      command = start();
      complaints.length = 0;
      await page.goto(`${await command.url()}/#token=a-token-of-the-test`);
      await page.getByText("succeeded").waitFor();
      await page.getByRole("button", { name: "Steps" }).click();
      await page.getByText("The connection runs again.").waitFor();
      expect(await page.content()).not.toContain("marker-state");
      expect(complaints.filter((text) => !text.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
      expect(await run.get("connections/orders")).toMatchObject({ paused: false });
      expect(await run.get("connections/orders/state")).toMatchObject({ state: { cursor: 9 } });
      await page.close();
    } finally {
      await command.end("SIGKILL");
      await run.stop();
    }
  });
});
