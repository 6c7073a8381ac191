/** Waiting for the person who signs in to a source in a browser; nothing but that person can do it. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { CheckFailure, Context, Properties } from "../../contract";
import { HandlerError } from "../../errors/problem";
import type { CallContext } from "../../run/callContext";
import { milliseconds } from "../../run/deadline";
import { lacksAuthorization } from "../../setup/outcome";
import { knownText } from "../../values/unknown";
import { setupStateOf } from "./api";
import type { ConnectorInputs } from "./inputs";

/** Soon at first, because whoever starts the run may have the browser open; later seldom, because each poll is a call. */
const FIRST_POLL_MS = 2_000;
const SLOWEST_POLL_MS = 30_000;
const SLOWING = 1.5;

/** A Connect Card lives a day: who has not come by then comes no more. */
const LONGEST_WAIT = "24h";

/** What came of a wait. */
export interface Waited {
  /** What to say where nobody came; undefined where the setup has changed. */
  readonly inVain: string | undefined;
}

/**
 * Polls a connection until its setup is no longer `incomplete`, where only a person's authorization is missing. What Fivetran's
 * tests say then is for the caller to find out.
 *
 * @param live What a create, an update or a test answered, with its tests.
 * @returns undefined where there was nothing to wait for
 * @throws Error when the run is cancelled
 */
export async function awaitAuthorization(
  live: Connection,
  inputs: ConnectorInputs,
  call: CallContext,
): Promise<Waited | undefined> {
  const { context } = call;
  const { awaitAuthorization: patience = "0s" } = inputs;
  const lacks = lacksAuthorization({ setupState: setupStateOf(live), tests: live.setupTests });
  if (milliseconds(patience) === 0 || !lacks) return undefined;
  const end = context.now() + milliseconds(patience);
  const until = new Date(end).toISOString();
  call.deadline.extend(milliseconds(patience));
  const message = `waits until ${until} (${patience}) for somebody to authorize connection '${live.id}': ${howToAuthorize(live.id)}`;
  context.notify({ severity: "info", path: [], message });
  for (let pause = FIRST_POLL_MS; context.now() < end; pause = Math.min(pause * SLOWING, SLOWEST_POLL_MS)) {
    await sleep(Math.min(pause, end - context.now()), live.id, context);
    const state = setupStateOf(await context.client.connections.retrieve(live.id, call.options));
    if (state !== undefined && state !== "incomplete") return { inVain: undefined };
  }
  return { inVain: `Nobody authorized it until ${until} (\`awaitAuthorization: "${patience}"\`).` };
}

/** What a person can do, for messages. */
export function howToAuthorize(connectionId: string): string {
  return (
    `open it in Fivetran's dashboard, or make a Connect Card for it (\`connectCard("${connectionId}", { redirectUri })\` of ` +
    "pulumi-fivetran) and send its address to the person who has the account"
  );
}

/** Without tests nobody can tell what a setup lacks, and so not whom it waits for. */
export function authorizationFailures(inputs: Properties): CheckFailure[] {
  const patience = knownText(inputs["awaitAuthorization"]);
  const path = ["awaitAuthorization"];
  if (patience === undefined || milliseconds(patience) === 0) return [];
  if (milliseconds(patience) > milliseconds(LONGEST_WAIT))
    return [{ path, reason: `must be at most '${LONGEST_WAIT}', which is how long a Connect Card lives` }];
  if (inputs["setupTests"] !== "off") return [];
  const reason = 'needs the setup tests: with `setupTests: "off"` Fivetran leaves every setup incomplete';
  return [{ path, reason: `${reason}, and there is no telling what it lacks` }];
}

async function sleep(ms: number, connectionId: string, context: Context): Promise<void> {
  try {
    await context.sleep(ms);
  } catch {
    throw new HandlerError({
      summary: `the run was cancelled while connection '${connectionId}' waited for its authorization. It is kept.`,
      advice: [{ kind: "runAgain", effect: "it goes on from here" }],
    });
  }
}
