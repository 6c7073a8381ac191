import type { ColumnConfig, ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../core/src/handlers/schemaConfig";
import {
  type Lookup,
  type Table,
  Upstream,
} from "../../../../core/src/handlers/schemaConfig/upstream/upstream";
import {
  namedAt,
  namedElements,
  own,
  PROPERTIES,
  type RowFilter,
} from "../../../../core/src/handlers/schemaConfig/wants/elements";
import { inputsOf } from "../../../../core/src/handlers/schemaConfig/wants/inputs";
import {
  type Rule,
  readyRules,
  ruledValue,
  rulesAt,
} from "../../../../core/src/handlers/schemaConfig/wants/rules";
import { sentValue } from "../../../../core/src/handlers/schemaConfig/wants/values";
import { resolve } from "../../../../core/src/handlers/schemaConfig/wants/wanted";
import { FakeConnection, type FakeSchemas } from "./fakeConnection";

const SEED = Number(process.env["SEED"] ?? 20_261_121);
const NAMES = ["a", "A", "b.c", "order items", "constructor", "naïve", "enabled"];

/** Mulberry32: the same numbers for the same seed, everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class World {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  record<T>(probability: number, make: () => T): Record<string, T> {
    return Object.fromEntries(NAMES.filter(() => this.chance(probability)).map((name) => [name, make()]));
  }

  maybe<K extends string, V>(key: K, value: V, probability = 0.4): Partial<Record<K, V>> {
    return this.chance(probability) ? ({ [key]: value } as Record<K, V>) : {};
  }

  source(): FakeSchemas {
    const lock = () => this.maybe("lock", "not this one", 0.15);
    return this.record(0.7, () => ({
      enabled: this.chance(0.5),
      tables: this.record(0.7, () => ({
        enabled: this.chance(0.5),
        ...lock(),
        ...this.maybe("syncMode", "SOFT_DELETE"),
        columns: this.record(0.7, () => ({
          enabled: this.chance(0.5),
          hashed: this.chance(0.5),
          isPrimaryKey: false,
          listed: this.chance(0.5),
          ...this.maybe("targetDataType", this.pick(["String", "Long"]), 0.2),
          ...lock(),
        })),
      })),
    }));
  }

  inputs(): SchemaConfigInputs {
    const enabled = () => this.maybe("enabled", this.chance(0.5));
    const schemas = this.record(0.6, () => ({
      ...enabled(),
      tables: this.record(0.6, () => ({
        ...enabled(),
        ...this.maybe("syncMode", this.pick(["HISTORY", "LIVE"] as const), 0.2),
        ...this.maybe("rowFilter", this.filter(), 0.3),
        columns: this.record(0.5, () => ({
          ...enabled(),
          ...this.maybe("hashed", this.chance(0.7)),
          ...this.maybe("isPrimaryKey", this.chance(0.5), 0.2),
          ...this.maybe("targetDataType", this.pick(["String", "Json", "none"] as const), 0.2),
        })),
      })),
    }));
    return {
      connectorId: "c",
      missing: "ignore",
      schemas,
      ...this.maybe("schemaChangeHandling", this.pick(["ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"] as const)),
      ...this.maybe("undeclared", "followPolicy" as const, 0.3),
      ...this.maybe("rules", this.rules(), 0.5),
    };
  }

  /** Of columns that may be there, hashed, disabled, or in no table at all. */
  filter(): RowFilter | "none" {
    if (this.chance(0.2)) return "none";
    const columnClauses = Array.from({ length: this.pick([1, 1, 2]) }, () => ({
      column: this.pick(NAMES),
      columnType: "STRING" as const,
      operator: this.pick(["EQUALS", "STARTS_WITH"] as const),
      values: [this.pick(["x", "y"])],
    }));
    const operator =
      columnClauses.length > 1 ? this.maybe("operator", this.pick(["AND", "OR"] as const)) : {};
    return { name: this.pick(["one", "other"]), description: "d", ...operator, columnClauses };
  }

  rules(): Rule[] {
    const pattern = () => this.pick([...NAMES, "*", "?", "*e*"]);
    const schema = () => this.maybe("schema", pattern());
    const any: (() => Rule)[] = [
      () => ({ match: { schema: pattern() }, enabled: this.chance(0.5) }),
      () => ({ match: { ...schema(), table: pattern() }, enabled: this.chance(0.5) }),
      () => ({ match: { ...schema(), table: pattern() }, syncMode: this.pick(["HISTORY", "LIVE"]) }),
      () => ({ match: { ...schema(), ...this.maybe("table", pattern()), column: pattern() }, hashed: true }),
      () => ({ match: { ...schema(), column: pattern() }, enabled: this.chance(0.5) }),
      () => ({ match: { ...schema(), table: pattern() }, rowFilter: this.filter() }),
      () => ({ match: { ...schema(), column: pattern() }, targetDataType: this.pick(["Int", "none"]) }),
    ];
    return Array.from({ length: 1 + Math.floor(this.#random() * 4) }, () => this.pick(any)());
  }

  /** Some of it stays, some of it changes. */
  successor(inputs: SchemaConfigInputs): SchemaConfigInputs {
    const another = this.inputs();
    const kept = Object.entries(inputs).filter(([key]) => key === "connectorId" || this.chance(0.7));
    const names = (schemas: SchemaConfigInputs["schemas"] = {}) =>
      Object.fromEntries(Object.entries(schemas).filter(() => this.chance(0.7)));
    return {
      ...another,
      ...Object.fromEntries(kept),
      schemas: { ...names(another.schemas), ...names(inputs.schemas) },
    };
  }

  /** A person at work: changes anything; and the source grows. */
  meddle(source: FakeSchemas): void {
    for (const schema of Object.values(source)) {
      if (this.chance(0.2)) schema.enabled = !schema.enabled;
      if (this.chance(0.2)) schema.tables = { ...schema.tables, later: { columns: { a: {}, "b.c": {} } } };
      for (const table of Object.values(schema.tables ?? {})) {
        if (this.chance(0.2) && table.lock === undefined) table.enabled = !table.enabled;
        if (this.chance(0.2)) table.columns = { ...table.columns, enabled: {} };
        if (this.chance(0.2)) table.rowFilter = null;
        for (const column of Object.values(table.columns ?? {})) {
          if (this.chance(0.2)) Object.assign(column, { hashed: !column.hashed, listed: true });
          if (this.chance(0.1)) Object.assign(column, { targetDataType: "Xml", listed: true });
        }
      }
    }
  }
}

describe(`any program against any source (SEED=${SEED})`, () => {
  const seeds = Array.from({ length: 20 }, (_, index) => SEED + index);

  it.each(seeds)(
    "comes to rest, touches only what is wanted, and mends what a person changes: %i",
    async (seed) => {
      const world = new World(seed);
      for (let round = 0; round < 10; round += 1) await liveThrough(world);
    },
  );
});

async function liveThrough(world: World): Promise<void> {
  const connection = new FakeConnection(world.source());
  connection.columnsReadable = world.chance(0.7);
  connection.listsWhatIsSet = world.chance(0.8);
  const inputs = connection.columnsReadable ? world.inputs() : withoutProtection(world.inputs());
  addNamed(connection, inputs);
  const { id, outputs } = await handler.create({ inputs }, connection.context());
  await expectOnlyWanted(connection, inputs);
  expectPolicyHolds(connection, inputs);

  // Applied twice, nothing to do; refreshed, nothing changed.
  expect((await handler.diff({ id, olds: outputs, news: inputs }, connection.context())).changes).toEqual([]);
  expect(await handler.read({ id, olds: outputs }, connection.context())).toEqual({
    id,
    outputs,
    inputs: undefined,
  });

  world.meddle(connection.source);
  connection.patches.length = 0;
  const refreshed = await handler.read({ id, olds: outputs }, connection.context());
  if (refreshed === undefined) throw new Error("the schema config is gone");
  const olds = refreshed.outputs;
  expect((await handler.read({ id, olds }, connection.context()))?.outputs).toEqual(olds);
  const { changes } = await handler.diff({ id, olds, news: inputs }, connection.context());
  expect(changes.length > 0).toBe(olds.drift !== undefined);
  const mended = await handler.update({ id, olds, news: inputs }, connection.context());
  await expectOnlyWanted(connection, inputs);
  expect(mended.drift).toBeUndefined();
  expect((await handler.read({ id, olds: mended }, connection.context()))?.outputs).toEqual(mended);
  expectPolicyHolds(connection, inputs);
  if (connection.columnsReadable) await becomeAnother(world, connection, id, mended);
}

/**
 * Where a rule that hashes or filters, or the policy that is followed, cannot be applied, an apply fails, and so does a filter of a name
 * that Fivetran refuses: other tests'.
 */
function withoutProtection({ rules = [], undeclared: _, ...inputs }: SchemaConfigInputs): SchemaConfigInputs {
  for (const [element, node] of namedElements(inputs.schemas))
    if (element.length === 2) delete (node as { rowFilter?: unknown }).rowFilter;
  return {
    ...inputs,
    rules: rules.filter(({ hashed, rowFilter }) => hashed !== true && rowFilter === undefined),
  };
}

/** The program becomes another, is applied if that is a change, and a refresh finds nothing that its update has left undone. */
async function becomeAnother(
  world: World,
  connection: FakeConnection,
  id: string,
  olds: SchemaConfigOutputs,
): Promise<void> {
  const news = world.successor(inputsOf(olds));
  addNamed(connection, news);
  connection.patches.length = 0;
  const { changes } = await handler.diff({ id, olds, news }, connection.context());
  if (changes.length === 0) return;
  const outputs = await handler.update({ id, olds, news }, connection.context());
  await expectOnlyWanted(connection, news);
  expectPolicyHolds(connection, news);
  expect((await handler.read({ id, olds: outputs }, connection.context()))?.outputs).toEqual(outputs);
}

/**
 * A column that nobody can read and that does not exist makes Fivetran refuse the PATCH, and a mode that cannot be chosen ends the
 * operation; both are other tests'.
 */
function addNamed({ source, columnsReadable }: FakeConnection, { schemas }: SchemaConfigInputs): void {
  for (const [[schema, table, column], node] of namedElements(schemas)) {
    const live = own(own(source, schema)?.tables, table ?? "");
    if (live === undefined) continue;
    if (node.syncMode !== undefined) live.syncMode ??= "SOFT_DELETE";
    if (columnsReadable || column === undefined || live.columns === undefined) continue;
    if (own(live.columns, column) === undefined) live.columns[column] = {};
  }
}

/**
 * Whatever was asked or spared: where the policy is followed, every column of every synced table, listed or not, is as the policy says
 * unless a name, a rule or a lock says otherwise.
 */
function expectPolicyHolds({ source, policy }: FakeConnection, inputs: SchemaConfigInputs): void {
  if (inputs.undeclared !== "followPolicy") return;
  const rules = readyRules(inputs.rules);
  for (const [schema, { enabled: isSchemaOn = true, tables = {} }] of Object.entries(source)) {
    for (const [table, { enabled: isOn = true, columns = {} }] of Object.entries(tables)) {
      if (!isSchemaOn || !isOn) continue;
      for (const [column, { enabled = true, lock }] of Object.entries(columns)) {
        const element = [schema, table, column] as const;
        const isOtherwise =
          lock !== undefined ||
          namedAt(inputs.schemas, element)?.enabled !== undefined ||
          ruledValue(rulesAt(rules, element), element, "enabled") !== undefined;
        if (!isOtherwise) expect([element, enabled]).toEqual([element, policy !== "BLOCK_ALL"]);
      }
    }
  }
}

/** Upstream as someone knows it who has asked every table for its columns. */
function allOf(source: FakeSchemas, config: ConnectionSchemaConfig): Upstream {
  const lookups = Object.entries(source).flatMap(([schema, { tables = {} }]) =>
    Object.entries(tables).map(([table, { columns = {} }]): readonly [Table, Lookup] => [
      [schema, table],
      // Names are all that counts here.
      { columns: columns as unknown as Readonly<Record<string, ColumnConfig>> },
    ]),
  );
  return new Upstream(config, lookups);
}

/** Every leaf of every PATCH is wanted, with that value; and nothing is un-hashed that the program does not un-hash by name. */
async function expectOnlyWanted(connection: FakeConnection, inputs: SchemaConfigInputs): Promise<void> {
  const config = await connection.context().client.connectionSchemas.retrieve("c");
  const wanted = new Map(
    resolve(inputs, allOf(connection.source, config)).map(({ element, property, value }) => [
      JSON.stringify([element, property]),
      value,
    ]),
  );
  for (const { schemas } of connection.patches) {
    for (const [element, node] of namedElements(schemas as Parameters<typeof namedElements>[0])) {
      for (const property of PROPERTIES) {
        if (node[property] === undefined) continue;
        const value = wanted.get(JSON.stringify([element, property]));
        expect(value === undefined ? undefined : sentValue(property, value)).toEqual(node[property]);
        if (property === "hashed" && !node.hashed)
          expect(namedAt(inputs.schemas, element)?.hashed).toBe(false);
      }
    }
  }
}
