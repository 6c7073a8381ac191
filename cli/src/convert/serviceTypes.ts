/** Whether settings are of the types that the provider gives a service's `config`, so that the program compiles. */

import { isObject } from "@pulumi-fivetran/core/values";
import type { ServiceFamily, ServiceField } from "@pulumi-fivetran/sdk/services";
import { serviceModel } from "@pulumi-fivetran/sdk/services";
import { Code } from "./literal";

const FAMILIES: Readonly<Record<string, ServiceFamily>> = {
  Connector: "connection",
  Destination: "destination",
  ExternalLogging: "log",
  AccountExternalLogging: "log",
  PrivateLink: "privateLink",
};

export function familyOf(kind: string): ServiceFamily | undefined {
  return FAMILIES[kind];
}

export interface TypedSettings {
  /** Settings as the types have them. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Settings that the types do not know, or know otherwise. */
  readonly extraConfig: Readonly<Record<string, unknown>>;
}

/** Undefined for a service that the types do not know, or whose required settings are not all there: then nothing is checked. */
export function typedSettings(
  kind: string,
  service: string,
  config: Readonly<Record<string, unknown>>,
): TypedSettings | undefined {
  const family = FAMILIES[kind];
  const model = family === undefined ? undefined : serviceModel(family, service)?.config;
  if (model === undefined) return undefined;
  const entries = Object.entries(config);
  if (model.fields === undefined) return { config, extraConfig: {} };
  const { fields, required = [] } = model;
  const fitting = entries.filter(([key, value]) => Object.hasOwn(fields, key) && fits(fields[key], value));
  const names = new Set(fitting.map(([key]) => key));
  if (required.some((key) => !names.has(key))) return undefined;
  const others = entries.filter(([key]) => !names.has(key));
  return { config: Object.fromEntries(fitting), extraConfig: Object.fromEntries(others) };
}

/** The element type of a secret: a list is filled in as JSON. */
export function isList(
  kind: string,
  service: string | undefined,
  path: readonly (string | number)[],
): boolean {
  if (path[0] === "environmentVars") return true;
  const family = FAMILIES[kind];
  if (family === undefined || service === undefined || path[0] !== "config") return false;
  let field = serviceModel(family, service)?.config;
  for (const part of path.slice(1)) field = typeof part === "number" ? field?.items : field?.fields?.[part];
  return field?.type === "array";
}

function fits(field: ServiceField | undefined, value: unknown): boolean {
  if (field === undefined || value instanceof Code) return true;
  switch (field.type) {
    case "string":
      return typeof value === "string";
    case "integer":
    case "number":
      // A list of numbers is a closed type.
      return typeof value === "number" && (field.enum === undefined || field.enum.includes(value));
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value) && value.every((item) => fits(field.items, item));
    case "object":
      return isObject(value) && fitsObject(field, value);
    default:
      return true;
  }
}

function fitsObject(
  { fields, required = [] }: ServiceField,
  value: Readonly<Record<string, unknown>>,
): boolean {
  if (fields === undefined) return true;
  return (
    required.every((key) => value[key] !== undefined) &&
    Object.entries(value).every(([key, each]) => Object.hasOwn(fields, key) && fits(fields[key], each))
  );
}
