/** What a program would declare of a connection that exists. */
import type { Connection } from "@pulumi-fivetran/sdk";
import { serviceMetadata } from "@pulumi-fivetran/sdk/services";
import { scheduleFields } from "../../fields/schedule";
import type { Declarable } from "../../object/existing";
import { isObject } from "../../values/objects";
import type { DestinationSchema } from "./inputs";

/** Keys of `config` that name the data, and what each is called in `destinationSchema`. */
const NAMING = {
  schema: "name",
  table: "table",
  table_group_name: "tableGroupName",
  schema_prefix: "prefix",
} as const;

/** The schedule and `paused` are left out: a ConnectorSchedule declares them, after the schema config. */
export function declaredConnection({ inputs, masked: all }: Declarable, live: Connection): Declarable {
  const masked = all.filter(([first]) => first !== "extraFields");
  const settings = Object.entries(inputs).filter(([name]) => !Object.hasOwn(scheduleFields, name));
  const { config, ...others } = Object.fromEntries(settings);
  // What has an argument is declared by it; what has none is newer than this version, and left to Fivetran.
  const { pauseAfterTrial: _, extraFields: __, ...kept } = others;
  const service = isObject(config)
    ? Object.entries(config).filter(([key]) => !Object.hasOwn(NAMING, key))
    : [];
  return {
    inputs: {
      ...kept,
      destinationSchema: namingOf(live),
      ...(service.length > 0 || masked.length > 0 ? { config: Object.fromEntries(service) } : {}),
    },
    masked,
  };
}

/** As the service's kind of naming says, where the settings themselves do not. */
function namingOf({ service = "", schema = "", config = {} }: Connection): DestinationSchema {
  const told = Object.entries(NAMING).flatMap(([key, part]) => {
    const value = config[key];
    return typeof value === "string" && value !== "" ? [[part, value] as const] : [];
  });
  const parts: DestinationSchema = Object.fromEntries(told);
  if (parts.prefix !== undefined) return { prefix: parts.prefix };
  if (parts.name !== undefined) return parts;
  const [name = "", ...inner] = schema.split(".");
  const rest = inner.join(".");
  switch (serviceMetadata("connection", service)?.naming) {
    case "schemaPrefix":
      return { prefix: schema };
    case "schemaTable":
      return rest === "" ? { name } : { name, table: rest };
    case "schemaTableGroup":
      return rest === "" ? { name } : { name, tableGroupName: rest };
    default:
      return rest === "" ? { name: schema } : { name, table: rest };
  }
}
