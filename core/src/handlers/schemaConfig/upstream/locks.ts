/** What a lock forbids, and why (decisions/0019-what-a-lock-forbids.md). */
import { type EnabledPatchSettings, escapeControls } from "@pulumi-fivetran/sdk";
import type { Property } from "../wants/elements";
import type { LiveNode } from "./upstream";

/** The reason for an element that has left the source. */
export const DELETED = "it was deleted at the source";

const REASONS: Readonly<Record<string, string>> = {
  SYSTEM_TABLE: "it is a system table",
  SYSTEM_COLUMN: "it is a system column",
  DELETED,
};

/** Columns of Fivetran's own, and what is not there any more: there is nothing of the user's to set. */
const NOTHING_TO_SET: readonly (string | undefined)[] = ["SYSTEM_COLUMN", "DELETED"];

/**
 * Why a property of an element cannot be sent; undefined where it can. A lock is about `enabled` alone, so a primary key that
 * cannot be left out can still be hashed.
 */
export function lockOn({ enabledPatchSettings: lock }: LiveNode, property: Property): string | undefined {
  if (lock === undefined || lock.allowed !== false) return undefined;
  return property === "enabled" || NOTHING_TO_SET.includes(lock.reasonCode) ? reasonOf(lock) : undefined;
}

/** True for what has left the source: nothing of it arrives, whatever it is set to, and nothing of it can be looked up. */
export function hasLeft({ enabledPatchSettings: lock }: LiveNode): boolean {
  return lock?.allowed === false && lock.reasonCode === "DELETED";
}

/** Fivetran gives a text of its own only for what its codes do not say. */
function reasonOf({ reason, reasonCode }: EnabledPatchSettings): string {
  if (reason !== undefined) return escapeControls(reason);
  return REASONS[reasonCode ?? ""] ?? reasonCode ?? "Fivetran gives no reason";
}
