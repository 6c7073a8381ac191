import { expect } from "vitest";
import { OperationsRun } from "./operationsRun";

/**
 * Sets so many states at once by two processes on one database, of which one is killed in the midst: the other does all of it.
 *
 * @param many an even number
 */
export async function takeOver(database: string, many: number): Promise<void> {
  const run = await OperationsRun.start({ database, many });
  try {
    const ids = Array.from({ length: many }, (_, index) => `many_${index}`);
    const [doomed, others] = [ids.slice(0, many / 2), ids.slice(many / 2)];
    const paused = new Set<string>();
    let kill: (() => void) | undefined;
    run.server.control.onJournal(({ method, path, status }) => {
      if (method === "PATCH" && status === 200 && doomed.some((id) => path.endsWith(`/${id}`)))
        paused.add(path);
      if (paused.size >= many / 4) kill?.();
    });
    const first = run.run({ update: doomed }, (how) => {
      kill = how;
    });
    const second = run.run({ update: others });
    expect(await first).toBeUndefined();
    expect((await second)?.failures).toEqual([]);
    kill = undefined;
    // Whatever the dead process had begun.
    const last = await run.run({});
    const begun = last?.operations.length ?? 0;
    expect(begun).toBeGreaterThanOrEqual(many / 2 + many / 4);
    expect(last?.operations.map(({ status }) => status)).toEqual(Array(begun).fill("succeeded"));
    expect(last?.holds).toEqual([]);
    for (const { connectionId = "" } of last?.operations ?? []) {
      expect(await run.get(`connections/${connectionId}`)).toMatchObject({ paused: false });
      expect(await run.get(`connections/${connectionId}/state`)).toEqual({ state: { cursor: 2 } });
      const writes = run
        .writes()
        .filter((write) => write.includes(`/${connectionId} `) || write.includes(`/${connectionId}/`));
      // One may be repeated where its process was killed, and none elsewhere.
      expect(writes.length, writes.join("\n")).toBeLessThanOrEqual(doomed.includes(connectionId) ? 4 : 3);
    }
  } finally {
    await run.stop();
  }
}
