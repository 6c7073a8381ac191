import { installEngine, installedEngine } from "./fromInstaller.ts";
import { engineFromPath } from "./fromPath.ts";
import { buildEngine, builtEngine } from "./fromSource.ts";
import { type Say, sayOnStderr } from "./progress.ts";
import { MINIMUM_VERSION } from "./version.ts";

/** A Pulumi engine that can run programs on this machine. */
export interface Engine {
  /** Path of the `pulumi` executable. */
  pulumi: string;
  /** `path`: the user's own; `installed`: by Pulumi's installer into our cache; `built`: from Go modules, with a stand-in language host. */
  source: "path" | "installed" | "built";
  /** Without a "v". */
  version: string;
  /** The folder to put at the front of the PATH, so that the engine finds its own language host. */
  path: string;
}

/** One way to come by an engine. Rejects with the reason when it is not to be had that way. */
export interface Way {
  name: string;
  find: (say: Say) => Promise<Engine>;
}

/** No way led to an engine. The message lists every way with its reason. */
export class NoEngineError extends Error {
  override readonly name = "NoEngineError";
}

/** The ways in order: what is there already before what takes minutes. */
const WAYS: readonly Way[] = [
  { name: "on the PATH", find: () => engineFromPath() },
  { name: "installed in the cache", find: installedEngine },
  { name: "built in the cache", find: builtEngine },
  { name: "by Pulumi's installer", find: installEngine },
  { name: "built with Go", find: buildEngine },
];

/** Takes the first way that leads to an engine. Throws NoEngineError when none does. */
export async function firstEngine(ways: readonly Way[], say: Say): Promise<Engine> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way.find(say);
    } catch (error) {
      reasons.push(`  ${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new NoEngineError(
    `No Pulumi engine could be found or made:\n${reasons.join("\n")}\n` +
      `Install Pulumi ${MINIMUM_VERSION} or later (https://www.pulumi.com/docs/install/), or Go, and run this again.`,
  );
}

let found: Promise<Engine> | undefined;

/**
 * Finds a Pulumi engine, or makes one: the user's own, one from the cache, one by Pulumi's installer, one built with Go, in this order.
 * The first time on a machine takes minutes and says so. Asked again in one process, it gives the same answer.
 * Rejects with NoEngineError.
 */
export function findEngine(say: Say = sayOnStderr): Promise<Engine> {
  found ??= firstEngine(WAYS, say);
  return found;
}
