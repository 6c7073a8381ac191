import type { Surroundings } from "../../surroundings";
import { type ChangeOptions, changeConnections } from "../writes/change";

export function pause(
  words: readonly string[],
  options: ChangeOptions,
  surroundings: Surroundings,
): Promise<void> {
  return changeConnections(words, options, surroundings, {
    verb: "pause",
    async change({ client, signal }, { id, connection }) {
      if (connection.paused === true) return { outcome: "unchanged", detail: "paused already" };
      await client.connections.pause(id, { signal });
      return { outcome: "changed", detail: "paused" };
    },
  });
}

export function resume(
  words: readonly string[],
  options: ChangeOptions,
  surroundings: Surroundings,
): Promise<void> {
  return changeConnections(words, options, surroundings, {
    verb: "resume",
    async change({ client, signal }, { id, connection }) {
      if (connection.paused === false) return { outcome: "unchanged", detail: "not paused" };
      const { status } = await client.connections.resume(id, { signal });
      const setup = status?.setupState;
      const isReady = setup === undefined || setup === "connected";
      return {
        outcome: "changed",
        detail: isReady ? "syncs by its schedule" : `its setup is ${setup}: it syncs once that is mended`,
      };
    },
  });
}
