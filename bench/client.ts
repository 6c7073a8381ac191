/** What the client costs who uses it: its types, its start, its package and its calls. */
import { type CallFigures, measureClientCalls } from "./clientCalls.ts";
import {
  measureClientStart,
  measurePackedClient,
  type PackedFigures,
  type StartFigures,
} from "./clientStart.ts";
import { type ClientTypesFigures, measureClientTypes } from "./clientTypes.ts";
import { show } from "./measure.ts";

/** One start takes a tenth of a second, and varies by as much. */
const STARTS_A_RUN = 5;

interface ClientFigures {
  readonly clientTypes: ClientTypesFigures;
  readonly clientStart: StartFigures;
  readonly clientPackage: PackedFigures;
  readonly clientCalls: readonly CallFigures[];
}

/** Prints a table of each. */
export async function measureClient(runs: number): Promise<ClientFigures> {
  const clientTypes = await measureClientTypes(runs);
  showTypes(clientTypes);
  const clientStart = await measureClientStart(STARTS_A_RUN * runs);
  showStart(clientStart);
  const clientPackage = await measurePackedClient();
  show([
    {
      package: "sdk",
      files: clientPackage.files,
      "packed kB": Math.round(clientPackage.packedBytes / 1000),
      "unpacked kB": Math.round(clientPackage.unpackedBytes / 1000),
    },
  ]);
  const clientCalls = await measureClientCalls(runs);
  show(
    clientCalls.map(({ variant, order, milliseconds, cpuMilliseconds, calls }) => ({
      [`${calls} calls`]: order,
      client: variant,
      seconds: (milliseconds / 1000).toFixed(2),
      "ms CPU a call": (cpuMilliseconds / calls).toFixed(3),
    })),
  );
  return { clientTypes, clientStart, clientPackage, clientCalls };
}

function showTypes({ untyped, typed, untypedOldest, typedOldest }: ClientTypesFigures): void {
  const rows = [
    ["config: Record<string, unknown>", untyped, untyped],
    ["typed by service", typed, untyped],
    ["config: Record<string, unknown>, TypeScript 3.8", untypedOldest, untypedOldest],
    ["typed by service, TypeScript 3.8", typedOldest, untypedOldest],
  ] as const;
  show(
    rows.map(([config, { seconds, cpuSeconds, memoryMB }, floor]) => ({
      "tsc of ten lines": config,
      seconds: seconds.toFixed(2),
      "more s": (seconds - floor.seconds).toFixed(2),
      "CPU s": cpuSeconds.toFixed(2),
      "more CPU s": (cpuSeconds - floor.cpuSeconds).toFixed(2),
      MB: memoryMB.toFixed(0),
      "more MB": (memoryMB - floor.memoryMB).toFixed(0),
    })),
  );
}

function showStart(start: StartFigures): void {
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
}
