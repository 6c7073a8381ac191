/** What the program does not name, in the schema configs of terraform-provider-fivetran: switched and un-hashed. Here: left alone. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../core/src/handlers/schemaConfig";
import { startWorkbench, type Workbench } from "../../support/context";
import { bodies, calls, hashedByAPerson, stillHashed } from "./situations";

describe("compared: what is not declared in a schema config", () => {
  let bench: Workbench;
  let connectorId: string;
  beforeEach(async () => {
    bench = await startWorkbench();
    connectorId = await hashedByAPerson(bench);
  });
  afterEach(() => bench.stop());

  const policies = [undefined, "ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"] as const;
  const modes = ["keep", "followPolicy"] as const;
  const situations = policies.flatMap((policy) => modes.map((undeclared) => ({ policy, undeclared })));

  it.each(situations)(
    "[3.4] [6 hashed columns] a column that a person has hashed stays hashed under $policy and $undeclared, on create and update",
    async ({ policy, undeclared }) => {
      const inputs: SchemaConfigInputs = {
        connectorId,
        undeclared,
        ...(policy === undefined ? {} : { schemaChangeHandling: policy }),
        schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } },
      };
      const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
      expect(await stillHashed(bench, connectorId)).toEqual([true, true, true]);

      const columns = { email: { hashed: true }, city: { enabled: false } };
      const news: SchemaConfigInputs = {
        ...inputs,
        schemas: { public: { tables: { customers: { columns } } } },
      };
      await handler.update({ id, olds: outputs, news }, bench.freshContext());
      expect(await stillHashed(bench, connectorId)).toEqual([true, true, true]);
      expect(bodies(bench, "PATCH").length).toBeGreaterThan(0);
      expect(JSON.stringify(bodies(bench, "PATCH"))).not.toContain('"hashed":false');
    },
  );

  it("[3.4] [6 hashed columns] an explicit false un-hashes that column and no other, and the preview names it", async () => {
    const hashing = (hashed: boolean): SchemaConfigInputs => ({
      connectorId,
      schemas: { public: { tables: { customers: { columns: { phone: { hashed } } } } } },
    });
    const { id, outputs } = await handler.create({ inputs: hashing(true) }, bench.freshContext());
    const { changes } = await handler.diff({ id, olds: outputs, news: hashing(false) }, bench.context);
    expect(changes.map(({ path }) => path.join("/"))).toEqual([
      "schemas/public/tables/customers/columns/phone/hashed",
    ]);
    await handler.update({ id, olds: outputs, news: hashing(false) }, bench.freshContext());
    expect(await stillHashed(bench, connectorId)).toEqual([false, true, true]);
  });

  it("[6 Undeclared tables/columns] by default the PATCH holds what is named and differs, nothing else", async () => {
    const inputs: SchemaConfigInputs = {
      connectorId,
      schemaChangeHandling: "BLOCK_ALL",
      schemas: { public: { tables: { customers: { enabled: false } } } },
    };
    const before = await bench.client.connectionSchemas.retrieve(connectorId);
    bench.server.control.clearJournal();
    await handler.create({ inputs }, bench.freshContext());
    expect(bodies(bench, "PATCH")).toEqual([
      {
        schema_change_handling: "BLOCK_ALL",
        schemas: { public: { tables: { customers: { enabled: false } } } },
      },
    ]);
    const after = await bench.client.connectionSchemas.retrieve(connectorId);
    expect(after.schemas["people"]).toEqual(before.schemas["people"]);
    expect(after.schemas["public"]?.tables?.["invoices"]).toEqual(
      before.schemas["public"]?.tables?.["invoices"],
    );
  });

  it("[6 Undeclared tables/columns] taking over everything is asked for, and the preview lists each effect", async () => {
    const inputs: SchemaConfigInputs = {
      connectorId,
      schemaChangeHandling: "BLOCK_ALL",
      schemas: { public: { tables: { customers: { enabled: true } } } },
    };
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    const news: SchemaConfigInputs = { ...inputs, undeclared: "followPolicy" };
    const { notices } = await handler.diff({ id, olds: outputs, news }, bench.freshContext());
    const told = notices.map(({ message }) => message).join("\n");
    expect(told).toContain("disables the table 'invoices'");
    expect(told).toContain("disables the schema 'people'");
  });

  it("[6 Policy omitted] without a policy nothing is switched, whatever the policy in force", async () => {
    for (const schemaChangeHandling of ["ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"] as const) {
      await bench.client.connectionSchemas.update(connectorId, { schemaChangeHandling });
      const before = await bench.client.connectionSchemas.retrieve(connectorId);
      bench.server.control.clearJournal();
      const inputs: SchemaConfigInputs = {
        connectorId,
        schemas: { public: { tables: { customers: { columns: { email: { enabled: true } } } } } },
      };
      const { outputs } = await handler.create({ inputs }, bench.freshContext());
      expect(bodies(bench, "PATCH")).toEqual([]);
      expect(outputs.schemaChangeHandling).toBeUndefined();
      expect(await bench.client.connectionSchemas.retrieve(connectorId)).toEqual(before);
    }
  });

  it("[6 Policy omitted] taking the policy out of the program leaves the one in force, and makes no call", async () => {
    const { schemas } = { schemas: { public: { tables: { customers: { enabled: true } } } } };
    const inputs: SchemaConfigInputs = { connectorId, schemaChangeHandling: "ALLOW_COLUMNS", schemas };
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    bench.server.control.clearJournal();
    await handler.update({ id, olds: outputs, news: { connectorId, schemas } }, bench.freshContext());
    expect(calls(bench)).toEqual([]);
    const live = await bench.client.connectionSchemas.retrieve(connectorId);
    expect(live.schemaChangeHandling).toBe("ALLOW_COLUMNS");
  });

  it("[6 enabled omitted] naming a column to hash it disables neither it, nor its table, nor its schema", async () => {
    const inputs: SchemaConfigInputs = {
      connectorId,
      schemaChangeHandling: "ALLOW_ALL",
      schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } },
    };
    await handler.create({ inputs }, bench.freshContext());
    expect(JSON.stringify(bodies(bench, "PATCH"))).not.toContain("enabled");
    const { schemas } = await bench.client.connectionSchemas.retrieve(connectorId);
    const customers = schemas["public"]?.tables?.["customers"];
    expect([schemas["public"]?.enabled, customers?.enabled]).toEqual([true, true]);
    expect(customers?.columns?.["email"]).toMatchObject({ enabled: true, hashed: true });
  });
});
