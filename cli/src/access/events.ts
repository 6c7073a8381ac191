import type { ClientEvent, FivetranClientOptions } from "@pulumi-fivetran/sdk";
import { durationText } from "../output/times";
import type { Terminal } from "../terminal";

/** Waits shorter than this are not worth a line. @unit milliseconds */
const WORTH_TELLING_MS = 5_000;

/** Tells long waits and parts of answers that could not be read; with `debug` every request too. Events hold no secret. */
export function tellEvents(
  terminal: Terminal,
  debug: boolean,
): NonNullable<FivetranClientOptions["onEvent"]> {
  return (event) => {
    const line = lineOf(event, debug);
    if (line !== undefined) terminal.say(line);
  };
}

function lineOf(event: ClientEvent, debug: boolean): string | undefined {
  const call = `${event.method} ${event.path}`;
  switch (event.type) {
    case "request":
      return undefined;
    case "response": {
      if (!debug) return undefined;
      const { status, reason, durationMs, requestId, rateLimit, rateLimitRemaining } = event;
      const facts = [
        `${Math.round(durationMs)} ms`,
        ...(requestId === undefined ? [] : [`request ${requestId}`]),
        ...(rateLimitRemaining === undefined
          ? []
          : [`${rateLimitRemaining} of ${rateLimit ?? "?"} calls left this hour`]),
      ];
      return `debug: ${call}: ${status ?? reason ?? "no answer"} (${facts.join(", ")})`;
    }
    case "retry":
      if (!debug && event.delayMs < WORTH_TELLING_MS) return undefined;
      return `note: ${call}: ${event.reason}; trying again in ${durationText(event.delayMs)}`;
    case "unknownSetting":
      return `warning: ${event.service} has no setting '${event.setting}' that this version knows; it is sent as it is.`;
    case "unreadable":
      return `warning: ${call}: ${event.place} could not be read (${event.problem})${event.count > 1 ? `, in ${event.count} places` : ""}.`;
  }
}
