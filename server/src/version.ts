import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The version of this package, from its package.json, which lies beside the folder of this file both in source and when built. */
export function version(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
