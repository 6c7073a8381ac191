import { isCi } from "../environment";
import type { Surroundings } from "../surroundings";

/** Lines that are shown while something goes on. */
export interface Live {
  /** Shows lines in place of those before. */
  update(lines: readonly string[]): void;

  /** Leaves the lines on the screen, or takes them off it. */
  end(how: "leave" | "clear"): void;
}

/**
 * On a terminal, a block of lines that changes in place; in a pipe and in CI, each line that is new, once. Both on standard error, so that
 * results can be piped.
 */
export async function liveLines({ terminal, environment }: Surroundings): Promise<Live> {
  if (terminal.messages === undefined || isCi(environment)) return said(terminal.say);
  const { createLogUpdate } = await import("log-update");
  const log = createLogUpdate(process.stderr);
  return {
    update: (lines) => log(lines.join("\n")),
    end: (how) => (how === "clear" ? log.clear() : log.done()),
  };
}

function said(say: (line: string) => void): Live {
  let before = new Set<string>();
  return {
    update(lines) {
      for (const line of lines) if (!before.has(line)) say(line);
      before = new Set(lines);
    },
    end: () => undefined,
  };
}
