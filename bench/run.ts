/**
 * `npm run bench [-- --quick] [--runs N]`: the figures of this project, as tables and as JSON (the last line). Each stack is measured N
 * times (default 3), the kinds in turn, so that a machine whose speed drifts treats them alike; the figures are medians.
 * `--quick` leaves out the runs with 500 connectors. `--only server` measures the local server alone, in half a minute.
 */
import { parseArgs } from "node:util";
import { type ConnectorFigures, measureConnectors, type OperationFigures } from "./connectors.ts";
import { machine, median, table } from "./measure.ts";
import { measureSchemaDiff } from "./schemaDiff.ts";
import { measureServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    runs: { type: "string", default: "3" },
    only: { type: "string" },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number of at least 1");
if (values.only !== undefined && values.only !== "server") throw new Error("--only takes 'server'");
const counts = values.quick ? [100] : [100, 500];
const kinds = [
  ["no-op", 0],
  ["connectors", 0],
  ["connectors", 50],
] as const;

console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}, medians of ${runs} runs\n`);

const SECONDS_A_LOAD = 5;
const server = await measureServer(SECONDS_A_LOAD);
console.log(`Local server: starts and PATCHes are medians of 9, each load lasts ${SECONDS_A_LOAD} s`);
console.log(
  table([
    {
      "start ms": server.startMs,
      "first answer ms": server.firstAnswerMs,
      ...Object.fromEntries(Object.entries(server.perSecond).map(([what, count]) => [`${what} /s`, count])),
      "PATCH 1000 x 10 ms": server.bigPatchMs,
      "memory MB": server.memoryMB,
    },
  ]),
);
if (values.only === "server") {
  console.log(`\n${JSON.stringify({ machine: machine(), server })}`);
  process.exit();
}

console.log();
const schemaDiffs = [await measureSchemaDiff(1_000, 10), await measureSchemaDiff(5_000, 10)];
console.log(
  table(
    schemaDiffs.map(({ tables, columns, checkMs, diffMs }) => ({
      SchemaConfig: `${tables} x ${columns}`,
      "check ms": checkMs,
      "diff ms": diffMs,
    })),
  ),
);

const figures: ConnectorFigures[] = [];
for (const count of counts) {
  const measured = kinds.map((): ConnectorFigures[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, [resources, latencyMs]] of kinds.entries()) {
      measured[index]?.push(await measureConnectors(resources, count, latencyMs));
    }
  }
  const medians = measured.map(medianOf);
  figures.push(...medians);
  const floor = medians[0];
  if (floor !== undefined) console.log(`\n${table(medians.flatMap((each) => rowsOf(each, floor)))}`);
}
console.log(`\n${JSON.stringify({ machine: machine(), runs, server, schemaDiffs, connectors: figures })}`);

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
