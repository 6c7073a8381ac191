import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Started } from "../../../tools/engine/process.ts";
import { Example } from "./example";
import { WorkflowRunner } from "./runner";

const PASSWORD = "hunter2-hunter2";
const PASSPHRASE = "of-the-ci-store";
const WORKFLOWS = ["preview", "deploy", "drift", "recover"] as const;

/** The steps of the workflows, run in the order of a repository's life. Each test goes on where the one before ended. */
describe("GitOps", () => {
  let server: LocalServer;
  let example: Example;
  let runner: WorkflowRunner;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    example = await Example.copy("gitops", {
      FIVETRAN_API_URL: server.url,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    });
    await example.succeed(".", "stack", "init", "prod");
    const secrets = ["--secret", `warehousePassword=${PASSWORD}`, "--secret", `ordersPassword=${PASSWORD}`];
    await example.succeed(".", "config", "set-all", ...secrets);
    await example.succeed(".", "stack", "unselect");
    runner = new WorkflowRunner(example, {
      github: {
        repository: "acme/pipelines",
        token: "a-token",
        event: { pull_request: { number: 7, head: { repo: { full_name: "acme/pipelines" } } } },
      },
      vars: { PULUMI_BACKEND_URL: example.workspace.env["PULUMI_BACKEND_URL"] },
      secrets: {
        FIVETRAN_API_KEY: server.apiKey,
        FIVETRAN_API_SECRET: server.apiSecret,
        PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      },
    });
  });
  afterAll(async () => {
    await example.close();
    await server.stop();
  });

  const writes = () => server.control.journal().filter(({ method }) => method !== "GET");
  const connection = async () => {
    const [only, ...others] = await client.connections.list().strict().toArray();
    expect(others).toEqual([]);
    if (only === undefined) throw new Error("there is no connection");
    return only;
  };
  const emailHashed = async (): Promise<boolean | undefined> => {
    const { schemas } = await client.connectionSchemas.retrieve((await connection()).id);
    return schemas["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed;
  };

  it("is written as GitHub reads it, and lets one run at a time change the stack", async () => {
    const groups = new Map<string, string>();
    for (const name of WORKFLOWS) {
      const { concurrency } = await runner.read(name);
      groups.set(name, `${concurrency.group} ${concurrency["cancel-in-progress"] ? "cancels" : "waits"}`);
    }
    expect(groups.get("deploy")).toBe("fivetran-prod waits");
    expect(groups.get("recover")).toBe(groups.get("deploy"));
    expect(groups.get("drift")).not.toContain("fivetran-prod");
  });

  it("previews a pull request in a comment, without its secrets, and changes nothing", async () => {
    const { ok, log, published } = await runner.run("preview");
    expect(ok, log).toBe(true);
    expect(published).toContain("gh pr comment 7 --edit-last --create-if-none");
    expect(published).toContain("Preview of `prod` at 0123456:");
    expect(published).toContain("+ 6 to create");
    expect(log + published).not.toContain(PASSWORD);
    expect(writes()).toEqual([]);
  });

  it("recovers a deployment that was killed, on demand", async () => {
    let deploying: Started | undefined;
    // The connector's creation: done, and nobody was told.
    server.control.halts.set({ at: "storeWrite", count: 3, afterRunning: true });
    const stopListening = server.control.onStoreWrite((count) => {
      if (count === 3) setImmediate(() => deploying?.kill());
    });
    const killed = await runner.run("deploy", (started) => {
      deploying = started;
    });
    stopListening();
    server.control.halts.release();
    expect(killed.ok).toBe(false);

    const locked = await runner.run("deploy");
    expect(locked.ok).toBe(false);
    expect(locked.summary).toContain("locked by 1 lock");

    const recovered = await runner.run("recover");
    expect(recovered.ok, recovered.log).toBe(true);
    expect(await client.groups.list().all()).toHaveLength(1);
    expect((await connection()).paused).toBe(false);
    expect(await emailHashed()).toBe(true);
    expect(await readFile(join(example.folder, "Pulumi.prod.yaml"), "utf8")).not.toContain("recover");
  });

  it("deploys what is merged, which is nothing when nothing differs", async () => {
    server.control.clearJournal();
    const { ok, log, summary } = await runner.run("deploy");
    expect(ok, log).toBe(true);
    expect(summary).toContain("6 unchanged");
    expect(writes()).toEqual([]);
  });

  it("sees no drift in what Fivetran does by itself", async () => {
    await server.control.sync((await connection()).id);
    await expect.poll(async () => (await connection()).succeededAt).toBeDefined();
    const { ok, log, published } = await runner.run("drift");
    expect(ok, log).toBe(true);
    expect(published).toBe("");
  });

  it("opens an issue about a column that somebody has un-hashed, and the next deployment hashes it again", async () => {
    const { id } = await connection();
    await client.connectionSchemas.update(id, {
      schemas: { public: { tables: { customers: { columns: { email: { hashed: false } } } } } },
    });
    const { ok, published } = await runner.run("drift");
    expect(ok).toBe(false);
    expect(published).toContain("gh issue create --title Fivetran has drifted from prod");
    expect(published).toContain("email");
    expect(await emailHashed()).toBe(false);
    const deployed = await runner.run("deploy");
    expect(deployed.ok, deployed.log).toBe(true);
    expect(await emailHashed()).toBe(true);
  });

  it("is taken down by hand", async () => {
    const { apiKey, apiSecret } = server;
    const destroyed = await example.workspace.run(["destroy", "--yes", "--skip-preview", "--stack", "prod"], {
      cwd: example.folder,
      env: { FIVETRAN_API_KEY: apiKey, FIVETRAN_API_SECRET: apiSecret },
    });
    expect(destroyed.exitCode, destroyed.stdout + destroyed.stderr).toBe(0);
    expect(await client.groups.list().all()).toEqual([]);
  });
});
