/** What a user is told about rules: what each does to what exists, and where it does nothing. */
import type { Notice } from "../../../contract";
import { type Problem, warningOf } from "../../../errors/problem";
import { NONE } from "../../../fields/rowFilter";
import { formatPath } from "../../../values/propertyPath";
import type { Table, Upstream } from "../upstream/upstream";
import { type ReadyRule, type Rule, reaches, readyRules, rulesAt } from "../wants/rules";
import { valueText } from "../wants/values";
import type { Wanted } from "../wants/wanted";
import { type Group, grouped } from "./grouped";

/** The maximum number of elements that one notice of a preview names: a rule may change thousands. */
const LISTED_AT_MOST = 500;

/** The same where nothing happens to them. */
const NAMED_AT_MOST = 20;

/** One notice for each rule and value: which elements it changes. */
export function ruleEffectNotices(effects: readonly Wanted[]): Notice[] {
  const ruled = effects.filter(({ reason }) => reason === "rule");
  return grouped(ruled, ({ rule, property, value }) => [rule, property, value]).map((group) => {
    const message = `${effectOf(group)} ${elementsOf(group, LISTED_AT_MOST)}`;
    return { severity: "info", path: ["rules", group[0].rule ?? 0], message };
  });
}

/**
 * Rules that match nothing (a name may be misspelt), and elements that do not have what a rule sets. `unseen` are tables whose columns
 * were not read: of a rule about columns that may match there nobody says that it matches nothing.
 */
export function ruleNotices(
  rules: readonly Rule[] | undefined,
  wanted: readonly Wanted[],
  inapplicable: readonly Wanted[],
  unseen: readonly Table[],
): Notice[] {
  const used = new Set(wanted.map(({ rule }) => rule));
  const idle = readyRules(rules).filter(
    (rule) => !used.has(rule.index) && !unseen.some((table) => reaches(rulesAt([rule], table), 2)),
  );
  const without = grouped(inapplicable, ({ rule, property }) => [rule, property]).map((group): Notice => {
    const [{ rule, property, value }] = group;
    const what = typeof value === "object" ? valueText(value) : `'${String(value)}'`;
    const message = `${property} cannot be ${what} for ${elementsOf(group, NAMED_AT_MOST)}; nothing is sent for ${group.length === 1 ? "it" : "them"}`;
    return { severity: "info", path: ["rules", rule ?? 0], message };
  });
  return [...idleNotices(idle), ...without];
}

/** One notice for all: rules that many connections share do nothing in most of them. */
function idleNotices(idle: readonly ReadyRule[]): Notice[] {
  const [first] = idle;
  if (first === undefined) return [];
  const what = "about nothing that is in the source now";
  if (idle.length === 1)
    return [{ severity: "info", path: ["rules", first.index], message: `decides ${what}` }];
  const places = idle.map(({ index }) => formatPath(["rules", index])).join(", ");
  return [{ severity: "info", path: [], message: `${places} decide ${what}` }];
}

/** Nobody knows whether rules about columns hold in tables whose columns cannot be read. */
export function unruledTablesNotices(
  rules: readonly Rule[] | undefined,
  tables: readonly Table[],
  upstream: Upstream,
): Notice[] {
  const all = readyRules(rules);
  const unread = unreadOf(tables, upstream).filter((table) => reaches(rulesAt(all, table), 2));
  if (unread.length === 0) return [];
  const details = ["Columns that a rule would hash there may arrive in the clear!"];
  return [warningOf({ ...unruledProblem("rules about columns", unread, upstream), details })];
}

/**
 * What an apply that would leave columns in the clear fails with: a rule hashes columns, and those of a table cannot be read. Undefined
 * where there is no such table.
 */
export function unhashedProblem(
  rules: readonly Rule[] | undefined,
  tables: readonly Table[],
  upstream: Upstream,
): Problem | undefined {
  const hashing = hashingRules(rules);
  const unread = unreadOf(tables, upstream).filter((table) => reaches(rulesAt(hashing, table), 2));
  if (unread.length === 0) return undefined;
  return unreadTablesProblem(
    "Rules that hash columns",
    unread,
    upstream,
    "A table that can never be read: disable it, or leave it out of what the rules match and name its columns.",
  );
}

/** @param otherwise What to do about a table that can never be read. */
export function unreadTablesProblem(
  subject: string,
  unread: readonly Table[],
  upstream: Upstream,
  otherwise: string,
): Problem {
  const first = "Finish the setup of the connection, if it is not connected,";
  const problem = unruledProblem(subject, unread, upstream);
  return {
    ...problem,
    details: ["Everything else was set."],
    advice: [...(problem.advice ?? []), { kind: "runAgain", first }, { kind: "edit", text: otherwise }],
  };
}

export function hashingRules(rules: readonly Rule[] | undefined): ReadyRule[] {
  return readyRules(rules).filter(({ settings }) => settings.hashed === true);
}

export function unreadOf(tables: readonly Table[], upstream: Upstream): Table[] {
  return tables.filter((table) => upstream.isUnread([...table, ""]));
}

/** `subject` cannot be applied to tables that could not be read, and why. */
export function unruledProblem(subject: string, unread: readonly Table[], upstream: Upstream): Problem {
  const names = limited(
    unread.map((table) => formatPath(table)),
    NAMED_AT_MOST,
  );
  const failure = upstream.unreadTables()[0]?.failure ?? { summary: "Fivetran gives no reason." };
  const what = `${subject} cannot be applied to ${names}, whose columns cannot be read`;
  return { ...failure, summary: `${what}: ${failure.summary}` };
}

/** `hashes`, and so on for each property and value. */
export function effectOf([{ property, value }]: Group<Wanted>): string {
  switch (property) {
    case "enabled":
      return value === true ? "enables" : "disables";
    case "hashed":
      return value === true ? "hashes" : "un-hashes";
    case "isPrimaryKey":
      return value === true ? "makes a part of the primary key:" : "removes from the primary key:";
    case "syncMode":
      return `sets the sync mode ${String(value)} of`;
    case "rowFilter":
      return value === NONE ? "removes the row filter of" : `sets ${valueText(value)} of`;
    case "targetDataType":
      return value === NONE
        ? "leaves to Fivetran the type in the destination of"
        : `sets the type ${String(value)} in the destination of`;
  }
}

/** `2 columns public.customers.email, public.orders.email` */
export function elementsOf(group: Group<Wanted>, atMost: number): string {
  const kind = ["schema", "table", "column"][group[0].element.length - 1] ?? "element";
  const names = limited(
    group.map(({ element }) => formatPath(element)),
    atMost,
  );
  return `${group.length === 1 ? `the ${kind}` : `${group.length} ${kind}s`} ${names}`;
}

function limited(texts: readonly string[], atMost: number): string {
  const more = texts.length > atMost ? `, and ${texts.length - atMost} more` : "";
  return texts.slice(0, atMost).join(", ") + more;
}
