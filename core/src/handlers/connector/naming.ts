import { type ServiceNaming, serviceMetadata } from "@pulumi-fivetran/sdk/services";
import type { Properties } from "../../contract";
import type { FurtherChecks } from "../../settings/check";
import { isSame } from "../../values/diff";
import { isObject } from "../../values/objects";
import { isUnknown, knownText } from "../../values/unknown";
import type { DestinationSchema } from "./inputs";

type Part = keyof DestinationSchema;

/** What names the data of a service, by its kind. */
const FORMS: Readonly<Record<ServiceNaming, readonly Part[]>> = {
  schema: ["name"],
  schemaTable: ["name", "table"],
  schemaTableGroup: ["name", "tableGroupName"],
  schemaPrefix: ["prefix"],
};

const ANY_FORM = Object.values(FORMS);

/** Without one of them Fivetran refuses a connection (400 `Field 'schema' is required`, `Field 'schema_prefix' is required`). */
const DEMANDED: readonly Part[] = ["name", "prefix"];

/**
 * Whether `destinationSchema` has the form that the service wants. A failure is only what Fivetran has been seen to refuse: the part is
 * missing that its kind of service demands, `prefix` of databases and `name` of all others. Everything else is known from the document
 * alone, which is wrong of some services (Fivetran's own tests give `google_display_and_video_360` a `name` and no `table`, and its users
 * give `facebook_ads` a `table`), so it is a warning. Nothing is said of a service that this version does not know as long as the form is one
 * of the four, nor of a connection that exists under its name already.
 */
export function namingChecks(olds: Properties | undefined, inputs: Properties): FurtherChecks {
  const declared = inputs["destinationSchema"];
  const service = knownText(inputs["service"]);
  if (!isObject(declared) || service === undefined || isMade(olds, inputs)) return {};
  const naming = serviceMetadata("connection", service)?.naming;
  const forms = naming === undefined ? ANY_FORM : [FORMS[naming]];
  if (forms.some((form) => mayBe(form, declared))) return {};
  const path = ["destinationSchema"];
  const wanted = `${forms.map(written).join(" or ")} for '${service}', not ${written(Object.keys(declared))}`;
  const isRefused = !forms.some((form) =>
    DEMANDED.every((part) => !form.includes(part) || Object.hasOwn(declared, part)),
  );
  if (isRefused) return { failures: [{ path, reason: `must be ${wanted}` }] };
  return { notices: [{ severity: "warning", path, message: `is, as far as is known, ${wanted}` }] };
}

/** An adopted connection has its name, and so has one that this resource made under the same one. */
function isMade(olds: Properties | undefined, inputs: Properties): boolean {
  if (inputs["adopt"] !== undefined) return true;
  return ["service", "destinationSchema"].every(
    (key) => olds?.[key] !== undefined && isSame(olds[key], inputs[key]),
  );
}

/** Whether what is declared can turn out to have a form. An unknown part may turn out not to be given. */
function mayBe(form: readonly Part[], declared: Properties): boolean {
  const given = Object.keys(declared);
  return (
    form.every((part) => given.includes(part)) &&
    given.every((part) => isUnknown(declared[part]) || form.some((wanted) => wanted === part))
  );
}

function written(parts: readonly string[]): string {
  return parts.length === 0 ? "empty" : `\`{ ${parts.join(", ")} }\``;
}
