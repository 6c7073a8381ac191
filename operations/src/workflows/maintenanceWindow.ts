import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { type ConnectionFilter, matchesFilter, parseFilter } from "@pulumi-fivetran/sdk/words";
import { forEachAtOnce } from "../holds/forEachAtOnce";
import { releaseAll, takeHold } from "../holds/release";
import { StepFailure } from "../workflow/stepFailure";
import type { Json, StepTools, Workflow, WorkflowContext } from "../workflow/workflow";
import { type Patience, untilQuiet } from "./untilQuiet";

const STEPS = ["resolve", "pause", "settle", "wait", "hold", "resume"] as const;
type Context = WorkflowContext<(typeof STEPS)[number]>;

/** A pause takes up to a minute where a sync runs. */
const AT_ONCE = 8;

/** The longest of the waits of which a window consists. @unit milliseconds */
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** Which connections a window pauses, and until when. One of the three ways to choose is given. */
export interface MaintenanceWindowInput extends Patience {
  readonly connectionIds?: readonly string[];
  readonly groupId?: string;

  /** In the grammar of filters: `service=postgres group=analytics`. */
  readonly filter?: string;

  /** When the window ends by itself; never without it. Milliseconds since 1970. */
  readonly until?: number;
}

/**
 * Pauses connections, waits until no sync of them runs, holds until a time or until somebody ends it, and resumes exactly those that
 * ran before.
 */
export const maintenanceWindow: Workflow<MaintenanceWindowInput, (typeof STEPS)[number]> = {
  kind: "maintenanceWindow",
  shape: 1,
  steps: STEPS,
  async run(context, input) {
    const ids = await context.step("resolve", (tools) => resolve(input, tools));
    let left: string[];
    try {
      await context.step("pause", (tools) => pauseAll(context, ids, tools));
      left = await untilQuiet(context, ids, input, "leave");
      await hold(context, input.until);
    } catch (error) {
      await resumeAll(context);
      throw error;
    }
    return { connections: await resumeAll(context), resumedByOthers: left };
  },
};

function resumeAll(context: Context): Promise<Json> {
  return context.step("resume", (tools) => releaseAll(context.store.holds, context.operationId, tools), {
    always: true,
  });
}

async function pauseAll(context: Context, ids: readonly string[], tools: StepTools): Promise<number> {
  const { holds } = context.store;
  let running = 0;
  await forEachAtOnce(AT_ONCE, ids, async (id) => {
    if (await takeHold(holds, context.operationId, id, tools)) running += 1;
  });
  return running;
}

/** Until the time, or until somebody asks for the end. */
async function hold(context: Context, until: number | undefined): Promise<void> {
  for (;;) {
    const leftMs = await context.step("hold", async () => {
      const { operations, now } = context.store;
      const operation = await operations.get(context.operationId);
      if (operation?.endRequestedAt !== undefined) return 0;
      return until === undefined ? LONGEST_WAIT_MS : Math.max(0, until - now());
    });
    if (leftMs === 0) return;
    await context.wait("wait", Math.min(leftMs, LONGEST_WAIT_MS));
  }
}

/** The connections that are meant, each of which is there. */
async function resolve(
  { connectionIds, groupId, filter }: MaintenanceWindowInput,
  { client, signal }: StepTools,
): Promise<string[]> {
  const ids =
    connectionIds === undefined ? await listed(client, signal, groupId, filter) : [...new Set(connectionIds)];
  if (connectionIds !== undefined)
    await forEachAtOnce(AT_ONCE, ids, async (id) => {
      await client.connections.retrieve(id, { signal });
    });
  if (ids.length > 0) return ids;
  throw new StepFailure({
    kind: "nothingChosen",
    message: "No connection is meant by this choice.",
    status: 404,
  });
}

async function listed(
  client: FivetranClient,
  signal: AbortSignal,
  groupId: string | undefined,
  filter: string | undefined,
): Promise<string[]> {
  const wanted = filterOf(filter ?? "");
  const names = new Map<string, string>();
  if (wanted.terms.some(({ key }) => key === "group"))
    for await (const { id, name } of client.groups.list({ signal }))
      if (id !== undefined) names.set(id, name ?? "");
  const ids: string[] = [];
  const list = client.connections.list(groupId === undefined ? {} : { groupId }, { signal });
  for await (const connection of list) {
    const { id, schema = "", service = "", paused = false, status } = connection;
    if (id === undefined) continue;
    const group = connection.groupId ?? "";
    const filtered = {
      id,
      groupId: group,
      groupName: names.get(group),
      schema,
      service,
      paused,
      setupState: status?.setupState ?? "",
      syncState: status?.syncState ?? "",
    };
    if (matchesFilter(wanted, filtered)) ids.push(id);
  }
  return ids;
}

function filterOf(text: string): ConnectionFilter {
  const parsed = parseFilter(text);
  if ("value" in parsed) return parsed.value;
  throw new StepFailure({
    kind: "filter",
    message: `The filter is not understood: ${parsed.problem}`,
    status: 400,
  });
}
