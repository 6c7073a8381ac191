/**
 * Refuses to be the second copy of this package in a process: two would have two rate limiters, two sets of locks and two memories of a
 * run. Every module that the package exports imports this one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Copy {
  readonly folder: string;
  readonly version: string;
}

const KEY = Symbol.for("@pulumi-fivetran/core");

/** The global object holds the copy that was loaded first. */
type Holder = { [KEY]?: Copy };

/** @throws Error when another copy was loaded before, with both paths and what mends it */
export function claimProcess(copy: Copy, holder: Holder = globalThis as Holder): void {
  const first = holder[KEY];
  if (first === undefined) {
    holder[KEY] = copy;
    return;
  }
  if (first.folder === copy.folder) return;
  throw new Error(
    `@pulumi-fivetran/core is loaded twice in this process: version ${first.version} from ${first.folder}, and version ${copy.version} from ` +
      `${copy.folder}. Two copies would not share rate limits and locks. Give every package that uses pulumi-fivetran the same version of it ` +
      "and install again; `npm ls @pulumi-fivetran/core` shows which package brings which copy.",
  );
}

const folder = join(__dirname, "..");
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
claimProcess({ folder, version });
