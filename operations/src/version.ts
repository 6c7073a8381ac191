import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of this package, from its package.json, which lies beside the folder of this file both in source and when built. */
export function version(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  // npm makes no package without one.
  return (JSON.parse(text) as { readonly version: string }).version;
}
