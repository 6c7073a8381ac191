/** Wanted against upstream: what has to be sent, what must not be, and what cannot be known. */
import type { EnabledPatchSettings } from "@pulumi-fivetran/sdk";
import type { Setting, Value } from "./elements";
import type { LiveNode, Upstream } from "./upstream";
import type { Wanted } from "./wanted";

export interface Difference extends Wanted {
  readonly found: Value;
}

export interface Locked extends Wanted {
  /** Why Fivetran does not let it be changed. */
  readonly because: string;
}

export interface Comparison {
  readonly differing: readonly Difference[];
  /** Differ too, but their element is locked. Fivetran's lock speaks of `enabled`; a locked element gets nothing at all. */
  readonly locked: readonly Locked[];
  /** Nobody can say whether they differ. */
  readonly unreadable: readonly Wanted[];
  /** A rule matches elements that do not have its setting: there is nothing to send, and no fault. */
  readonly inapplicable: readonly Wanted[];
}

/** Settings of elements that are missing upstream are in no list: there is nothing to compare, nor to send to. */
export function compare(wanted: Iterable<Wanted>, upstream: Upstream): Comparison {
  const differing: Difference[] = [];
  const locked: Locked[] = [];
  const unreadable: Wanted[] = [];
  const inapplicable: Wanted[] = [];
  for (const setting of wanted) {
    const live = upstream.find(setting.element);
    if (live === "missing") continue;
    const found = live === "unreadable" ? undefined : live[setting.property];
    if (found === setting.value) continue;
    if (live !== "unreadable" && live.enabledPatchSettings?.allowed === false) {
      locked.push({ ...setting, because: lockText(live.enabledPatchSettings) });
    } else if (setting.reason === "rule" && live !== "unreadable" && !canHave(live, setting)) {
      inapplicable.push(setting);
    } else if (found === undefined) {
      unreadable.push(setting);
    } else {
      differing.push({ ...setting, found });
    }
  }
  return { differing, locked, unreadable, inapplicable };
}

/** A program that names an element knows it; a rule may match tables whose mode cannot be switched, or not to this one. */
function canHave(live: LiveNode, { property, value }: Setting): boolean {
  if (live[property] === undefined) return false;
  return value !== "HISTORY" || live.supportsHistoryMode !== false;
}

const LOCKS: Readonly<Record<string, string>> = {
  SYSTEM_TABLE: "it is a system table",
  SYSTEM_COLUMN: "it is a system column",
  DELETED: "it was deleted at the source",
};

/** Fivetran gives a text of its own only for what its codes do not say. */
function lockText({ reason, reasonCode }: EnabledPatchSettings): string {
  return reason ?? LOCKS[reasonCode ?? ""] ?? reasonCode ?? "Fivetran gives no reason";
}
