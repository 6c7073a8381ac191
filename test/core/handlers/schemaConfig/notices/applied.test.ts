import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../../core/src/handlers/schemaConfig";
import { FakeConnection } from "../fakeConnection";
import { created, diffOf, ID, refreshed } from "../shop";

const HASH_EMAILS = { match: { column: "email" }, hashed: true };
const NO_LOGS = { match: { table: "*_log" }, enabled: false };
const INPUTS: SchemaConfigInputs = { connectorId: ID, rules: [HASH_EMAILS, NO_LOGS] };
const LIST_OF_ALL = "`getSchemaConfig({ connectorId })` shows how every element is set now";

/** Tables `t0` and on with an e-mail address in each, and two logs. */
function source(tables: number) {
  const names = Array.from({ length: tables }, (_, index) => `t${index}`);
  const columns = () => ({ columns: { email: {}, note: {} } });
  return {
    s: {
      tables: {
        ...Object.fromEntries(names.map((name) => [name, columns()])),
        a_log: { columns: { at: {} } },
        b_log: { columns: { at: {} } },
      },
    },
  };
}

describe("what an apply says of elements that nobody names", () => {
  let connection: FakeConnection;
  const update = async (olds: SchemaConfigOutputs, news: SchemaConfigInputs) => {
    connection.notices.length = 0;
    return handler.update({ id: ID, olds, news }, connection.context());
  };

  it("is one line for a creation, with a few names of each effect and where to find the others", async () => {
    connection = new FakeConnection(source(40));
    await created(connection, INPUTS);
    expect(connection.messages).toEqual([
      "info: rules[0] hashes 40 columns s.t0.email, s.t1.email, s.t2.email, and 37 more; " +
        `rules[1] disables 2 tables s.a_log, s.b_log. ${LIST_OF_ALL}`,
    ]);
  });

  it("counts what follows the policy over all schemas", async () => {
    connection = new FakeConnection({ ...source(2), u: { tables: { x: {}, y: {} } } });
    await created(connection, {
      connectorId: ID,
      schemaChangeHandling: "BLOCK_ALL",
      undeclared: "followPolicy",
    });
    const because = "because `undeclared` is `followPolicy` (BLOCK_ALL)";
    expect(connection.messages).toContain(
      `info: disables 2 schemas s, u ${because}; disables 6 tables s.t0, s.t1, s.a_log, and 3 more ${because}. ${LIST_OF_ALL}`,
    );
  });

  it("is nothing where the preview of a changed rule has named every effect, and what has none", async () => {
    connection = new FakeConnection(source(40));
    const olds = await created(connection, { ...INPUTS, rules: [NO_LOGS] });
    const idle = { match: { table: "nowhere" }, enabled: false };
    const news = { ...INPUTS, rules: [HASH_EMAILS, NO_LOGS, idle] };
    const { notices } = await diffOf(connection, olds, news);
    const told = notices.map(({ message }) => message).join();
    expect(told).toContain("s.t38.email, s.t39.email");
    expect(told).toContain("decides about nothing");
    const outputs = await update(olds, news);
    expect(connection.patches).toHaveLength(2);
    expect(connection.messages).toEqual([]);
    expect(outputs.drift).toBeUndefined();
  });

  it("is nothing where the preview has named what the last refresh found", async () => {
    connection = new FakeConnection(source(2));
    const outputs = await created(connection, INPUTS);
    Object.assign(connection.source["s"]?.tables ?? {}, { later: { columns: { email: {} } } });
    const { outputs: olds } = await refreshed(connection, outputs);
    await update(olds, INPUTS);
    expect(connection.patches).toHaveLength(2);
    expect(connection.messages).toEqual([]);
  });

  it("is said of an update whose preview could not know it", async () => {
    connection = new FakeConnection(source(2));
    const named = { s: { tables: { t1: { columns: { email: { hashed: false } } } } } };
    const olds = await created(connection, { ...INPUTS, schemas: named });
    await update(olds, INPUTS);
    expect(connection.messages).toEqual(["info: rules[0] hashes the column s.t1.email"]);
  });

  it("is said of an update at Fivetran's first look, which the preview could not take", async () => {
    connection = new FakeConnection(source(1));
    const olds = await created(connection, { connectorId: ID, rules: [HASH_EMAILS] });
    connection.discovered = false;
    await update(olds, INPUTS);
    expect(connection.messages).toContain("info: rules[1] disables 2 tables s.a_log, s.b_log");
  });
});

it("rules that decide about nothing are told together", async () => {
  const connection = new FakeConnection(source(1));
  const nothing = (table: string) => ({ match: { table }, enabled: false });
  await created(connection, { connectorId: ID, rules: [nothing("x*"), HASH_EMAILS, nothing("y*")] });
  expect(connection.messages).toEqual([
    "info: rules[1] hashes the column s.t0.email",
    "info: rules[0], rules[2] decide about nothing that is in the source now",
  ]);
});
