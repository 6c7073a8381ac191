import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "@pulumi-fivetran/sdk";
import type { Environment } from "./environment";
import { EXIT } from "./exitCodes";
import { type Ask, askAt } from "./output/ask";
import { type Guard, guarded } from "./output/guard";
import { TERMINAL, type Terminal } from "./terminal";

/** What a command has of its surroundings. Tests hand in their own. */
export interface Surroundings {
  /** Blanks out what was given to its `hide`. */
  readonly terminal: Guard;

  readonly environment: Environment;

  /** The folder that relative paths and the Pulumi project are looked for in. */
  readonly folder: string;

  readonly clock: Clock;

  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;

  /** Asks the person at the terminal; undefined where nobody can be asked: in a pipe, and in CI. */
  readonly ask: Ask | undefined;
}

/** What may be given in place of what this process has. */
export type GivenSurroundings = Partial<Omit<Surroundings, "terminal">>;

/** Those of this process, with what is given in their place. */
export function surroundingsOf(terminal: Terminal = TERMINAL, given: GivenSurroundings = {}): Surroundings {
  const { environment = process.env, folder = process.cwd(), clock = SYSTEM_CLOCK } = given;
  return {
    terminal: guarded(terminal),
    environment,
    folder,
    clock,
    // Asked for by commands that end in order at Ctrl-C; the others it simply ends.
    get signal() {
      return given.signal ?? interruption();
    },
    ask: "ask" in given ? given.ask : askAt(terminal, environment),
  };
}

let interrupted: AbortController | undefined;

function interruption(): AbortSignal {
  if (interrupted !== undefined) return interrupted.signal;
  const controller = new AbortController();
  interrupted = controller;
  process.on("SIGINT", () => {
    // The second time the person means it.
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  return controller.signal;
}

const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
};
