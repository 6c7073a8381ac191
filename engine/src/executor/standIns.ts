import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { destinationOptions, sourceOptions } from "../connector/options";
import { EngineError } from "../errors";

const text = z.string().min(1);

/** Whom an entry is for: all that it names have to agree; one that names nothing is for all. */
const target = {
  /** Id of a connection, or its name (`schema`, or the prefix of its schemas). */
  connection: text.optional(),
  /** Of the connection for a source, of the destination for a destination. */
  service: text.optional(),
  /** Id or name of a group. */
  group: text.optional(),
};

const standInsFile = z.strictObject({
  sources: z.array(z.strictObject({ ...target, source: sourceOptions })).default([]),
  destinations: z
    .array(z.strictObject({ service: target.service, group: target.group, destination: destinationOptions }))
    .default([]),
});

/** What stands in for the real systems of connections and destinations. */
export type StandIns = z.output<typeof standInsFile>;
/** The same as a program writes it. */
export type StandInsInput = z.input<typeof standInsFile>;

/** Whom something is looked for: a connection with its group and the service of its destination. */
export interface StandInTarget {
  readonly id: string;
  readonly schema: string;
  readonly service: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly destinationService: string | undefined;
}

/**
 * Reads a file of stand-ins. Paths in it count from its folder.
 *
 * @throws EngineError that lists everything wrong, by path
 */
export function readStandIns(path: string): StandIns {
  let written: string;
  try {
    written = readFileSync(path, "utf8");
  } catch (error) {
    throw new EngineError(`The file of stand-ins ${path} cannot be read.`, {}, "Check the path.", error);
  }
  const lines = new LineCounter();
  const document = parseDocument(written, { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new EngineError(`${path}, line ${line}: ${fault.message.split("\n")[0] ?? "is no YAML"}`);
  }
  return checkStandIns(document.toJS() ?? {}, path, dirname(resolve(path)));
}

/** Checks stand-ins that a program gives. Paths count from `folder`. */
export function checkStandIns(input: unknown, name: string, folder: string): StandIns {
  const parsed = standInsFile.safeParse(input);
  if (!parsed.success) throw new EngineError(`${name} is wrong:\n${z.prettifyError(parsed.error)}`);
  return {
    sources: parsed.data.sources.map((entry) => ({
      ...entry,
      source:
        "path" in entry.source ? { ...entry.source, path: resolve(folder, entry.source.path) } : entry.source,
    })),
    destinations: parsed.data.destinations.map((entry) => ({
      ...entry,
      destination:
        "path" in entry.destination
          ? { ...entry.destination, path: resolve(folder, entry.destination.path) }
          : entry.destination,
    })),
  };
}

/** The entry for a connection's source: the one that names most; of several, the first. */
export function sourceFor(standIns: StandIns, of: StandInTarget): StandIns["sources"][number] | undefined {
  return best(standIns.sources, (entry) => [
    [entry.connection, [of.id, of.schema]],
    [entry.service, [of.service]],
    [entry.group, [of.groupId, of.groupName]],
  ]);
}

/** The entry for the destination of a connection's group. */
export function destinationFor(
  standIns: StandIns,
  of: StandInTarget,
): StandIns["destinations"][number] | undefined {
  return best(standIns.destinations, (entry) => [
    [entry.service, [of.destinationService]],
    [entry.group, [of.groupId, of.groupName]],
  ]);
}

/** A connection counts more than a group, and a group more than a service. */
const WEIGHTS = [4, 1, 2];

function best<Entry>(
  entries: readonly Entry[],
  conditions: (entry: Entry) => readonly (readonly [string | undefined, readonly (string | undefined)[]])[],
): Entry | undefined {
  let found: Entry | undefined;
  let most = -1;
  for (const entry of entries) {
    const asked = conditions(entry);
    if (!asked.every(([wanted, actual]) => wanted === undefined || actual.includes(wanted))) continue;
    const weights = asked.length === 2 ? WEIGHTS.slice(1) : WEIGHTS;
    const weight = asked.reduce(
      (sum, [wanted], index) => sum + (wanted === undefined ? 0 : (weights[index] ?? 0)),
      0,
    );
    if (weight > most) [found, most] = [entry, weight];
  }
  return found;
}

/**
 * The lines that a file of stand-ins lacks for a connection.
 *
 * @param hasCode whether its own code is run, so that nothing has to stand in for its source
 */
export function missingLines(standIns: StandIns, of: StandInTarget, hasCode: boolean): string | undefined {
  const lines: string[] = [];
  if (!hasCode && sourceFor(standIns, of) === undefined)
    lines.push(
      "sources:",
      `  - connection: ${JSON.stringify(of.schema)}`,
      `    source: { type: fixtures, path: ./fixtures/${of.schema.replaceAll(/[^\w.-]/g, "_")} }`,
    );
  if (destinationFor(standIns, of) === undefined)
    lines.push(
      "destinations:",
      `  - group: ${JSON.stringify(of.groupName)}`,
      `    destination: { type: duckdb, path: ./${of.groupName.replaceAll(/[^\w.-]/g, "_")}.duckdb }`,
    );
  return lines.length === 0 ? undefined : lines.join("\n");
}
