/** Checks of a service's own settings (`config`, `auth`), which are the user's data and never renamed. */
import {
  nearest,
  type ServiceFamily,
  type ServiceMetadata,
  serviceIds,
  serviceMetadata,
  serviceModel,
  unknownSettings,
} from "@pulumi-fivetran/sdk/services";
import type { CheckFailure, Notice, Properties } from "../contract";
import { isObject } from "../values/objects";
import { parsePath } from "../values/propertyPath";
import { knownText } from "../values/unknown";
import type { FurtherChecks } from "./check";
import { isMasked } from "./projection";
import { typeChecks } from "./settingTypes";

/**
 * Keys of `config` that name the schema in the destination; this provider asks for them in `destinationSchema`. `db2luw` has a setting of
 * its own that is called `schema`.
 */
const NAMING_KEYS: Readonly<Record<string, string>> = {
  schema: "destinationSchema.name",
  table: "destinationSchema.table",
  schema_prefix: "destinationSchema.prefix",
  table_group_name: "destinationSchema.tableGroupName",
};

/**
 * Problems with the settings of a service. Only what cannot be meant is a failure: the mask given as a value, naming keys in the
 * wrong place, and values that cannot be read as what the setting is. The rest is a warning. A service or a key that this version does not know may have been added since; of a setting
 * that only stands in answers, and of one that the document demands, nobody has shown that Fivetran refuses its presence or absence
 * (a secrets manager may hold it, for one). Values of enums are never told: the document lags behind.
 */
export function configChecks(inputs: Properties, family: ServiceFamily): FurtherChecks {
  const failures: CheckFailure[] = [];
  const service = knownText(inputs["service"]);
  for (const argument of ["config", "auth"]) {
    const values = inputs[argument];
    if (!isObject(values)) continue;
    for (const [key, value] of Object.entries(values)) {
      const path = [argument, key];
      const isNaming = argument === "config" && namesConnection(family, service, key);
      const home = isNaming ? NAMING_KEYS[key] : undefined;
      if (home !== undefined) failures.push({ path, reason: `belongs in \`${home}\`` });
      if (isMasked(value)) {
        const reason = "is the mask that Fivetran answers for secrets; give the secret itself";
        failures.push({ path, reason });
      }
    }
  }
  if (service === undefined) return { failures };
  const types = typeChecks(inputs, family, service);
  return {
    failures: [...failures, ...(types.failures ?? [])],
    notices: [...serviceNotices(inputs, family, service), ...(types.notices ?? [])],
  };
}

/** Whether a key of `config` is one that `destinationSchema` gives. */
export function namesConnection(family: ServiceFamily, service: string | undefined, key: string): boolean {
  return family === "connection" && Object.hasOwn(NAMING_KEYS, key) && !isOwnSetting(family, service, key);
}

function isOwnSetting(family: ServiceFamily, service: string | undefined, key: string): boolean {
  return service !== undefined && serviceModel(family, service)?.config.fields?.[key] !== undefined;
}

/** What this version knows, and cannot be sure of: services and settings may be newer. */
export function serviceNotices(inputs: Properties, family: ServiceFamily, service: string): Notice[] {
  const metadata = serviceMetadata(family, service);
  if (metadata === undefined) return [unknownService(family, service)];
  return [
    ...keyNotices(inputs, family, service, metadata),
    ...missingNotices(inputs, family, service, metadata),
  ];
}

function keyNotices(
  inputs: Properties,
  family: ServiceFamily,
  service: string,
  { readOnlyPaths }: ServiceMetadata,
): Notice[] {
  const config = isObject(inputs["config"]) ? inputs["config"] : {};
  const auth = isObject(inputs["auth"]) ? inputs["auth"] : {};
  return unknownSettings(family, service, { config, auth })
    .filter(({ kind }) => kind === "key")
    .map(({ path: text, known }) => {
      const path = parsePath(text.replaceAll("[]", ""));
      const message = readOnlyPaths.includes(text)
        ? `is what Fivetran answers for '${service}', not a setting, and is sent as it is; take it out`
        : `is no setting of '${service}' that this version knows, and is sent as it is` +
          suggestion(String(path.at(-1)), known.map(String));
      return { severity: "warning", path, message };
    });
}

/** The keys that name a connection are the business of `destinationSchema`. Of what is not known yet, nothing can be missed. */
function missingNotices(
  inputs: Properties,
  family: ServiceFamily,
  service: string,
  { required }: ServiceMetadata,
): Notice[] {
  return required.map(parsePath).flatMap((path): Notice[] => {
    const [part, key] = path.map(String);
    const settings = inputs[part ?? ""] ?? {};
    const isNaming = family === "connection" && Object.hasOwn(NAMING_KEYS, key ?? "");
    if (isNaming || !isObject(settings) || settings[key ?? ""] !== undefined) return [];
    const message = `is not given, although Fivetran's document demands it of '${service}'`;
    return [{ severity: "warning", path, message }];
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
