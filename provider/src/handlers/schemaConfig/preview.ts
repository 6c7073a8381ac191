/** What following a policy will do, looked up once for the preview: its effects are on elements that no program names. */
import type { Notice } from "../../handler";
import { containsUnknown } from "../../internal/unknown";
import type { SchemaCalls } from "./calls";
import { compare } from "./compare";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "./inputs";
import { effectNotices, followsPolicy, lockedNotices } from "./notices";
import { Upstream } from "./upstream";
import { resolve } from "./wanted";

/** True when a policy is to be followed that was not followed so far. */
export function takesOver(olds: SchemaConfigOutputs, news: SchemaConfigInputs): boolean {
  if (news.undeclared !== "followPolicy" || news.connectorId !== olds.connectorId) return false;
  return olds.undeclared !== "followPolicy" || olds.schemaChangeHandling !== news.schemaChangeHandling;
}

/** Never fails: what cannot be looked up now is looked up by the update. */
export async function takeOverNotices(news: SchemaConfigInputs, calls: SchemaCalls): Promise<Notice[]> {
  const notice = (message: string): Notice[] => [{ severity: "info", path: ["undeclared"], message }];
  if (containsUnknown(news.schemas) || containsUnknown(news.schemaChangeHandling)) {
    return notice("what follows the policy cannot be listed before everything under `schemas` is known");
  }
  try {
    const config = await calls.retrieve();
    if (config === undefined)
      return notice("what follows the policy cannot be listed before the source has been looked at");
    const { differing, locked } = compare(resolve(news, config), new Upstream(config));
    const unnamed = locked.filter(({ reason }) => reason !== "named");
    const effects = effectNotices(differing, followsPolicy(news));
    if (effects.length > 0) return [...effects, ...lockedNotices(unnamed)];
    return [
      ...notice("everything that the program does not name follows the policy already"),
      ...lockedNotices(unnamed),
    ];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      {
        severity: "warning",
        path: ["undeclared"],
        message: `what follows the policy could not be listed: ${reason}`,
      },
    ];
  }
}
