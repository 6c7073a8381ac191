/** Checks of a service's own settings (`config`, `auth`), which are the user's data and never renamed. */
import type { CheckFailure, Notice, Properties } from "../handler";
import type { FurtherChecks } from "./check";
import { isMasked } from "./projection";
import { isObject } from "./unknown";

/** Keys of `config` that name the schema in the destination; this provider asks for them in `destinationSchema`. */
const NAMING_KEYS: Readonly<Record<string, string>> = {
  schema: "destinationSchema.name",
  table: "destinationSchema.table",
  schema_prefix: "destinationSchema.prefix",
  table_group_name: "destinationSchema.tableGroupName",
};

/**
 * Problems that can be told without knowing the service: the mask given as a value, and keys that are not in the API's
 * spelling. Keys we do not know are warnings, because a service may have gained them since.
 */
export function configChecks(inputs: Properties, options: { naming: boolean }): FurtherChecks {
  const failures: CheckFailure[] = [];
  const notices: Notice[] = [];
  for (const argument of ["config", "auth"]) {
    const values = inputs[argument];
    if (!isObject(values)) continue;
    for (const [key, value] of Object.entries(values)) {
      const path = [argument, key];
      const home = options.naming && argument === "config" ? NAMING_KEYS[key] : undefined;
      if (home !== undefined) failures.push({ path, reason: `belongs in \`${home}\`` });
      if (isMasked(value)) {
        failures.push({
          path,
          reason: "is the mask that Fivetran answers for secrets; give the secret itself",
        });
      }
      if (/[a-z][A-Z]/.test(key)) {
        const spelling = key.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
        const message = `is sent as it is, but Fivetran spells its keys in snake_case; did you mean '${spelling}'?`;
        notices.push({ severity: "warning", path, message });
      }
    }
  }
  return { failures, notices };
}
