import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Example } from "./example";

const PASSWORD = "hunter2-hunter2";

/** The stacks, with the secrets that each needs. */
const SECRETS = {
  platform: ["warehousePassword"],
  sales: ["shopPassword", "stripeKey"],
  marketing: ["campaignsPassword"],
} as const;
const DOMAINS = ["sales", "marketing"] as const;

/** Each test goes on where the one before ended. */
describe("the monorepo", () => {
  let server: LocalServer;
  let example: Example;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    // The shop's and the campaigns' databases and Stripe, as far as personal data goes.
    const columns = { id: { isPrimaryKey: true }, email: {}, billing_email: {}, phone: {}, total: {} };
    const tables = { people: { columns }, audit_log: { columns: { id: { isPrimaryKey: true } } } };
    for (const service of ["postgres", "mysql", "stripe"]) {
      await server.control.setShape({ service }, { schemas: { public: { tables } } });
    }
    example = await Example.copy("monorepo", {
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
    });
    for (const project of ["platform", ...DOMAINS] as const) {
      await example.succeed(project, "stack", "init", "prod");
      const secrets = SECRETS[project].map((key) => ["--secret", `${key}=${PASSWORD}`]);
      await example.succeed(project, "config", "set-all", ...secrets.flat());
    }
  });
  afterAll(async () => {
    await example.close();
    await server.stop();
  });

  /** Deploys the platform, then the domains at once, as their teams may. Answers what a user would see. */
  const up = async (): Promise<string> => {
    const flags = ["up", "--yes", "--skip-preview"] as const;
    const platform = await example.succeed("platform", ...flags);
    const domains = await Promise.all(DOMAINS.map((domain) => example.succeed(domain, ...flags)));
    return [platform, ...domains].join("");
  };
  const writes = () => server.control.journal().filter(({ method }) => method !== "GET");

  it("gives each domain a group, and then its pipelines in it", async () => {
    expect(await up()).not.toMatch(/warning|error/);
    const groups = new Map((await client.groups.list().all()).map(({ id, name }) => [id, name]));
    const connections = await client.connections.list().readable().toArray();
    const pipelines = connections.map(
      ({ groupId, schema, service, paused, syncFrequency, dailySyncTime }) => ({
        group: groups.get(groupId),
        schema,
        service,
        paused,
        syncFrequency,
        dailySyncTime,
      }),
    );
    expect(pipelines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          group: "sales",
          schema: "sales_shop",
          service: "postgres",
          syncFrequency: 15,
        }),
        expect.objectContaining({
          group: "sales",
          schema: "sales_payments",
          service: "stripe",
          syncFrequency: 60,
        }),
        expect.objectContaining({
          group: "marketing",
          schema: "marketing_campaigns",
          dailySyncTime: "03:00",
        }),
      ]),
    );
    expect(pipelines.map(({ paused }) => paused)).toEqual([false, false, false]);
  });

  it("hashes personal data in all of them, and loads nothing that a domain leaves out", async () => {
    for (const { id, schema } of await client.connections.list().readable().toArray()) {
      const tables = (await client.connectionSchemas.retrieve(id)).schemas["public"]?.tables;
      const columns = tables?.["people"]?.columns ?? {};
      const hashed = Object.keys(columns).filter((name) => columns[name]?.hashed === true);
      expect(hashed.sort(), schema).toEqual(["billing_email", "email", "phone"]);
      expect(tables?.["audit_log"]?.enabled, schema).toBe(schema !== "sales_shop");
    }
  });

  it("changes nothing when it runs again", async () => {
    server.control.clearJournal();
    expect(await up()).not.toMatch(/created|updated|deleted/);
    expect(writes()).toEqual([]);
  });

  it("brings a changed convention to every domain at its next run", async () => {
    const file = join(example.folder, "conventions", "personalData.ts");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"email",', '"email", "total",'));
    for (const preview of await Promise.all(DOMAINS.map((domain) => example.succeed(domain, "preview")))) {
      expect(preview).toContain("hashes the column public.people.total");
    }
  });

  it("is taken down domain by domain, the platform last", async () => {
    const flags = ["destroy", "--yes", "--skip-preview"] as const;
    await Promise.all(DOMAINS.map((domain) => example.succeed(domain, ...flags)));
    await example.succeed("platform", ...flags);
    expect(await client.groups.list().all()).toEqual([]);
    expect(await client.teams.list().all()).toEqual([]);
  });
});
