/** Where progress lines go. */
export type Say = (line: string) => void;

/** Writes a line to standard error, so that a command's standard output stays its own. */
export const sayOnStderr: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** How often a step that is still running says so, in milliseconds. */
const REMINDER_MS = 15_000;

/** A duration for people: `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Runs one long step: says what starts, every 15 seconds that it is still going, and how long it took.
 * A failure is passed on as it is.
 */
export async function step<T>(title: string, work: () => Promise<T>, say: Say = sayOnStderr): Promise<T> {
  const started = Date.now();
  const elapsed = (): string => formatDuration(Date.now() - started);
  say(`${title} ...`);
  const reminder = setInterval(() => say(`  still at it, ${elapsed()}`), REMINDER_MS);
  try {
    const result = await work();
    say(`  done in ${elapsed()}`);
    return result;
  } catch (error) {
    say(`  failed after ${elapsed()}`);
    throw error;
  } finally {
    clearInterval(reminder);
  }
}
