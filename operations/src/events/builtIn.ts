import { spawn } from "node:child_process";
import type { EventHandler, WebhookEvent } from "@pulumi-fivetran/sdk/webhooks";
import { type EventHandlers, HANDLER_NAMES, OWN_EVENTS } from "./handlers";

/** How long what is called may take. @unit milliseconds */
const LIMIT_MS = 30_000;

/** The handlers that need no code: each is given by the owner of the machine, never by a request. */
export interface BuiltIn {
  /** A Slack-compatible incoming webhook, told of failed syncs and of pauses that last too long. */
  readonly slackUrl?: string | undefined;

  /** An address to which every event is posted as JSON. */
  readonly postUrl?: string | undefined;

  /** A program that is run for every event, which it reads as JSON from its standard input. */
  readonly command?: string | undefined;
}

/** The handlers of a module of the user's, and those that are built in. */
export function allHandlers(own: EventHandlers, { slackUrl, postUrl, command }: BuiltIn): EventHandlers {
  const onEvent = together([
    own.onEvent,
    postUrl === undefined ? undefined : (event) => post(postUrl, event),
    command === undefined ? undefined : (event) => run(command, event),
  ]);
  const slack: EventHandler | undefined =
    slackUrl === undefined ? undefined : (event) => post(slackUrl, { text: wordsOf(event) });
  const onSyncError = together([own.onSyncError, slack]);
  const onPauseOverdue = together([own.onPauseOverdue, slack]);
  return {
    ...own,
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(onSyncError === undefined ? {} : { onSyncError }),
    ...(onPauseOverdue === undefined ? {} : { onPauseOverdue }),
  };
}

/** @throws Error when the module does not export functions of the known names */
export async function loadHandlers(path: string): Promise<EventHandlers> {
  // A file of the owner's, in JavaScript or in TypeScript that Node.js can read.
  const loaded = (await import(path)) as Record<string, unknown>;
  const found = { ...(typeof loaded["default"] === "object" ? loaded["default"] : {}), ...loaded } as Record<
    string,
    unknown
  >;
  const handlers = HANDLER_NAMES.flatMap((name) =>
    typeof found[name] === "function" ? [[name, found[name]] as const] : [],
  );
  if (handlers.length === 0)
    throw new Error(`${path} exports none of the functions ${HANDLER_NAMES.join(", ")}.`);
  return Object.fromEntries(handlers) as EventHandlers; // Functions by those names.
}

function together(handlers: readonly (EventHandler | undefined)[]): EventHandler | undefined {
  const given = handlers.filter((each) => each !== undefined);
  if (given.length === 0) return undefined;
  return async (event) => {
    for (const handler of given) await handler(event);
  };
}

function wordsOf(event: WebhookEvent): string {
  const { connectorName, connectorId = "a connection", data } = event;
  if (event.event === OWN_EVENTS.pauseOverdue)
    return `${connectorId} has been paused by an operation since ${String(data?.["since"])}, for longer than it should be`;
  const reason = typeof data?.["reason"] === "string" ? `: ${data["reason"]}` : "";
  return `A sync of ${connectorName ?? connectorId} has failed${reason}`;
}

/** Posts JSON. What it throws says nothing of the address, which may hold a token or a password. */
async function post(address: string, body: object): Promise<void> {
  const { url, headers } = withoutPassword(address);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(LIMIT_MS),
    redirect: "error",
  }).catch((error: unknown) => {
    throw new Error(`The address could not be asked: ${reasonOf(error)}.`);
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The address answered ${answer.status}.`);
}

/** A user and a password in an address are sent as Basic authentication: `fetch` takes no such address. */
function withoutPassword(address: string): { url: string; headers: Record<string, string> } {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new Error("The address is not a URL.");
  }
  const { username, password } = url;
  if (username === "" && password === "") return { url: url.href, headers: {} };
  url.username = "";
  url.password = "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url: url.href, headers: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` } };
}

/** A code such as ECONNREFUSED: messages repeat the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  const code: unknown =
    typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : error.name;
}

function run(command: string, event: WebhookEvent): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { stdio: ["pipe", "ignore", "ignore"], shell: false, timeout: LIMIT_MS });
    child.once("error", () => reject(new Error(`The command ${command} could not be run.`)));
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The command ${command} ended with ${code ?? "a signal"}.`)),
    );
    child.stdin.on("error", () => undefined);
    child.stdin.end(JSON.stringify(event));
  });
}
