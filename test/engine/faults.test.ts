import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Company } from "../support/company";
import { heldBy, trackedIn } from "../support/inventory";
import { SMALLER } from "../support/killedRun";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

describe("a server that fails one call in five", () => {
  const seed = Number(process.env["FAULT_SEED"] ?? 20261121);
  let company: Company;

  beforeAll(async () => {
    console.log(`faults are drawn from seed ${seed} (FAULT_SEED)`);
    company = await Company.open({ domains: SMALLER.domains });
    const { faults } = company.server.control;
    // Four draws of 5.5 % each disturb one call in five.
    const path = "^/v1/";
    faults.add({ path, probability: 0.055, seed, status: 429, retryAfter: 0 });
    faults.add({ path, probability: 0.055, seed: seed + 1, status: 503, body: "html" });
    faults.add({ path, probability: 0.055, seed: seed + 2, drop: "before" });
    faults.add({ path, probability: 0.055, seed: seed + 3, drop: "after" });
  });
  afterAll(() => company.close());

  /** Nothing that a user or a log may see has a secret that was used. */
  const expectNoSecretIn = async (text: string): Promise<void> => {
    const { ciSecret, officeToken } = (await company.stack.outputs()) as Record<string, string>;
    for (const line of text.split("\n")) {
      for (const secret of [...company.secrets, ciSecret, officeToken]) {
        if (secret !== undefined && line.includes(JSON.stringify(secret).slice(1, -1)))
          throw new Error(`a secret is in the line: ${line}`);
      }
    }
  };

  it("still ends in the right state, with no duplicate and no secret in any output", async () => {
    const { stack, server } = company;
    const up = await stack.up();
    const disturbed = server.control.faults.list().reduce((sum, fault) => sum + fault.disturbed, 0);
    expect(disturbed / server.control.journal().length).toBeGreaterThan(0.1);
    expect(up.output).not.toMatch(/\berror\b/);
    expect(up.resources).toEqual({ created: SMALLER.resources });
    server.control.faults.clear();
    const tracked = await stack.resources();
    expect(heldBy(server.control.snapshot()).join("\n")).toBe(trackedIn(tracked).join("\n"));
    expect(await stack.outputs()).toMatchObject({
      ciSecret: expect.any(String) as string,
      officeToken: expect.any(String) as string,
    });
    const again = await stack.up("--refresh", "--diff");
    expect(again.resources).toEqual({ unchanged: SMALLER.resources });
    await expectNoSecretIn(up.output + again.output + (await stack.exportText()));
  });
});

describe("a create whose answer is lost", () => {
  let server: LocalServer;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(() => server.stop());

  const groups = program(`exports.id = new fivetran.Group("g", { name: "twins" }).id;`);

  it("takes its own object, not an older namesake, and makes no second one", async () => {
    const older = await client.groups.create({ name: "twins" });
    await server.control.clock.advance(60_000);
    server.control.faults.add({ method: "POST", path: "^/v1/groups$", times: 1, drop: "after" });
    const stack = await TestStack.open({ server, program: groups });
    try {
      const up = await stack.up();
      expect(up.exitCode).toBe(0);
      const { id } = await stack.outputs();
      expect(id).not.toBe(older.id);
      expect(await client.groups.list().all()).toHaveLength(2);
      expect((await stack.destroy()).exitCode).toBe(0);
      expect((await client.groups.list().all()).map((group) => group.id)).toEqual([older.id]);
    } finally {
      await stack.close();
    }
  });

  it("stops, and says how to adopt, when only an older namesake is there", async () => {
    const [older] = await client.groups.list().all();
    server.control.faults.add({ method: "POST", path: "^/v1/groups$", times: 1, drop: "before" });
    const stack = await TestStack.open({ server, program: groups });
    try {
      const up = await stack.up();
      expect(up.exitCode).not.toBe(0);
      expect(up.output).toContain(older?.id);
      expect(up.output).toContain("adopt");
      expect(await client.groups.list().all()).toHaveLength(1);
    } finally {
      await stack.close();
    }
  });
});

describe("an outage in the middle of a run that stays", () => {
  it("loses nothing: the message names the run that finds what may have been made", async () => {
    const server = await startServer();
    const kinds = [
      'new fivetran.Group("group" + i, { name: "group " + i, timeouts });',
      'new fivetran.Team("team" + i, { name: "team " + i, timeouts });',
      'new fivetran.Webhook("hook" + i, { url: "https://hooks.acme.invalid/" + i, events: ["sync_end"], active: false, timeouts });',
    ];
    const body = `const timeouts = { create: "2s" };\nfor (let i = 0; i < 3; i++) {\n${kinds.join("\n")}\n}`;
    const stack = await TestStack.open({ server, program: program(body) });
    try {
      server.control.faults.add({ path: "^/v1/", skip: 3, drop: "after" });
      const failed = await stack.up("--continue-on-error");
      expect(failed.exitCode).not.toBe(0);
      expect(failed.output).toContain("pulumi config set fivetran:recover true && pulumi up");
      server.control.faults.clear();
      const held = heldBy(server.control.snapshot());
      expect(held.length).toBeGreaterThan((await stack.resources()).length);
      await stack.refresh();
      await stack.config("fivetran:recover", "true");
      expect((await stack.up()).exitCode).toBe(0);
      await stack.unconfig("fivetran:recover");
      const tracked = trackedIn(await stack.resources());
      expect(tracked).toHaveLength(9);
      expect(heldBy(server.control.snapshot())).toEqual(tracked);
    } finally {
      await stack.close();
      await server.stop();
    }
  });
});
