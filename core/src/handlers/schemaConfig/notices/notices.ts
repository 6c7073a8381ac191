/** What a user is told besides the declared change. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import type { Notice } from "../../../contract";
import { warningOf } from "../../../errors/problem";
import { formatPath } from "../../../values/propertyPath";
import type { Locked } from "../plan/compare";
import { DELETED } from "../upstream/locks";
import type { UnreadTable } from "../upstream/upstream";
import { type Element, own, pathOf, type Setting } from "../wants/elements";
import type { SchemaConfigInputs } from "../wants/inputs";
import { valueText } from "../wants/values";
import type { Wanted } from "../wants/wanted";
import { type Group, grouped } from "./grouped";
import { ruleEffectNotices } from "./rule";

/** The maximum number of settings that a warning names; the outputs have them all. */
const NAMED_AT_MOST = 20;

/**
 * What is going to happen to elements that nobody names, each of them by name: nobody sees it in the program. One notice for all
 * elements of one parent that get the same value for the same reason.
 */
export function effectNotices(effects: readonly Wanted[], inputs: SchemaConfigInputs): Notice[] {
  const followed = effects.filter(({ reason }) => reason === "implied" || reason === "policy");
  const groups = grouped(followed, ({ element, reason, value }) => [
    reason,
    value,
    element.length,
    element.slice(0, -1),
  ]);
  return [...groups.map((group) => effectNotice(group, inputs)), ...ruleEffectNotices(effects)];
}

/** The cause of an effect that no rule has, as a message ends. */
export function causeOf(
  reason: Wanted["reason"],
  { schemaChangeHandling }: Pick<SchemaConfigInputs, "schemaChangeHandling">,
): string {
  if (reason === "implied") return "because something named below is to be synced";
  return `because \`undeclared\` is \`followPolicy\` (${schemaChangeHandling ?? "the policy in force"})`;
}

function effectNotice(group: Group<Wanted>, inputs: SchemaConfigInputs): Notice {
  const [first] = group;
  const verb = first.value === true ? "enables" : "disables";
  const message = `${verb} ${nameList(group)} ${causeOf(first.reason, inputs)}`;
  return { severity: "info", path: pathOf(first.element).slice(0, -1), message };
}

/** For a preview without a look at upstream: elements that are wanted enabled from now on, though nobody names that. */
export function pulledInNotices(elements: readonly Element[]): Notice[] {
  const wanted = elements.map((element) => ({ element }));
  return grouped(wanted, ({ element }) => element.slice(0, -1)).map((group) => {
    const message = `enables ${nameList(group)}, because something named below is to be synced`;
    return { severity: "info", path: pathOf(group[0].element).slice(0, -1), message };
  });
}

/** `the table 'a'`, `2 tables 'a', 'b'`: elements of one parent, each by name. */
function nameList(group: Group<{ readonly element: Element }>): string {
  const kind = ["schema", "table", "column"][group[0].element.length - 1] ?? "element";
  const names = group.map(({ element }) => `'${element[element.length - 1] ?? ""}'`).join(", ");
  return `${group.length === 1 ? `the ${kind}` : `${group.length} ${kind}s`} ${names}`;
}

/** Settings that a lock forbids and that are other than wanted: said, with Fivetran's reason, and left alone. */
export function lockedNotices(locked: readonly Locked[]): Notice[] {
  return grouped(locked, ({ because }) => because).map((settings) => {
    const [{ because }] = settings;
    const mayComeBack =
      because === DELETED && settings.some(({ property, value }) => property === "hashed" && value === true);
    const message =
      `not sent, because Fivetran does not let it be changed (${because})${listed(settings)}` +
      (mayComeBack ? ". Should it come back, it arrives in the clear until the next refresh and `up`!" : "");
    return { severity: "warning", path: commonPath(settings), message };
  });
}

export function unverifiedNotices(unverified: readonly Wanted[]): Notice[] {
  if (unverified.length === 0) return [];
  const message = `was sent, but Fivetran does not return its value, so it is not verified${listed(unverified)}`;
  return [{ severity: "warning", path: commonPath(unverified), message }];
}

/** Tables whose columns could not be read, with the first reason. */
export function unreadTablesNotices(unread: readonly UnreadTable[]): Notice[] {
  const [first] = unread;
  if (first === undefined) return [];
  const tables = limited(unread.map(({ table }) => formatPath(pathOf(table))));
  const what = `the columns of ${tables} cannot be read, so their last applied settings are kept`;
  return [
    warningOf({
      ...first.failure,
      summary: `${what}: ${first.failure.summary}`,
      path: pathOf(first.table),
    }),
  ];
}

/** Settings that have no effect as long as something above them is disabled. */
export function disabledParentNotices(wanted: readonly Wanted[], upstream: ConnectionSchemaConfig): Notice[] {
  const disabled = new Map<string, Element>();
  for (const { element, property, value, reason } of wanted) {
    // `enabled: false` is what a disabled parent makes no difference to.
    if ((reason !== "named" && reason !== "rule") || (property === "enabled" && value === false)) continue;
    const [schema, table, column] = element;
    if (table === undefined) continue;
    const live = own(upstream.schemas, schema);
    if (live?.enabled === false) disabled.set(JSON.stringify([schema]), [schema]);
    if (column !== undefined && own(live?.tables, table)?.enabled === false)
      disabled.set(JSON.stringify([schema, table]), [schema, table]);
  }
  return [...disabled.values()].map((element) => {
    const message = "is disabled, so settings below it take effect only once it is enabled";
    return { severity: "warning", path: pathOf(element), message };
  });
}

function commonPath(settings: readonly Setting[]): Notice["path"] {
  const [first] = settings;
  return first === undefined || settings.length > 1 ? ["schemas"] : pathOf(first.element, first.property);
}

/** `: schemas.public.tables.audit.enabled (wanted false)`, and so on; of one, whose path the notice has, what was wanted. */
function listed(settings: readonly Setting[]): string {
  const [first] = settings;
  if (first !== undefined && settings.length === 1) return `; wanted ${valueText(first.value)}`;
  const texts = settings.map(
    ({ element, property, value }) => `${formatPath(pathOf(element, property))} (wanted ${valueText(value)})`,
  );
  return `: ${limited(texts)}`;
}

function limited(texts: readonly string[]): string {
  const more = texts.length > NAMED_AT_MOST ? `, and ${texts.length - NAMED_AT_MOST} more` : "";
  return texts.slice(0, NAMED_AT_MOST).join(", ") + more;
}
