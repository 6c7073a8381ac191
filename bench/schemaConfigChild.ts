/** Plays the provider process for `schemaConfigLife.ts`: creates a schema config, changes it, prints the figures of the change. */
import { createRequire } from "node:module";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import type { LifeFigures, LifeTask } from "./schemaConfigLife.ts";

const require = createRequire(import.meta.url);

interface LifeHandler {
  check(request: { olds: object | undefined; news: object }): { inputs: object };
  diff(request: { id: string; olds: object; news: object }, context: object): Promise<unknown>;
  create(request: { inputs: object }, context: object): Promise<{ id: string; outputs: object }>;
  update(request: { id: string; olds: object; news: object }, context: object): Promise<object>;
}

const { declared, tables, columns, connectionId, ...credentials } = JSON.parse(
  process.argv[2] ?? "{}",
) as LifeTask;
const { handlerOf } = require("pulumi-fivetran/runtime") as { handlerOf: (kind: string) => LifeHandler };
const handler = handlerOf("SchemaConfig");

// Creating it reads all columns, and the limit of such calls would take minutes: waits pass at once.
let skippedMs = 0;
const now = (): number => Date.now() + skippedMs;
const sleep = (ms: number): Promise<void> => {
  skippedMs += ms;
  return Promise.resolve();
};
let calls = 0;
const client = new FivetranClient({
  ...credentials,
  clock: { now, sleep },
  onEvent: ({ type }) => {
    if (type === "request") calls += 1;
  },
});
const context = {
  client,
  now,
  notify: () => undefined,
  signal: new AbortController().signal,
  recover: false,
  locks: { run: <T>(_key: string, task: () => Promise<T>): Promise<T> => task() },
};

await client.groups.list().all(); // Loads what the first call loads.
const loadedMB = process.memoryUsage().rss / 2 ** 20;

const { outputs: olds } = await handler.create({ inputs: before() }, context);
const [checkMs, news] = await timed(() => handler.check({ olds, news: after() }).inputs);
calls = 0;
const [diffMs] = await timed(() => handler.diff({ id: connectionId, olds, news }, context));
const diffCalls = calls;
calls = 0;
const [updateMs, outputs] = await timed(() => handler.update({ id: connectionId, olds, news }, context));
const figures: LifeFigures = {
  checkMs,
  diffMs,
  diffCalls,
  updateMs,
  updateCalls: calls,
  moreMB: process.resourceUsage().maxRSS / 1024 - loadedMB,
  stateBytesMore: JSON.stringify(outputs).length - JSON.stringify(news).length,
};
console.log(JSON.stringify(figures));

function before(): object {
  if (declared === "names") return { connectorId: connectionId, schemas: namedColumns(() => true) };
  return { connectorId: connectionId, rules: [{ match: { column: "column_3" }, hashed: true }] };
}

function after(): object {
  if (declared === "names") {
    return { connectorId: connectionId, schemas: namedColumns((table) => table % 100 !== 0) };
  }
  const history = { match: { table: "table_*9" }, syncMode: "HISTORY" };
  return {
    connectorId: connectionId,
    rules: [{ match: { column: "column_3" }, hashed: true }, history],
  };
}

function namedColumns(hashed: (table: number) => boolean): object {
  const record = (count: number, name: string, make: (index: number) => object): object =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}_${index}`, make(index)]));
  const table = (index: number): object => ({
    enabled: true,
    columns: record(columns, "column", () => ({ hashed: hashed(index) })),
  });
  return { public: { enabled: true, tables: record(tables, "table", table) } };
}

async function timed<T>(operation: () => T | Promise<T>): Promise<[ms: number, result: T]> {
  const begun = performance.now();
  const result = await operation();
  return [performance.now() - begun, result];
}
