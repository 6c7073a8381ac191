/** What a user is told about following the policy (`undeclared: "followPolicy"`), besides what it switches. */
import type { Notice, Properties } from "../../../contract";
import { type Problem, warningOf } from "../../../errors/problem";
import { formatPath } from "../../../values/propertyPath";
import type { Table, Upstream } from "../upstream/upstream";
import { type Declaration, followedPolicy, tablesBeyondPolicy } from "../wants/wanted";
import { unreadOf, unreadTablesProblem, unruledProblem } from "./rule";

const NAMED_AT_MOST = 20;

const SUBJECT = 'The policy that `undeclared: "followPolicy"` follows';

/** For a creation: the engine asks nothing of it but its check, so that its preview can list nothing. */
export function lookAheadNotices({ undeclared }: Properties): Notice[] {
  if (undeclared !== "followPolicy") return [];
  const message =
    "acts on what exists: the creation looks at the columns of every synced table (a call a table) and says what it enables and disables. No preview of a creation can";
  return [{ severity: "info", path: ["undeclared"], message }];
}

/**
 * What an apply fails with that cannot see all columns which have to follow the policy: what it would keep out may be synced. Undefined
 * where it sees all.
 *
 * @param tables those whose columns all have to be known
 */
export function unfollowedProblem(
  declaration: Declaration,
  tables: readonly Table[],
  upstream: Upstream,
): Problem | undefined {
  const unread = unfollowed(declaration, tables, upstream);
  if (unread.length === 0) return undefined;
  return unreadTablesProblem(
    SUBJECT,
    unread,
    upstream,
    'A table that can never be read: disable it by name, or leave what is not named alone (`undeclared: "keep"`).',
  );
}

/** The same for a refresh or a preview, which cannot fail. */
export function unfollowedTablesNotices(
  declaration: Declaration,
  tables: readonly Table[],
  upstream: Upstream,
): Notice[] {
  const unread = unfollowed(declaration, tables, upstream);
  if (unread.length === 0) return [];
  return [warningOf({ ...unruledProblem(SUBJECT, unread, upstream), path: ["undeclared"] })];
}

/** Tables that let none of their columns be left out, under a policy that would leave out all that are not named. */
export function beyondPolicyNotices(declaration: Declaration, upstream: Upstream): Notice[] {
  const tables = tablesBeyondPolicy(declaration, upstream);
  if (tables.length === 0) return [];
  const names = tables.slice(0, NAMED_AT_MOST).map((table) => formatPath(table));
  const more = tables.length > NAMED_AT_MOST ? `, and ${tables.length - NAMED_AT_MOST} more` : "";
  const message = `cannot hold for the columns of ${names.join(", ")}${more}, which Fivetran does not let anyone configure: all of them are synced`;
  return [{ severity: "warning", path: ["undeclared"], message }];
}

function unfollowed(declaration: Declaration, tables: readonly Table[], upstream: Upstream): Table[] {
  return followedPolicy(declaration, upstream) === undefined ? [] : unreadOf(tables, upstream);
}
