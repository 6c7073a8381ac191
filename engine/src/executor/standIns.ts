import type { DestinationToMove, StandInTarget } from "./serverSync";
import type { DestinationEntry, SourceEntry, StandIns } from "./standInsFile";

/** The entry for a connection's source: the one that names most; of several, the first. */
export function sourceFor(standIns: StandIns, of: StandInTarget): SourceEntry | undefined {
  return best(standIns.sources, (entry) => [
    [entry.connection, [of.id, of.schema]],
    [entry.service, [of.service]],
    [entry.group, [of.groupId, of.groupName]],
  ]);
}

/** The entry for a destination. */
export function destinationFor(
  standIns: StandIns,
  of: Pick<StandInTarget, "groupId" | "groupName" | "destinationService">,
): DestinationEntry | undefined {
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
 * The lines that a file of stand-ins lacks for a connection; undefined where it lacks none.
 *
 * @param hasCode whether its own code is run, so that nothing has to stand in for its source
 */
export function missingLines(standIns: StandIns, of: StandInTarget, hasCode: boolean): string | undefined {
  const lines = [
    ...(!hasCode && sourceFor(standIns, of) === undefined
      ? [
          "sources:",
          `  - connection: ${JSON.stringify(of.schema)}`,
          `    source: { type: fixtures, path: ./fixtures/${fileName(of.schema)} }`,
        ]
      : []),
    ...(destinationFor(standIns, of) === undefined ? destinationLines(of.groupName) : []),
  ];
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** The lines that a file of stand-ins lacks for a destination; undefined where it lacks none. */
export function missingDestinationLines(standIns: StandIns, of: DestinationToMove): string | undefined {
  const wanted = { groupId: of.id, groupName: of.groupName, destinationService: of.service };
  return destinationFor(standIns, wanted) === undefined
    ? destinationLines(of.groupName).join("\n")
    : undefined;
}

function destinationLines(groupName: string): string[] {
  return [
    "destinations:",
    `  - group: ${JSON.stringify(groupName)}`,
    `    destination: { type: duckdb, path: ./${fileName(groupName)}.duckdb }`,
  ];
}

/** A name as a file may have it. */
export function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, "_").replace(/^\.+/, "_");
}
