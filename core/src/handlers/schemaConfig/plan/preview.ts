/** What following a policy, or rules that have changed, will do, looked up once for the preview: no program names what they act on. */
import type { Notice } from "../../../contract";
import { problemIn, warningOf } from "../../../errors/problem";
import { isSame } from "../../../values/diff";
import { containsUnknown } from "../../../values/unknown";
import { lostFilterNotices, unfilteredNotices } from "../notices/filters";
import { beyondPolicyNotices, unfollowedTablesNotices } from "../notices/follow";
import { effectNotices, lockedNotices } from "../notices/notices";
import { ruleNotices, unruledTablesNotices } from "../notices/rule";
import type { SchemaCalls } from "../upstream/calls";
import { uncoveredTables } from "../upstream/coverage";
import { unseenTables, withTables } from "../upstream/discovery";
import { withFilterColumns } from "../upstream/filters";
import { Upstream } from "../upstream/upstream";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "../wants/inputs";
import { byPlace } from "../wants/rules";
import { resolve, tablesInWhole, type Wanted } from "../wants/wanted";
import { compare } from "./compare";
import { lastApplied } from "./state";

/**
 * True when elements get something that no name says: by rules that have changed, by a policy that was not followed so far, or, where one
 * is followed, by names that have changed: their siblings and descendants follow it.
 */
export function takesOver(olds: SchemaConfigOutputs, news: SchemaConfigInputs): boolean {
  if (news.connectorId !== olds.connectorId) return false;
  const areRulesOther = !isSame(byPlace(olds.rules), byPlace(news.rules));
  if (news.undeclared !== "followPolicy") return areRulesOther && (news.rules?.length ?? 0) > 0;
  if (areRulesOther || olds.undeclared !== "followPolicy") return true;
  const { schemaChangeHandling, schemas } = lastApplied(olds);
  return schemaChangeHandling !== news.schemaChangeHandling || !isSame(schemas, news.schemas);
}

/** What a preview has found out. */
export interface LookedUp {
  /** False where upstream could not be looked at: then only what the program and the state say is known. */
  readonly isListed: boolean;
  readonly notices: readonly Notice[];
}

/** Never fails: the update looks up anything that cannot be read now. */
export async function takeOverNotices(
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  calls: SchemaCalls,
): Promise<LookedUp> {
  const what = news.undeclared === "followPolicy" ? "what follows the policy" : "what the rules do";
  const notice = (severity: Notice["severity"], message: string): LookedUp => ({
    isListed: false,
    notices: [{ severity, path: [], message }],
  });
  if ([news.schemas, news.rules, news.schemaChangeHandling].some(containsUnknown)) {
    return notice(
      "info",
      `${what} cannot be listed before everything under \`schemas\` and \`rules\` is known`,
    );
  }
  try {
    const config = await calls.retrieve();
    // Without any schema in it, it was written in advance.
    if (config === undefined || Object.keys(config.schemas).length === 0)
      return notice("info", `${what} cannot be listed before the source has been looked at`);
    return { isListed: true, notices: await effectsOn(new Upstream(config), olds, news, calls) };
  } catch (error) {
    return { isListed: false, notices: [warningOf(problemIn(`${what} could not be listed`, error))] };
  }
}

async function effectsOn(
  known: Upstream,
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
  calls: SchemaCalls,
): Promise<Notice[]> {
  const whole = await withTables(known, uncoveredTables(news, olds, known), calls);
  const upstream = await withFilterColumns(news, whole, calls);
  const wanted = resolve(news, upstream);
  const inWhole = tablesInWhole(news, upstream);
  const { differing, locked, inapplicable, undecided } = compare(wanted, upstream);
  const effects = effectNotices(differing, news);
  const nothing =
    news.undeclared === "followPolicy"
      ? "everything that the program does not name follows the policy and the rules already"
      : "everything that the rules match is as they say already";
  return [
    ...(news.undeclared === "followPolicy" ? followedNotice(wanted, differing, locked) : []),
    ...(effects.length > 0 ? effects : [info([], nothing)]),
    ...ruleNotices(news.rules, wanted, inapplicable, unseenTables(news, upstream)),
    ...unruledTablesNotices(news.rules, inWhole, upstream),
    ...unfollowedTablesNotices(news, inWhole, upstream),
    ...beyondPolicyNotices(news, upstream),
    ...unfilteredNotices(undecided, upstream),
    ...lostFilterNotices(differing, wanted, upstream),
    ...lockedNotices(locked.filter(({ reason }) => reason !== "named")),
  ];
}

/** How much of what exists the program decides about, and how much of that changes. */
function followedNotice(
  wanted: readonly Wanted[],
  differing: readonly Wanted[],
  locked: readonly Wanted[],
): Notice[] {
  const switched = differing.filter(({ property }) => property === "enabled");
  const count = (settings: readonly Wanted[], reason: Wanted["reason"]): string =>
    countsOf(settings.filter((setting) => setting.property === "enabled" && setting.reason === reason));
  const message = [
    `enables ${countsOf(switched.filter(({ value }) => value === true))} and disables ${countsOf(switched.filter(({ value }) => value === false))} of what exists`,
    `${count(wanted, "policy")} follow the policy, ${count(wanted, "rule")} the rules, ${count(wanted, "named")} their names in the program`,
    `locked and left as they are: ${countsOf(locked.filter(({ property }) => property === "enabled"))}`,
  ].join("; ");
  return [info(["undeclared"], message)];
}

/** `1 schema, 12 tables, 0 columns` */
function countsOf(settings: readonly Wanted[]): string {
  const counts = [0, 0, 0];
  for (const { element } of settings) counts[element.length - 1] = (counts[element.length - 1] ?? 0) + 1;
  const words = ["schema", "table", "column"].map(
    (word, index) => `${counts[index] ?? 0} ${word}${counts[index] === 1 ? "" : "s"}`,
  );
  return words.join(", ");
}

function info(path: Notice["path"], message: string): Notice {
  return { severity: "info", path, message };
}
