import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const server = fileURLToPath(new URL("../../../server/dist/index.js", import.meta.url));

/** Starts a server in a process of its own, and tells what it had loaded then, and after a first call. */
const PROGRAM = `
const { startServer } = require(${JSON.stringify(server)});
const loaded = () => Object.keys(require.cache);
startServer().then(async (server) => {
  const atStart = loaded();
  const response = await fetch(server.url + "/v1/groups", { headers: { authorization: "Basic " + btoa("local-key:local-secret") } });
  console.log(JSON.stringify({ atStart, later: loaded(), status: response.status }));
  await server.stop();
});
`;

describe("what a server loads", () => {
  const { atStart, later, status } = JSON.parse(
    execFileSync(process.execPath, ["-e", PROGRAM], { encoding: "utf8" }),
  ) as { atStart: string[]; later: string[]; status: number };

  it("to start is neither an operation nor a model, nor what reads seeds or checks bodies", () => {
    for (const heavy of [
      /[\\/]zod[\\/]/,
      /[\\/]ajv[\\/]/,
      /[\\/]yaml[\\/]/,
      /server[\\/]dist[\\/]operations[\\/]/,
      /dist[\\/]page[\\/]/,
    ]) {
      expect(atStart.filter((file) => heavy.test(file))).toEqual([]);
    }
    // A start takes 37 ms: what is not needed before the first call is loaded then. It was 119 before moves, API keys and schedules by day.
    expect(atStart.length).toBeLessThan(125);
  });

  it("for its first call is the rest, but not what only a seed file needs", () => {
    expect(status).toBe(200);
    expect(later.some((file) => /dist[\\/]operations[\\/]catalog/.test(file))).toBe(true);
    expect(later.filter((file) => /[\\/]yaml[\\/]/.test(file))).toEqual([]);
  });
});
