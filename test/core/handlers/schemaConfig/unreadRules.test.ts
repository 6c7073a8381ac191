import { describe, expect, it } from "vitest";
import { PartialFailure } from "../../../../core/src/errors/partialFailure";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../core/src/handlers/schemaConfig";
import type { Rule } from "../../../../core/src/handlers/schemaConfig/wants/rules";
import { FakeConnection } from "./fakeConnection";
import { created, ID, pathsOf, refreshed, shop } from "./shop";

const hashEmails: Rule = { match: { column: "email" }, hashed: true };

function withRules(...rules: Rule[]): SchemaConfigInputs {
  return { connectorId: ID, rules };
}

async function failed(operation: Promise<unknown>): Promise<PartialFailure> {
  const error = await operation.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PartialFailure) return error;
  throw new Error("the operation was to fail in part", { cause: error });
}

describe("a rule about columns, where those of a table cannot be read", () => {
  it("is a warning where it hashes nothing, and at a refresh", async () => {
    const connection = new FakeConnection(shop());
    connection.columnsReadable = false;
    const dropNames = withRules({ match: { column: "name" }, enabled: false });
    const outputs = await created(connection, dropNames);
    const warning = expect.stringMatching(
      /^warning: rules about columns cannot be applied to public\.customers, .*source is away[\s\S]*arrive in the clear!$/,
    ) as string;
    expect(connection.messages).toContainEqual(warning);
    connection.notices.length = 0;
    await refreshed(connection, outputs);
    expect(connection.messages).toContainEqual(warning);
  });

  it("fails where it hashes and columns cannot be read, with all else set, and the next run goes on", async () => {
    const connection = new FakeConnection(shop());
    connection.columnsReadable = false;
    const inputs = withRules(hashEmails, { match: { table: "audit_log" }, enabled: false });
    const failure = await failed(handler.create({ inputs }, connection.context()));
    expect(failure.reasons).toEqual([
      expect.stringMatching(
        /^Rules that hash columns cannot be applied to public\.customers, public\.orders, .*source is away[\s\S]*Everything else was set/,
      ),
    ]);
    expect(connection.patches).toEqual([
      { schemas: { public: { tables: { audit_log: { enabled: false } } } } },
    ]);
    const olds = failure.outputs as SchemaConfigOutputs;
    expect(await pathsOf(connection, olds, inputs)).toEqual(["rules"]);
    expect((await refreshed(connection, olds)).outputs).toEqual(olds);
    connection.columnsReadable = true;
    const mended = await handler.update({ id: ID, olds, news: inputs }, connection.context());
    expect(connection.source["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed).toBe(true);
    expect(await pathsOf(connection, mended, inputs)).toEqual([]);
  });

  it("fails in an update too, and the next run still has the rules to apply", async () => {
    const connection = new FakeConnection(shop());
    const before = withRules({ match: { column: "name" }, enabled: false });
    const olds = await created(connection, before);
    connection.columnsReadable = false;
    const news = withRules(hashEmails);
    const failure = await failed(handler.update({ id: ID, olds, news }, connection.context()));
    expect(failure.message).toContain("Rules that hash columns cannot be applied");
    const left = failure.outputs as SchemaConfigOutputs;
    expect(await pathsOf(connection, left, news)).toEqual(["rules"]);
  });

  it("does not fail for tables that a rule which hashes does not reach", async () => {
    const connection = new FakeConnection(shop());
    connection.columnsReadable = false;
    await created(
      connection,
      withRules(
        { match: { table: "nowhere", column: "email" }, hashed: true },
        { match: { column: "name" }, enabled: false },
      ),
    );
    expect(connection.messages).toContainEqual(expect.stringMatching(/^warning: rules about columns/));
  });
});

describe("a rule about columns that is written in advance of Fivetran's first look", () => {
  const start = (): FakeConnection => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    return connection;
  };

  it("fails where it hashes, with all else written, and the next run applies it", async () => {
    const connection = start();
    const inputs: SchemaConfigInputs = { ...withRules(hashEmails), precreate: true };
    const failure = await failed(handler.create({ inputs }, connection.context()));
    expect(failure.message).toContain(
      "Rules that hash columns cannot be applied before Fivetran has looked at the source",
    );
    expect(connection.precreated).toHaveLength(1);
    const olds = failure.outputs as SchemaConfigOutputs;
    expect(await pathsOf(connection, olds, inputs)).toEqual(["rules"]);
    // Fivetran answers now what was written, and still has not looked.
    const again = await failed(handler.update({ id: ID, olds, news: inputs }, connection.context()));
    expect(again.message).toBe(failure.message);
    connection.setupState = "connected";
    await handler.update({ id: ID, olds, news: inputs }, connection.context());
    expect(connection.source["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed).toBe(true);
  });

  it.each<[string, SchemaConfigInputs]>([
    ["nothing new is synced", { ...withRules(hashEmails), schemaChangeHandling: "BLOCK_ALL" }],
    ["it hashes nothing", withRules({ match: { column: "name" }, enabled: false })],
  ])("is enough where %s", async (_, inputs) => {
    const connection = start();
    const outputs = await created(connection, { ...inputs, precreate: true });
    expect(outputs).toEqual({ ...inputs, precreate: true });
  });
});
