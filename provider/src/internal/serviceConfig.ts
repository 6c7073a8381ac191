/** Checks of a service's own settings (`config`, `auth`), which are the user's data and never renamed. */
import {
  type ServiceFamily,
  serviceIds,
  serviceMetadata,
  unknownSettings,
} from "@pulumi-fivetran/sdk/services";
import type { CheckFailure, Notice, Properties } from "../handler";
import type { FurtherChecks } from "./check";
import { nearest } from "./nearest";
import { isMasked } from "./projection";
import { parsePath } from "./propertyPath";
import { isObject, knownText } from "./unknown";

/** Keys of `config` that name the schema in the destination; this provider asks for them in `destinationSchema`. */
const NAMING_KEYS: Readonly<Record<string, string>> = {
  schema: "destinationSchema.name",
  table: "destinationSchema.table",
  schema_prefix: "destinationSchema.prefix",
  table_group_name: "destinationSchema.tableGroupName",
};

/**
 * Problems with the settings of a service. Only what cannot be meant is a failure: the mask given as a value, and naming keys in the
 * wrong place. A service or a key that this version does not know is a warning, because Fivetran may have added it since.
 */
export function configChecks(inputs: Properties, family: ServiceFamily): FurtherChecks {
  const failures: CheckFailure[] = [];
  for (const argument of ["config", "auth"]) {
    const values = inputs[argument];
    if (!isObject(values)) continue;
    for (const [key, value] of Object.entries(values)) {
      const path = [argument, key];
      const home = family === "connection" && argument === "config" ? NAMING_KEYS[key] : undefined;
      if (home !== undefined) failures.push({ path, reason: `belongs in \`${home}\`` });
      if (isMasked(value)) {
        const reason = "is the mask that Fivetran answers for secrets; give the secret itself";
        failures.push({ path, reason });
      }
    }
  }
  const service = knownText(inputs["service"]);
  return { failures, notices: service === undefined ? [] : unknownNotices(inputs, family, service) };
}

function unknownNotices(inputs: Properties, family: ServiceFamily, service: string): Notice[] {
  if (serviceMetadata(family, service) === undefined) return [unknownService(family, service)];
  const config = isObject(inputs["config"]) ? inputs["config"] : {};
  const auth = isObject(inputs["auth"]) ? inputs["auth"] : {};
  return unknownSettings(family, service, { config, auth })
    .filter(({ kind }) => kind === "key")
    .map(({ path, known }) => {
      const steps = parsePath(path.replaceAll("[]", ""));
      const message = `is no setting of '${service}' that this version knows, and is sent as it is`;
      return {
        severity: "warning",
        path: steps,
        message: message + suggestion(String(steps.at(-1)), known.map(String)),
      };
    });
}

function unknownService(family: ServiceFamily, service: string): Notice {
  const message = `'${service}' is no service that this version knows, so its settings are not checked`;
  return {
    severity: "warning",
    path: ["service"],
    message: message + suggestion(service, serviceIds(family)),
  };
}

function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : `; did you mean '${meant}'?`;
}
