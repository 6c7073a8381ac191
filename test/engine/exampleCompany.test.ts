import type { SnapshotEntry } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Company } from "../support/company";
import { heldBy, trackedIn } from "../support/inventory";

/** All of them, and the stack. */
const RESOURCES = 182;

interface HandedOut {
  readonly ciSecret: string;
  readonly officeToken: string;
}

/** Each test goes on where the one before ended. */
describe("the example company, on the real engine", () => {
  let company: Company;
  let before: readonly SnapshotEntry[];
  let handedOut: HandedOut;

  beforeAll(async () => {
    company = await Company.open();
    before = company.server.control.snapshot();
  });
  afterAll(() => company.close());

  const outputs = async () => (await company.stack.outputs()) as unknown as HandedOut;
  const writes = () => company.server.control.journal().filter(({ method }) => method !== "GET");
  const expectNoSecretIn = (text: string): void => {
    const { ciSecret, officeToken } = handedOut;
    for (const secret of [...company.secrets, ciSecret, officeToken]) {
      expect(secret.length).toBeGreaterThan(8);
      expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  };

  it("is created whole: 3 groups and destinations, 40 running connectors of 20 services, and all around them", async () => {
    const { stack, client, server } = company;
    const up = await stack.up();
    expect(up.output).not.toMatch(/\berror\b|warning/i);
    expect(up.resources).toEqual({ created: RESOURCES });
    handedOut = await outputs();
    expectNoSecretIn(up.output);
    const connections = await client.connections.list().all();
    expect(connections).toHaveLength(40);
    expect(new Set(connections.map(({ service }) => service)).size).toBe(20);
    expect(connections.filter(({ paused, status }) => paused || status?.setupState !== "connected")).toEqual(
      [],
    );
    const destinations = await client.destinations.list().all();
    expect(destinations.map(({ service }) => service).sort()).toEqual([
      "big_query",
      "databricks",
      "snowflake",
    ]);
    expect(heldBy(server.control.snapshot())).toEqual(trackedIn(await stack.resources()));
  });

  it("keeps every secret encrypted, those that were handed out once included", async () => {
    expectNoSecretIn(await company.stack.exportText());
    const shown = await company.stack.exportText("--show-secrets");
    for (const secret of [...company.secrets, handedOut.ciSecret]) {
      if (secret !== company.server.apiSecret) expect(shown).toContain(secret);
    }
  });

  it("changes nothing when it runs again, without a call, or is refreshed", async () => {
    const { stack, server } = company;
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: RESOURCES });
    expect(server.control.journal()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: RESOURCES });
    expect(writes()).toEqual([]);
    expect(await outputs()).toEqual(handedOut);
  });

  it("renames in place: a group, teams, a schedule in words, a rule; nothing is replaced or rotated", async () => {
    const { stack, client } = company;
    const idsBefore = await ids();
    await company.edit("index.ts", `title: "Commerce"`, `title: "Stores"`);
    await company.edit("people.ts", " analysts`", " team`");
    await company.edit("sources.ts", `"every 15 minutes"`, `"every 30 minutes"`);
    await company.edit(
      "domain.ts",
      "const RULES: readonly fivetran.SchemaRule[] = [",
      `$&\n  { match: { column: "ip_address" }, hashed: true },`,
    );
    const up = await stack.up();
    // A group, 3 teams, the schedules of 5 shops, and the schema configs of all 40.
    expect(up.resources).toEqual({ updated: 49, unchanged: RESOURCES - 49 });
    expectNoSecretIn(up.output);
    expect(await ids()).toEqual(idsBefore);
    expect(await outputs()).toEqual(handedOut);
    expect((await client.groups.list().all()).map(({ name }) => name)).toContain("Stores");
    expect((await client.teams.list().all()).map(({ name }) => name).sort()).toEqual(
      ["auditors", "commerce team", "marketing team", "platform", "support team"].sort(),
    );
    const [shop] = await client.connections.list({ schema: "shop_us" }).all();
    expect(shop?.syncFrequency).toBe(30);
  });

  it("rotates on an explicit trigger, makes again what was deleted outside, and reads what it does not manage", async () => {
    const { stack, client } = company;
    const [auditors] = (await client.teams.list().all()).filter(({ name }) => name === "auditors");
    await client.teams.delete(auditors?.id ?? "");
    await company.edit("agents.ts", `displayName: "office"`, `$&, rotationTrigger: "2026-11"`);
    await company.edit(
      "index.ts",
      `export const ciKey`,
      `export const role = fivetran.getTeamOutput({ name: "platform" }).role;\n$&`,
    );
    const up = await stack.up("--refresh");
    expect(up.output).not.toMatch(/\berror\b/);
    // The agent; the team, with its 3 sources and its member.
    expect(up.resources).toEqual({ updated: 1, created: 5, unchanged: RESOURCES - 6 });
    const { ciSecret, officeToken } = await outputs();
    expect(ciSecret).toBe(handedOut.ciSecret);
    expect(officeToken).not.toBe(handedOut.officeToken);
    expect(await stack.outputs()).toMatchObject({ role: "Account Analyst" });
    handedOut = { ciSecret, officeToken };
    expectNoSecretIn(up.output + (await stack.exportText()));
    expect(heldBy(company.server.control.snapshot())).toEqual(trackedIn(await stack.resources()));
  });

  it("is destroyed, and the account is as it was", async () => {
    const { stack, server } = company;
    const destroyed = await stack.destroy();
    expect(destroyed.output).not.toMatch(/\berror\b/);
    expectNoSecretIn(destroyed.output);
    const records = (snapshot: readonly SnapshotEntry[]) =>
      snapshot
        .filter(({ collection }) => collection !== "counters")
        .map((each) => `${each.collection}/${each.id}`);
    await expect.poll(() => records(server.control.snapshot())).toEqual(records(before));
  });

  /** Every resource's id, by its URN. */
  async function ids(): Promise<Record<string, string | undefined>> {
    return Object.fromEntries((await company.stack.resources()).map(({ urn, id }) => [urn, id]));
  }
});
