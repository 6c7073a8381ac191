/** Wanted against upstream: what has to be sent, what must not be, and what cannot be known. */

import { lockOn } from "../upstream/locks";
import type { LiveNode, Upstream } from "../upstream/upstream";
import type { Setting, Value } from "../wants/elements";
import type { Wanted } from "../wants/wanted";

export interface Difference extends Wanted {
  readonly found: Value;
}

export interface Locked extends Wanted {
  /** Why Fivetran does not let it be changed. */
  readonly because: string;
}

export interface Comparison {
  readonly differing: readonly Difference[];
  /** Differ too, but the lock of their element forbids them. */
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
    const because = live === "unreadable" ? undefined : lockOn(live, setting.property);
    if (because !== undefined) {
      locked.push({ ...setting, because });
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
