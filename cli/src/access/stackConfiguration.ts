/** The configuration of the Pulumi stack that is selected in a folder. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "../environment";
import { usageError } from "../userError";

const PROJECT = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Files of stacks that may hold credentials: by name, or from an environment of Pulumi ESC. */
const MAY_HOLD = /fivetran:|^environment:/m;

/** The folder of the Pulumi project that a folder is in; undefined where there is none. */
export function pulumiProject(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (PROJECT.some((name) => existsSync(join(at, name)))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Whether some stack of the project has settings of Fivetran in its file. Cheap: Pulumi is not run for it. */
export function mayConfigureFivetran(project: string): boolean {
  return readdirSync(project)
    .filter((name) => /^Pulumi\..+\.ya?ml$/.test(name))
    .some((name) => MAY_HOLD.test(readFileSync(join(project, name), "utf8")));
}

/**
 * The configuration of a stack, secrets decrypted, as Pulumi's own command has it.
 *
 * @param stack its name; without it, the one that is selected
 * @throws {UserError} when Pulumi is not there, no stack is selected, or the secrets cannot be decrypted
 */
export async function readStackConfiguration(
  project: string,
  stack: string | undefined,
  environment: Environment,
): Promise<Environment> {
  const args = ["config", "--json", "--show-secrets", "--non-interactive"];
  try {
    const { stdout } = await promisify(execFile)(
      "pulumi",
      [...args, ...(stack === undefined ? [] : ["--stack", stack])],
      {
        cwd: project,
        env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return valuesIn(JSON.parse(stdout));
  } catch (error) {
    throw usageError(`${whatFailed(stack)}: ${reasonOf(error)}`, HINT);
  }
}

const HINT =
  "Select a stack (pulumi stack select) and set PULUMI_CONFIG_PASSPHRASE where it needs one; or pass --profile, or --no-stack to use the environment.";

function whatFailed(stack: string | undefined): string {
  return `The configuration of ${stack === undefined ? "the selected Pulumi stack" : `the Pulumi stack ${stack}`} cannot be read`;
}

/** What Pulumi says on standard error, which holds no secret: those are on standard output only. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return "what pulumi wrote is not JSON";
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "there is no pulumi on the PATH";
  const said = "stderr" in error && typeof error.stderr === "string" ? error.stderr.trim() : "";
  return said === ""
    ? "pulumi config failed"
    : said
        .split("\n")
        .slice(0, 3)
        .join(" ")
        .replace(/^error: /, "");
}

function valuesIn(config: unknown): Environment {
  if (typeof config !== "object" || config === null) return {};
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, entry]: [string, unknown]) => {
      const value = typeof entry === "object" && entry !== null && "value" in entry ? entry.value : undefined;
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}
