/**
 * `npm run bench [-- --only <part>,…] [--quick] [--runs N]`: the figures of this project, as tables and as JSON (the last line). Each is
 * measured N times (default 3), the kinds in turn, so that a machine whose speed drifts treats them alike; the figures are medians.
 * `--quick` leaves out the runs with 500 connectors. The parts are `schemaConfig`, `client` and `connectors`.
 */
import { parseArgs } from "node:util";
import { measureClientCalls } from "./clientCalls.ts";
import { measureClientStart, measurePackedClient, type StartFigures } from "./clientStart.ts";
import { measureClientTypes } from "./clientTypes.ts";
import { type ConnectorFigures, measureConnectors, type OperationFigures } from "./connectors.ts";
import { machine, median, table } from "./measure.ts";
import { measureSchemaDiff, type SchemaDiffFigures } from "./schemaDiff.ts";

const PARTS = { schemaConfig, client, connectors } as const;

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
const figures: Record<string, unknown> = {};
for (const [part, measure] of Object.entries(PARTS)) {
  if (chosen.includes(part)) Object.assign(figures, await measure());
}
console.log(`\n${JSON.stringify({ machine: machine(), runs, ...figures })}`);

function show(rows: Parameters<typeof table>[0]): void {
  console.log(`\n${table(rows)}`);
}

async function schemaConfig(): Promise<{ schemaDiffs: SchemaDiffFigures[] }> {
  const schemaDiffs = [await measureSchemaDiff(1_000, 10), await measureSchemaDiff(5_000, 10)];
  show(
    schemaDiffs.map(({ tables, columns, checkMs, diffMs }) => ({
      SchemaConfig: `${tables} x ${columns}`,
      "check ms": checkMs,
      "diff ms": diffMs,
    })),
  );
  return { schemaDiffs };
}

async function client(): Promise<object> {
  const types = await measureClientTypes(runs);
  show(
    Object.entries({ "config: Record<string, unknown>": types.untyped, "typed by service": types.typed }).map(
      ([config, { seconds, cpuSeconds, memoryMB }]) => ({
        "tsc of ten lines": config,
        seconds: seconds.toFixed(2),
        "more s": (seconds - types.untyped.seconds).toFixed(2),
        "CPU s": cpuSeconds.toFixed(2),
        "more CPU s": (cpuSeconds - types.untyped.cpuSeconds).toFixed(2),
        MB: memoryMB.toFixed(0),
        "more MB": (memoryMB - types.untyped.memoryMB).toFixed(0),
      }),
    ),
  );
  // Each takes a tenth of a second, and varies by as much.
  const start = await measureClientStart(5 * runs);
  const row = (name: keyof StartFigures, floor: keyof StartFigures): Record<string, string> => ({
    "loaded and done": name,
    ms: start[name].toFixed(1),
    "x axios and zod": (start[name] / start[floor]).toFixed(2),
  });
  show([
    row("axios and zod", "axios and zod"),
    row("sdk", "axios and zod"),
    row("axios and zod, one call", "axios and zod, one call"),
    row("sdk, one call", "axios and zod, one call"),
  ]);
  const packed = await measurePackedClient();
  show([
    {
      package: "sdk",
      files: packed.files,
      "packed kB": Math.round(packed.packedBytes / 1000),
      "unpacked kB": Math.round(packed.unpackedBytes / 1000),
    },
  ]);
  const calls = await measureClientCalls(runs);
  show(
    calls.map(({ variant, order, milliseconds, cpuMilliseconds, calls: count }) => ({
      [`${count} calls`]: order,
      client: variant,
      seconds: (milliseconds / 1000).toFixed(2),
      "ms CPU a call": (cpuMilliseconds / count).toFixed(3),
    })),
  );
  return { clientTypes: types, clientStart: start, clientPackage: packed, clientCalls: calls };
}

async function connectors(): Promise<{ connectors: ConnectorFigures[] }> {
  const kinds = [
    ["no-op", 0],
    ["connectors", 0],
    ["connectors", 50],
  ] as const;
  const all: ConnectorFigures[] = [];
  for (const count of values.quick ? [100] : [100, 500]) {
    const measured = kinds.map((): ConnectorFigures[] => []);
    for (let run = 0; run < runs; run += 1) {
      for (const [index, [resources, latencyMs]] of kinds.entries()) {
        measured[index]?.push(await measureConnectors(resources, count, latencyMs));
      }
    }
    const medians = measured.map(medianOf);
    all.push(...medians);
    const floor = medians[0];
    if (floor !== undefined) show(medians.flatMap((each) => rowsOf(each, floor)));
  }
  return { connectors: all };
}

/** The median of each figure over several lives of the same stack. */
function medianOf(lives: readonly ConnectorFigures[]): ConnectorFigures {
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

function rowsOf(measured: ConnectorFigures, floor: ConnectorFigures): Record<string, string | number>[] {
  return Object.entries(measured.operations).map(([operation, { seconds, calls, peakMB }]) => {
    const base = floor.operations[operation]?.seconds ?? Number.NaN;
    return {
      resources: `${measured.count} ${measured.resources}`,
      "latency ms": measured.latencyMs,
      operation,
      seconds: seconds.toFixed(1),
      "x no-op": (seconds / base).toFixed(2),
      "API calls": calls,
      "peak MB": peakMB,
      "state bytes each": measured.stateBytes,
    };
  });
}
