/**
 * `npm run bench [-- --only <part>,…] [--quick] [--runs N]`: the figures of this project, as tables and as JSON (the last line). Each is
 * measured N times (default 3), the kinds in turn, so that a machine whose speed drifts treats them alike; the figures are medians.
 * `--quick` leaves out the runs with 500 connectors. The parts are `server`, `day`, `schemaConfig`, `client`, `company`, `connectors`,
 * `connectorRuns`, `operations`, `cli`, `exports` and `moving`.
 */
import { parseArgs } from "node:util";
import { type DayFigures, measureDay } from "./accountDay.ts";
import { type CliFigures, measureCli } from "./cli.ts";
import { measureClient } from "./client.ts";
import { COMPANY_KINDS, type CompanyFigures, measureCompany } from "./company.ts";
import { measureConnectorRuns, type RunFigures } from "./connectorRuns.ts";
import { type ConnectorFigures, measureConnectors } from "./connectors.ts";
import { type ExportFigures, measureExport } from "./exportAccount.ts";
import { machine, median, show } from "./measure.ts";
import { type MovingFigures, measureMoving } from "./moving.ts";
import { measureOperations, type OperationsFigures } from "./operations.ts";
import { measureSchemaLife, type SchemaLifeFigures } from "./schemaConfigLife.ts";
import { measureSchemaDiff, type SchemaDiffFigures } from "./schemaDiff.ts";
import { measureServer } from "./server.ts";
import type { LifeFigures, OperationFigures } from "./stackLife.ts";

const SECONDS_A_LOAD = 5;

const PARTS = {
  server,
  day,
  schemaConfig,
  client: () => measureClient(runs),
  company,
  connectors,
  connectorRuns,
  operations,
  cli,
  exports: exported,
  moving,
} as const;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(PARTS).join() },
    quick: { type: "boolean", default: false },
    runs: { type: "string", default: "3" },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number of at least 1");
const chosen = values.only.split(",");
const unknown = chosen.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0)
  throw new Error(`--only takes ${Object.keys(PARTS).join(", ")}, not ${unknown.join()}`);

console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}, medians of ${runs} runs`);
const all: Record<string, unknown> = {};
for (const [part, measure] of Object.entries(PARTS)) {
  if (chosen.includes(part)) Object.assign(all, await measure());
}
console.log(`\n${JSON.stringify({ machine: machine(), runs, ...all })}`);

async function cli(): Promise<{ cli: CliFigures }> {
  const figures = await measureCli(runs);
  console.log("\nfivetranctl: milliseconds from start to end; status is of 2,000 connections");
  show([{ ...figures }]);
  return { cli: figures };
}

async function exported(): Promise<{ exports: ExportFigures[] }> {
  const figures = [await measureExport(2_000, runs)];
  show(
    figures.map(({ connections, calls, seconds, memoryMB }) => ({
      "export of": connections,
      calls,
      seconds,
      "memory MB": memoryMB,
    })),
  );
  return { exports: figures };
}

async function connectorRuns(): Promise<{ connectorRuns: RunFigures[] }> {
  const figures = await measureConnectorRuns(runs);
  console.log("\nA connector of the Connector SDK: 200 000 rows, 8 columns, 10 checkpoints");
  show(figures.map(({ by, ...rest }) => ({ by, ...rest })));
  return { connectorRuns: figures };
}

async function operations(): Promise<{ durableOperations: OperationsFigures[] }> {
  const figures = await measureOperations();
  console.log("\nDurable operations: starts are medians of 7, updates of 20, 100 at once");
  show(
    figures.map((each) => ({
      store: each.store,
      "ready ms": each.readyMs,
      "ready again ms": each.readyAgainMs,
      "updates /s": each.perSecond,
      "update ms": each.updateMs,
      "bare calls ms": each.bareMs,
      "ready MB": each.readyMB,
      "busy MB": each.busyMB,
    })),
  );
  return { durableOperations: figures };
}

async function moving(): Promise<{ moving: MovingFigures[] }> {
  const figures = await measureMoving(runs, 1_000_000, values.quick ? 0 : 10_000_000);
  console.log("\nMoving data: 1 000 000 rows of 10 columns");
  show(
    figures.map(({ work, by, seconds, rowsPerSecond, peakMB }) => ({
      work,
      by,
      s: seconds,
      "rows/s": rowsPerSecond,
      "peak MB": peakMB,
    })),
  );
  return { moving: figures };
}

async function server(): Promise<object> {
  const figures = await measureServer(SECONDS_A_LOAD);
  console.log(`\nLocal server: starts and PATCHes are medians of 9, each load lasts ${SECONDS_A_LOAD} s`);
  show([
    {
      "start ms": figures.startMs,
      "first answer ms": figures.firstAnswerMs,
      ...Object.fromEntries(Object.entries(figures.perSecond).map(([what, count]) => [`${what} /s`, count])),
      "PATCH 1000 x 10 ms": figures.bigPatchMs,
      "memory MB": figures.memoryMB,
    },
  ]);
  return { server: figures };
}

async function day(): Promise<{ days: DayFigures[] }> {
  const days: DayFigures[] = [];
  for (const connections of values.quick ? [10_000] : [10_000, 100_000])
    days.push(await measureDay(connections));
  show(
    days.map((each) => ({
      "a day of": each.connections,
      "plant s": each.plantSeconds,
      "day s": each.daySeconds,
      "reads meanwhile": each.reads,
      "median read ms": each.medianReadMs,
      "worst read ms": each.worstReadMs,
      "restart s": each.restartSeconds,
      "memory MB": each.memoryMB,
    })),
  );
  return { days };
}

async function schemaConfig(): Promise<{
  schemaDiffs: SchemaDiffFigures[];
  schemaLives: SchemaLifeFigures[];
}> {
  const schemaDiffs = [await measureSchemaDiff(1_000, 10), await measureSchemaDiff(5_000, 10)];
  show(
    schemaDiffs.map(({ tables, columns, checkMs, diffMs }) => ({
      SchemaConfig: `${tables} x ${columns}`,
      "check ms": checkMs,
      "diff ms": diffMs,
    })),
  );
  const schemaLives: SchemaLifeFigures[] = [];
  for (const declared of ["names", "rules"] as const) {
    for (const tables of [1_250, 2_500, 5_000]) {
      schemaLives.push(await measureSchemaLife(declared, tables, 10, runs));
    }
  }
  show(
    schemaLives.map((life) => ({
      "SchemaConfig by": `${life.declared}, ${life.tables} x ${life.columns}`,
      "check ms": life.checkMs,
      "diff ms": life.diffMs,
      "diff calls": life.diffCalls,
      "update ms": life.updateMs,
      "update calls": life.updateCalls,
      "more MB": life.moreMB,
      "state bytes more": life.stateBytesMore,
    })),
  );
  return { schemaDiffs, schemaLives };
}

async function company(): Promise<{ company: CompanyFigures[] }> {
  const measured = await inTurn(COMPANY_KINDS, measureCompany);
  const [floor] = measured;
  if (floor !== undefined) show(measured.flatMap((each) => rowsOf(each, floor, {})));
  return { company: measured };
}

async function connectors(): Promise<{ connectors: ConnectorFigures[] }> {
  const kinds = [
    ["no-op", 0],
    ["untested connectors", 0],
    ["untested connectors", 50],
    ["tested connectors", 0],
  ] as const;
  const all: ConnectorFigures[] = [];
  for (const count of values.quick ? [100] : [100, 500]) {
    const measured = await inTurn(kinds, ([resources, latencyMs]) =>
      measureConnectors(resources, count, latencyMs),
    );
    all.push(...measured);
    const [floor] = measured;
    if (floor !== undefined)
      show(measured.flatMap((each) => rowsOf(each, floor, { "latency ms": each.latencyMs })));
  }
  return { connectors: all };
}

/** Lives of stacks of several kinds, in turn; the medians of each kind. */
async function inTurn<Kind, Figures extends LifeFigures>(
  kinds: readonly Kind[],
  measure: (kind: Kind) => Promise<Figures>,
): Promise<Figures[]> {
  const measured = kinds.map((): Figures[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, kind] of kinds.entries()) measured[index]?.push(await measure(kind));
  }
  return measured.map(medianOf);
}

/** The median of each figure over several lives of the same stack. */
function medianOf<Figures extends LifeFigures>(lives: readonly Figures[]): Figures {
  const [first] = lives;
  if (first === undefined) throw new Error("nothing was measured");
  const operations = Object.keys(first.operations).map((operation): [string, OperationFigures] => {
    const of = (figure: keyof OperationFigures): number =>
      median(lives.map((life) => life.operations[operation]?.[figure] ?? Number.NaN));
    return [operation, { seconds: of("seconds"), calls: of("calls"), peakMB: of("peakMB") }];
  });
  return {
    ...first,
    stateBytes: median(lives.map((life) => life.stateBytes)),
    operations: Object.fromEntries(operations),
  };
}

function rowsOf(
  measured: LifeFigures & { readonly resources: string; readonly count: number },
  floor: LifeFigures,
  further: Readonly<Record<string, number>>,
): Record<string, string | number>[] {
  return Object.entries(measured.operations).map(([operation, { seconds, calls, peakMB }]) => {
    const base = floor.operations[operation]?.seconds ?? Number.NaN;
    return {
      resources: `${measured.count} ${measured.resources}`,
      ...further,
      operation,
      seconds: seconds.toFixed(1),
      "x no-op": (seconds / base).toFixed(2),
      "ms each": Math.round((seconds * 1000) / measured.count),
      "API calls": calls,
      "peak MB": peakMB,
      "state bytes each": measured.stateBytes,
    };
  });
}
