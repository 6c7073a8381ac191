/** Operations are an optional package: what changes states durably is loaded when it is used. */

import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type * as Operations from "@pulumi-fivetran/operations";
import type { Environment } from "../../environment";
import { UserError } from "../../userError";

const PACKAGE = "@pulumi-fivetran/operations";

/** @throws {UserError} that says what to install */
export async function loadOperations(): Promise<typeof Operations> {
  try {
    return await import("@pulumi-fivetran/operations");
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UserError(
      `A state is changed by the package ${PACKAGE}, which is not installed. Nothing was sent.`,
      {
        hint: `Run: npm install ${PACKAGE}`,
        cause: error,
      },
    );
  }
}

/** The package itself is missing, not something that it needs. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return (
    ["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"].includes(String(error.code)) &&
    error.message.includes(PACKAGE)
  );
}

/** Where unfinished operations and the states before them are kept; the folder is its owner's alone. */
export function operationsFolder(given: string | undefined, environment: Environment): string {
  const base = environment["XDG_STATE_HOME"] || join(environment["HOME"] || homedir(), ".local", "state");
  const folder = given ?? join(base, "fivetranctl", "operations");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
