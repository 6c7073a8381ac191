/** What following a policy, or rules that have changed, will do, looked up once for the preview: no program names what they act on. */
import type { Notice } from "../../handler";
import { isSame } from "../../internal/diff";
import { containsUnknown } from "../../internal/unknown";
import type { SchemaCalls } from "./calls";
import { compare } from "./compare";
import { withRuledTables } from "./discovery";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "./inputs";
import { effectNotices, followsPolicy, lockedNotices } from "./notices";
import { ruleNotices, unruledTablesNotices } from "./ruleNotices";
import { byPlace } from "./rules";
import { Upstream } from "./upstream";
import { resolve, ruledTables } from "./wanted";

/** True when elements get something that no name says: by a policy that was not followed so far, or by rules that have changed. */
export function takesOver(olds: SchemaConfigOutputs, news: SchemaConfigInputs): boolean {
  if (news.connectorId !== olds.connectorId) return false;
  if (news.rules !== undefined && news.rules.length > 0 && !isSame(byPlace(olds.rules), byPlace(news.rules)))
    return true;
  if (news.undeclared !== "followPolicy") return false;
  return olds.undeclared !== "followPolicy" || olds.schemaChangeHandling !== news.schemaChangeHandling;
}

/** Never fails: what cannot be looked up now is looked up by the update. */
export async function takeOverNotices(news: SchemaConfigInputs, calls: SchemaCalls): Promise<Notice[]> {
  const property = news.undeclared === "followPolicy" ? "undeclared" : "rules";
  const what = property === "rules" ? "what the rules do" : "what follows the policy";
  const notice = (severity: Notice["severity"], message: string): Notice[] => [
    { severity, path: [property], message },
  ];
  if ([news.schemas, news.rules, news.schemaChangeHandling].some(containsUnknown)) {
    return notice(
      "info",
      `${what} cannot be listed before everything under \`schemas\` and \`rules\` is known`,
    );
  }
  try {
    const config = await calls.retrieve();
    if (config === undefined)
      return notice("info", `${what} cannot be listed before the source has been looked at`);
    return await effectsOn(new Upstream(config), news, calls);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return notice("warning", `${what} could not be listed: ${reason}`);
  }
}

async function effectsOn(known: Upstream, news: SchemaConfigInputs, calls: SchemaCalls): Promise<Notice[]> {
  const upstream = await withRuledTables(known, news, calls);
  const wanted = resolve(news, upstream);
  const { differing, locked, inapplicable } = compare(wanted, upstream);
  const effects = effectNotices(differing, followsPolicy(news));
  const nothing: Notice[] =
    news.undeclared === "followPolicy"
      ? [
          info(
            "undeclared",
            "everything that the program does not name follows the policy and the rules already",
          ),
        ]
      : [info("rules", "everything that the rules match is as they say already")];
  return [
    ...(effects.length > 0 ? effects : nothing),
    ...ruleNotices(news.rules, wanted, inapplicable),
    ...unruledTablesNotices(ruledTables(news, upstream), upstream),
    ...lockedNotices(locked.filter(({ reason }) => reason !== "named")),
  ];
}

function info(property: string, message: string): Notice {
  return { severity: "info", path: [property], message };
}
