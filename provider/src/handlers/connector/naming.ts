import { type ServiceNaming, serviceMetadata } from "@pulumi-fivetran/sdk/services";
import type { Properties } from "../../handler";
import type { FurtherChecks } from "../../internal/check";
import { isSame } from "../../internal/diff";
import { isObject, isUnknown, knownText } from "../../internal/unknown";
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

/**
 * Whether `destinationSchema` has the form that the service wants. A wrong form is a failure: Fivetran refuses a connection whose
 * naming keys are missing (400 `Field 'schema' is required`), and the keys of another form would name something else than the
 * connection is looked for by.
 *
 * Of a service that keeps files in table groups the document tells one form, while Fivetran's own Terraform examples (`s3` with
 * `name` alone) and settings (`is_single_table_mode`) show others: there, all but a prefix is a warning. Nothing is said of a service
 * that this version does not know as long as the form is one of the four, nor of a connection that exists under its name already.
 */
export function namingChecks(olds: Properties | undefined, inputs: Properties): FurtherChecks {
  const declared = inputs["destinationSchema"];
  const service = knownText(inputs["service"]);
  if (!isObject(declared) || service === undefined || isMade(olds, inputs)) return {};
  const naming = serviceMetadata("connection", service)?.naming;
  const path = ["destinationSchema"];
  if (naming === undefined) {
    if (ANY_FORM.some((form) => mayBe(form, declared))) return {};
    return {
      failures: [{ path, reason: `must be ${ANY_FORM.map(written).join(" or ")}${insteadOf(declared)}` }],
    };
  }
  if (mayBe(FORMS[naming], declared)) return {};
  const wanted = `${written(FORMS[naming])} for '${service}'${insteadOf(declared)}`;
  if (naming === "schemaTableGroup" && isNamed(declared))
    return { notices: [{ severity: "warning", path, message: `is, as far as is known, ${wanted}` }] };
  return { failures: [{ path, reason: `must be ${wanted}` }] };
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

/** The forms besides a table group that are seen with files. */
function isNamed(declared: Properties): boolean {
  return [FORMS.schema, FORMS.schemaTable].some((form) => mayBe(form, declared));
}

function written(parts: readonly string[]): string {
  return parts.length === 0 ? "empty" : `\`{ ${parts.join(", ")} }\``;
}

function insteadOf(declared: Properties): string {
  return `, not ${written(Object.keys(declared))}`;
}
