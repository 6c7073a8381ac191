/** What of the machine is looked at: programs and packages. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Surroundings } from "../../surroundings";
import { version } from "../../version";

/** One thing that was looked at, as `--json` shows it. */
export interface Finding {
  readonly check: string;
  readonly status: "ok" | "warning" | "failed" | "skipped";
  readonly detail: string;

  /** What to do about it. */
  readonly hint: string | null;
}

const LEAST_NODE = [22, 13] as const;

/** From here on Pulumi's engine does what the provider needs. */
const LEAST_PULUMI = [3, 220] as const;

export function nodeFinding(installed: string): Finding {
  const isEnough = isAtLeast(installed, LEAST_NODE);
  return {
    check: "Node.js",
    status: isEnough ? "ok" : "failed",
    detail: installed,
    hint: isEnough ? null : `Install Node.js ${LEAST_NODE.join(".")} or later.`,
  };
}

export async function pulumiFinding({ environment, signal }: Surroundings): Promise<Finding> {
  const check = "Pulumi";
  try {
    const { stdout } = await promisify(execFile)("pulumi", ["version"], {
      env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
      signal,
    });
    const installed = stdout.trim().replace(/^v/, "");
    if (isAtLeast(installed, LEAST_PULUMI)) return { check, status: "ok", detail: installed, hint: null };
    return {
      check,
      status: "warning",
      detail: installed,
      hint: `pulumi-fivetran needs Pulumi ${LEAST_PULUMI.join(".")} or later.`,
    };
  } catch (error) {
    if (signal.aborted) throw error;
    const hint =
      "It is needed for 'pulumi up', not for fivetranctl itself: https://www.pulumi.com/docs/install";
    return { check, status: "skipped", detail: "there is none on the PATH", hint };
  }
}

/** Ours, which have one version, and those that are loaded on first use, with what needs them. */
const OURS = [
  "pulumi-fivetran",
  "@pulumi-fivetran/sdk",
  "@pulumi-fivetran/operations",
  "@pulumi-fivetran/engine",
];
const OPTIONAL: Readonly<Record<string, string>> = {
  "@duckdb/node-api": "connector run",
  "@dbos-inc/dbos-sdk": "operations on a database",
  pg: "operations on a database",
};

/** @param folder whose packages are looked at */
export function packageFindings(folder: string): Finding[] {
  const own = version();
  return [
    { check: "@pulumi-fivetran/cli", status: "ok", detail: own, hint: null },
    ...OURS.map((name): Finding => {
      const installed = versionOf(name, folder);
      if (installed === undefined)
        return { check: name, status: "skipped", detail: "not installed here", hint: null };
      const isSame = installed === own;
      const hint = isSame
        ? null
        : `All packages of this project have one version: npm install ${name}@${own}`;
      return { check: name, status: isSame ? "ok" : "warning", detail: installed, hint };
    }),
    ...Object.entries(OPTIONAL).map(([name, use]): Finding => {
      const installed = versionOf(name, folder);
      return installed === undefined
        ? { check: name, status: "skipped", detail: `not installed; for ${use}`, hint: null }
        : { check: name, status: "ok", detail: installed, hint: null };
    }),
  ];
}

/** A package may not export its package.json, so it is looked for in the folders where Node would look. */
function versionOf(name: string, folder: string): string | undefined {
  const places = createRequire(join(folder, "package.json")).resolve.paths(name) ?? [];
  for (const place of [...places, join(dirname(__dirname), "..", "..", "..", "node_modules")]) {
    const file = join(place, name, "package.json");
    if (existsSync(file))
      return (JSON.parse(readFileSync(file, "utf8")) as { readonly version?: string }).version;
  }
  return undefined;
}

function isAtLeast(installed: string, least: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = installed.split(".").map((part) => Number.parseInt(part, 10));
  return major > least[0] || (major === least[0] && minor >= least[1]);
}
