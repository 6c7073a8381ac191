import {
  type DestinationSettings,
  describeDestination,
  describeSource,
  openDestination,
  openSource,
  type SourceContext,
  type SourceSettings,
} from "../catalog";
import { messageOf } from "../errors";
import type { SetupTestResult } from "./serverSync";

/** The setup test that fails where nothing stands in. */
export const STAND_IN_TEST = "Stand-in";

export function missingStandIn(lines: string): SetupTestResult {
  return { title: STAND_IN_TEST, status: "FAILED", message: adviceFor(lines) };
}

/** What is to be done about an entry that is not there. */
export function adviceFor(lines: string): string {
  return `Nothing stands in for it, so that nothing of it is touched. Add to the file of stand-ins:\n${lines}`;
}

/** Looks at a source: it can be reached, and its tables can be read. */
export async function testSource(
  options: SourceSettings,
  context: SourceContext,
): Promise<SetupTestResult[]> {
  const place = describeSource(options);
  const standIn = { title: STAND_IN_TEST, status: "PASSED", message: `Source: ${place}` } as const;
  try {
    const source = await openSource(options, context);
    try {
      const tables = await source.discover(new AbortController().signal);
      const found = tables.length === 1 ? "1 table" : `${tables.length} tables`;
      return [
        standIn,
        {
          title: "Reading the source",
          status: tables.length === 0 ? "WARNING" : "PASSED",
          message: tables.length === 0 ? `It holds no table yet: ${place}` : `It holds ${found}.`,
        },
      ];
    } finally {
      await source.close();
    }
  } catch (error) {
    return [standIn, { title: "Reading the source", status: "FAILED", message: messageOf(error) }];
  }
}

/** Looks at a destination: it can be opened, and the engine's own tables can be made in it. */
export async function testDestination(options: DestinationSettings, id: string): Promise<SetupTestResult[]> {
  const standIn = {
    title: STAND_IN_TEST,
    status: "PASSED",
    message: `Destination: ${describeDestination(options)}`,
  } as const;
  try {
    const destination = await openDestination(options, `setup test of ${id}`);
    try {
      await destination.describe();
    } finally {
      await destination.close();
    }
    return [standIn, { title: "Writing the destination", status: "PASSED", message: "" }];
  } catch (error) {
    return [standIn, { title: "Writing the destination", status: "FAILED", message: messageOf(error) }];
  }
}
