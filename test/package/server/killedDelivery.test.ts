import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Receiver } from "../../server/support/receiver";
import { authorization, ServerProcess } from "../../support/serverProcess";

describe("a server that is killed while it tells of an event", () => {
  let folder: string;
  let receiver: Receiver;
  const started: ServerProcess[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.end();
    await receiver.stop();
    rmSync(folder, { recursive: true });
  });

  const start = async (): Promise<{ readonly server: ServerProcess; readonly url: string }> => {
    const server = new ServerProcess("--data", folder, "--allow-http-webhooks", "--json");
    started.push(server);
    return { server, url: await server.url() };
  };

  const post = async (url: string, path: string, body: object): Promise<string> => {
    const headers = { authorization, "content-type": "application/json" };
    const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.ok).toBe(true);
    return ((await response.json()) as { data: { id: string } }).data.id;
  };

  it("leaves it to its successor, which sends the same bytes again, and what came after", async () => {
    const { server, url } = await start();
    await post(url, "/v1/webhooks/account", {
      url: receiver.url,
      events: ["transformation_start", "transformation_succeeded"],
      secret: "my_secret",
    });
    const group = await post(url, "/v1/groups", { name: "g" });
    const project = await post(url, "/v1/transformation-projects", {
      group_id: group,
      type: "DBT_CORE",
      project_config: { dbt_version: "1.9.0", default_schema: "models", git_remote_url: "git@acme" },
    });
    const transformation = await post(url, "/v1/transformations", {
      type: "DBT_CORE",
      paused: true,
      transformation_config: { project_id: project, name: "t", steps: [{ name: "s", command: "dbt run" }] },
    });
    receiver.answer = () => undefined;
    const taken = receiver.next();
    const run = await fetch(`${url}/v1/transformations/${transformation}/run`, {
      method: "POST",
      headers: { authorization },
    });
    expect(run.status).toBe(200);
    await taken;
    await server.end("SIGKILL");
    expect(receiver.events).toEqual(["transformation_start"]);
    receiver.answer = 200;
    const successor = await start();
    await fetch(`${successor.url}/_local/idle`, { method: "POST" });
    expect(receiver.events).toEqual([
      "transformation_start",
      "transformation_start",
      "transformation_succeeded",
    ]);
    const [, first, again] = receiver.received;
    expect(again?.text).toBe(first?.text);
    expect(again?.headers["x-fivetran-signature-256"]).toBe(first?.headers["x-fivetran-signature-256"]);
  });
});
