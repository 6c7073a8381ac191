/**
 * Which tables rules about columns, or the policy, have been applied to in whole, so that an update for something else need not ask for all
 * their columns again.
 * The state keeps no tables, only a fingerprint of which they were: it tells whether any has come, gone, or been switched since.
 */
import { createHash } from "node:crypto";
import { isSame } from "../../../values/diff";
import { parsePath } from "../../../values/propertyPath";
import type { Locked } from "../plan/compare";
import { lastApplied } from "../plan/state";
import { elementAt, namedAt } from "../wants/elements";
import type { SchemaConfigFacts, SchemaConfigInputs, SchemaConfigOutputs } from "../wants/inputs";
import { byPlace, type ReadyRule, type Rule, readyRules, rulesAt } from "../wants/rules";
import { type Declaration, tablesInWhole, wantedOf } from "../wants/wanted";
import type { Table, Upstream } from "./upstream";

/** Empty where there are no such tables, or where one of them could not be read: then all are asked the next time. */
export function coverageFact(
  declaration: Declaration,
  upstream: Upstream,
): Pick<SchemaConfigFacts, "coveredTables"> {
  const tables = tablesInWhole(declaration, upstream);
  if (tables.length === 0 || tables.some((table) => upstream.isUnread([...table, ""]))) return {};
  return { coveredTables: fingerprintOf(tables) };
}

/** The tables whose columns have to be read now, because a rule or the policy is about them and nobody knows that it holds. */
export function uncoveredTables(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
  upstream: Upstream,
): Table[] {
  const tables = tablesInWhole(inputs, upstream);
  if (tables.length === 0 || olds?.coveredTables === undefined) return tables;
  const before = lastApplied(olds);
  if (!isPolicySettled(before, inputs)) return tables;
  const covered = tablesInWhole(before, upstream);
  if (fingerprintOf(covered) !== olds.coveredTables) return tables;
  const settled = new Set(covered.map(keyOf));
  for (const table of driftedTables(olds)) settled.delete(keyOf(table));
  const isRuledAlike = rulesComparison(before, inputs);
  return tables.filter(
    (table) =>
      !settled.has(keyOf(table)) ||
      !isRuledAlike(table) ||
      !isSame(namedAt(before.schemas, table)?.columns, namedAt(inputs.schemas, table)?.columns),
  );
}

/**
 * What locks held back in `unseen`, tables that need not be read again, where rules or the policy want it still. Named columns are `LastKnown`'s
 * matter.
 */
export function locksKept(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
  upstream: Upstream,
  unseen: readonly Table[],
): Locked[] {
  const tables = new Set(unseen.map(keyOf));
  const rules = readyRules(inputs.rules);
  return (olds?.skipped ?? []).flatMap(({ path, reason: because }): Locked[] => {
    const { element, property } = elementAt(parsePath(path)) ?? {};
    if (element?.length !== 3 || property === undefined) return [];
    if (!tables.has(keyOf([element[0], element[1]]))) return [];
    const isDecided = inputs.undeclared === "followPolicy" || rulesAt(rules, element).length > 0;
    if (!isDecided || namedAt(inputs.schemas, element) || upstream.find(element) !== "unreadable") return [];
    const wanted = wantedOf(inputs, element, property);
    return wanted === undefined ? [] : [{ element, property, ...wanted, because }];
  });
}

/** Elements that follow a policy which the program does not set may have changed without the program. */
function isPolicySettled(before: SchemaConfigInputs, now: SchemaConfigInputs): boolean {
  const [follows, followed] = [now, before].map(({ undeclared }) => undeclared === "followPolicy");
  if (!follows && !followed) return true;
  const policy = now.schemaChangeHandling;
  return follows === followed && policy !== undefined && policy === before.schemaChangeHandling;
}

/** Tables in which the last refresh found columns that are other than wanted. */
function driftedTables({ drift = [] }: SchemaConfigOutputs): Table[] {
  return drift.flatMap(({ path }): Table[] => {
    const [schema, table, column] = elementAt(parsePath(path))?.element ?? [];
    return schema === undefined || table === undefined || column === undefined ? [] : [[schema, table]];
  });
}

/** Says of a table whether the rules about its columns are the same ones, in the same order. */
function rulesComparison(before: SchemaConfigInputs, now: SchemaConfigInputs): (table: Table) => boolean {
  if (isSame(byPlace(before.rules), byPlace(now.rules))) return () => true;
  const [olds, news] = [readyRules(before.rules), readyRules(now.rules)];
  const known = new Map<string, boolean>();
  return (table) => {
    const pair = [aboutColumns(olds, table), aboutColumns(news, table)];
    const key = JSON.stringify(pair.map((rules) => rules.map(({ index }) => index)));
    let alike = known.get(key);
    if (alike === undefined) {
      const [a, b] = pair.map((rules) => byPlace(rules.map(({ settings }) => settings as unknown as Rule)));
      alike = isSame(a, b);
      known.set(key, alike);
    }
    return alike;
  };
}

function aboutColumns(rules: readonly ReadyRule[], table: Table): readonly ReadyRule[] {
  return rulesAt(rules, table).filter(({ matches }) => matches.length === 3);
}

function fingerprintOf(tables: readonly Table[]): string {
  const text = JSON.stringify(tables.map(keyOf).sort());
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

function keyOf(table: Table): string {
  return JSON.stringify(table);
}
