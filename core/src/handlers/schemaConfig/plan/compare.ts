/** Wanted against upstream: what has to be sent, what must not be, and what cannot be known. */

import { NONE } from "../../../fields/rowFilter";
import { type Obstacle, obstacleTo, type WantedAt, wantedAt } from "../upstream/filters";
import { lockOn } from "../upstream/locks";
import type { LiveNode, Upstream } from "../upstream/upstream";
import { type Property, pathOf, type Setting, type Value } from "../wants/elements";
import { filterFound, isSameValue } from "../wants/values";
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
  /** Differ too, but are not sent: the lock of their element forbids them, or Fivetran would remove a row filter again. */
  readonly locked: readonly Locked[];
  /** Nobody can say whether they differ. */
  readonly unreadable: readonly Wanted[];
  /** A rule matches elements that do not have its setting: there is nothing to send, and no fault. */
  readonly inapplicable: readonly Wanted[];
  /** Row filters of rules for tables that may lack their columns, and whose columns could not be read. */
  readonly undecided: readonly Wanted[];
}

type Fate = keyof Comparison | "same";

interface Judged {
  readonly fate: Fate;
  readonly found?: Value | undefined;
  readonly because?: string;
}

/**
 * Settings of elements that are missing upstream are in no list: there is nothing to compare, nor to send to.
 *
 * @param isProof `wanted` is what was sent, and upstream what came of it
 */
export function compare(wanted: readonly Wanted[], upstream: Upstream, isProof = false): Comparison {
  const differing: Difference[] = [];
  const locked: Locked[] = [];
  const rest = { unreadable: [] as Wanted[], inapplicable: [] as Wanted[], undecided: [] as Wanted[] };
  let wants: WantedAt | undefined;
  for (const setting of wanted) {
    const live = upstream.find(setting.element);
    if (live === "missing") continue;
    const judge = (): Judged => {
      if (setting.property !== "rowFilter" || isProof) return judged(setting, live, upstream);
      wants ??= wantedAt(wanted);
      return judgedFilter(setting, live, upstream, wants);
    };
    const { fate, found, because } = judge();
    if (fate === "same") continue;
    if (fate === "differing") {
      if (found !== undefined) differing.push({ ...setting, found });
    } else if (fate === "locked") locked.push({ ...setting, because: because ?? "" });
    else rest[fate].push(setting);
  }
  return { differing, locked, ...rest };
}

function judged(setting: Wanted, live: LiveNode | "unreadable", upstream: Upstream): Judged {
  if (live === "unreadable") return { fate: "unreadable" };
  const found = valueAt(setting, live, upstream);
  if (isSameValue(found, setting.value)) return { fate: "same" };
  const because = lockOn(live, setting.property);
  if (because !== undefined) return { fate: "locked", because };
  if (setting.reason === "rule" && !canHave(found, live, setting)) return { fate: "inapplicable" };
  return found === undefined ? { fate: "unreadable" } : { fate: "differing", found };
}

/** What stands in the way of a filter decides before what is there: Fivetran removes it with the next change. */
function judgedFilter(
  setting: Wanted,
  live: LiveNode | "unreadable",
  upstream: Upstream,
  wants: WantedAt,
): Judged {
  const plain = judged(setting, live, upstream);
  if (live === "unreadable") return plain;
  const obstacle = obstacleTo(setting.value, setting.element, live, upstream, wants);
  if (obstacle?.kind === "removed") return { fate: "locked", because: obstacle.because };
  return plain.fate === "differing" && obstacle !== undefined
    ? blocked(setting, obstacle, plain, upstream)
    : plain;
}

/** A rule concerns the tables that can have its filter; a filter of a name that cannot be set is told by the discovery. */
function blocked(
  { element, reason }: Wanted,
  obstacle: Obstacle,
  differing: Judged,
  upstream: Upstream,
): Judged {
  if (reason !== "rule") {
    return obstacle.kind === "noColumn"
      ? { fate: "locked", because: `the table has no column '${obstacle.column}', which the filter needs` }
      : differing;
  }
  const [schema, table] = element;
  const mayBeRead = table !== undefined && upstream.hasColumnsConfig([schema, table]);
  return { fate: obstacle.kind === "unread" && mayBeRead ? "undecided" : "inapplicable" };
}

/** What is there. Undefined where Fivetran does not return it, or not in a form that can be read. */
function valueAt({ element, property }: Setting, live: LiveNode, upstream: Upstream): Value | undefined {
  if (property !== "rowFilter" && property !== "targetDataType") return live[property];
  const found =
    property === "rowFilter" ? live.rowFilter && filterFound(live.rowFilter) : live.targetDataType;
  return found ?? (upstream.isUnreadable(pathOf(element, property)) ? undefined : NONE);
}

/** A program that names an element knows it; a rule may match tables whose mode cannot be switched, or not to this one. */
function canHave(found: Value | undefined, live: LiveNode, { value, property }: Setting): boolean {
  if (found === undefined) return OPTIONAL.includes(property);
  return value !== "HISTORY" || live.supportsHistoryMode !== false;
}

/** What an element may have without Fivetran's saying so. */
const OPTIONAL: readonly Property[] = ["rowFilter", "targetDataType"];
