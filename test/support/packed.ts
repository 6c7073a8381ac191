import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Packs workspaces of this repository, as they are built, into a folder. Answers the files, in the order asked for. */
export async function pack(folder: string, ...workspaces: readonly string[]): Promise<string[]> {
  const chosen = workspaces.flatMap((name) => ["-w", name]);
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder, ...chosen], {
    cwd: root,
  });
  return filesOf(JSON.parse(stdout)).map((file) => join(folder, file));
}

/** Installs packages into a project: packed files, or `name@version`. */
export async function install(project: string, ...packages: readonly string[]): Promise<void> {
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], { cwd: project });
}

/** `npm pack --json` answers a list of packages in npm 10, an object by package name in npm 11. */
function filesOf(answer: unknown): string[] {
  const entries = Array.isArray(answer) ? answer : Object.values(answer as object);
  return entries.map((entry) => (entry as { filename: string }).filename);
}
