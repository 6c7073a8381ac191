/** Whether the values of a service's own settings are of the types that are known of them. */
import { type ServiceFamily, type ServiceField, serviceModel } from "@pulumi-fivetran/sdk/services";
import type { CheckFailure, Notice, Properties, PropertyPath } from "../contract";
import { isObject } from "../values/objects";
import { isUnknown, knownText } from "../values/unknown";
import type { FurtherChecks } from "./check";

/** What a value may be, for messages. */
const WORDS: Readonly<Record<NonNullable<ServiceField["type"]>, string>> = {
  boolean: "`true` or `false`",
  integer: "a whole number",
  number: "a number",
  string: "text",
  array: "an array",
  object: "an object",
};

/**
 * A scalar that cannot be read as what the setting is, `"yes"` for a boolean, is a failure: Fivetran reads the text of a number or a boolean as
 * one (its own tools send such) and refuses any other. A wrong shape, such as one text for an array, is a warning, because only the
 * document says so. Values are not repeated: a secret may stand in the wrong place.
 */
export function typeChecks(inputs: Properties, family: ServiceFamily, service: string): FurtherChecks {
  const model = serviceModel(family, service);
  const failures: CheckFailure[] = [];
  const notices: Notice[] = [];
  const check = (value: unknown, field: ServiceField | undefined, path: PropertyPath): void => {
    if (field === undefined || value === undefined || isUnknown(value)) return;
    const wanted = field.type ?? (field.fields === undefined ? undefined : "object");
    const given = shapeOf(value);
    if (wanted !== undefined && given !== shapeOfType(wanted)) {
      const message = `should be ${WORDS[wanted]} by Fivetran's document, not ${wordFor(value)}, and is sent as it is`;
      notices.push({ severity: "warning", path, message });
    } else if (wanted !== undefined && !canBeRead(value, wanted)) {
      failures.push({ path, reason: `must be ${WORDS[wanted]}${amongOf(field)}, not ${wordFor(value)}` });
    } else if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) check(entry, field.items, [...path, index]);
    } else if (isObject(value)) {
      for (const [key, entry] of Object.entries(value)) check(entry, own(field.fields, key), [...path, key]);
    }
  };
  for (const part of ["config", "auth"] as const) {
    // What is no object at all is the schema's to tell.
    if (isObject(inputs[part])) check(inputs[part], model?.[part], [part]);
  }
  return { failures, notices };
}

/**
 * What is known of the settings that a refusal names, for the end of its text: `config.update_method is one of XMIN, TELEPORT`. Empty where it
 * names none that this version knows.
 */
export function knownOfSettings(text: string, inputs: Properties, family: ServiceFamily): string[] {
  const service = knownText(inputs["service"]);
  const fields = service === undefined ? undefined : serviceModel(family, service)?.config.fields;
  const named = Object.entries(fields ?? {}).filter(([key]) => namesSetting(text, key));
  return named.flatMap(([key, field]) => {
    const values = field.enum ?? [];
    if (values.length > 0)
      return [`config.${key} is one of ${values.map(String).join(", ")}, as far as is known.`];
    return field.type === undefined ? [] : [`config.${key} is ${WORDS[field.type]}, as far as is known.`];
  });
}

/** In quotes, or behind `config.`: many settings are called like everyday words. */
function namesSetting(text: string, key: string): boolean {
  const quoted = ["'", '"', "`"].some((quote) => text.includes(quote + key + quote));
  return quoted || new RegExp(`\\bconfig\\.${key.replaceAll(/\W/g, "\\$&")}\\b`).test(text);
}

type Shape = "scalar" | "array" | "object";

function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return "array";
  return isObject(value) ? "object" : "scalar";
}

function shapeOfType(type: NonNullable<ServiceField["type"]>): Shape {
  return type === "array" || type === "object" ? type : "scalar";
}

/** Whether a value of the right shape is of a type, or a text that reads as one. Any scalar reads as text. */
function canBeRead(value: unknown, type: NonNullable<ServiceField["type"]>): boolean {
  switch (type) {
    case "boolean":
      return (
        typeof value === "boolean" || (typeof value === "string" && /^(true|false)$/i.test(value.trim()))
      );
    case "integer":
    case "number":
      return typeof value === "number" || (typeof value === "string" && isNumber(value));
    default:
      return true;
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function wordFor(value: unknown): string {
  if (Array.isArray(value)) return WORDS.array;
  switch (typeof value) {
    case "string":
      return "this text";
    case "boolean":
      return "a boolean";
    case "number":
      return "a number";
    default:
      return WORDS.object;
  }
}

function amongOf({ enum: values = [] }: ServiceField): string {
  return values.length === 0 ? "" : ` (${values.map(String).join(", ")})`;
}

/** Keys are user data, `constructor` among them. */
function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
