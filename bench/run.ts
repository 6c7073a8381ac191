/**
 * `npm run bench [-- --quick]`: the figures of this project, as tables and as JSON (the last line). `--quick` leaves out the runs
 * with 500 connectors.
 */
import { parseArgs } from "node:util";
import { type ConnectorFigures, measureConnectors } from "./connectors.ts";
import { machine, table } from "./measure.ts";
import { measureSchemaDiff } from "./schemaDiff.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const counts = values.quick ? [100] : [100, 500];
const latencies = [0, 50];

console.log(`${new Date().toISOString().slice(0, 10)}, ${machine()}\n`);

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
  const floor = await measureConnectors("no-op", count, 0);
  figures.push(floor);
  for (const latencyMs of latencies) figures.push(await measureConnectors("connectors", count, latencyMs));
  console.log(
    `\n${table(figures.filter((each) => each.count === count).flatMap((each) => rowsOf(each, floor)))}`,
  );
}
console.log(`\n${JSON.stringify({ machine: machine(), schemaDiffs, connectors: figures })}`);

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
