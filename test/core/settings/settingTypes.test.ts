import {
  type ServiceFamily,
  type ServiceField,
  serviceIds,
  serviceModel,
} from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";
import { configChecks } from "../../../core/src/settings/serviceConfig";
import { typeChecks } from "../../../core/src/settings/settingTypes";
import { formatPath } from "../../../core/src/values/propertyPath";
import { UNKNOWN } from "../../../core/src/values/unknown";

const FAMILIES: readonly ServiceFamily[] = ["connection", "destination", "log", "privateLink"];

function said(config: Record<string, unknown>, service = "postgres"): string[] {
  const { failures = [], notices = [] } = typeChecks({ config }, "connection", service);
  return [
    ...failures.map(({ path, reason }) => `${formatPath(path)} ${reason}`),
    ...notices.map(({ path, message }) => `warning: ${formatPath(path)} ${message}`),
  ];
}

describe("typeChecks", () => {
  it("refuse what cannot be read as the setting is, with what would be valid, and never the value", () => {
    expect(said({ port: "hunter2-hunter2" })).toEqual(["config.port must be a whole number, not this text"]);
    expect(said({ port: true })).toEqual(["config.port must be a whole number, not a boolean"]);
    expect(said({ port: "" })).toEqual(["config.port must be a whole number, not this text"]);
  });

  it("take the text of a number or a boolean, which Fivetran reads as one", () => {
    expect(said({ port: "5432" })).toEqual([]);
  });

  it("only warn of a wrong shape, which the document alone says", () => {
    expect(said({ port: [5432] })).toEqual([
      "warning: config.port should be a whole number by Fivetran's document, not an array, and is sent as it is",
    ]);
    expect(said({ host: { name: "h" } })[0]).toMatch(/^warning: config\.host should be text/);
  });

  it("say nothing of what is not known: a value, a key, a service", () => {
    expect(said({ port: UNKNOWN, constructor: true, brand_new: true })).toEqual([]);
    expect(said({ port: true }, "no_such_service")).toEqual([]);
  });

  it("are asked with all other checks of a service's settings", () => {
    const { failures } = configChecks({ service: "postgres", config: { port: "x" } }, "connection");
    expect(failures?.map(({ path }) => formatPath(path))).toEqual(["config.port"]);
  });

  it("find a wrong scalar at every boolean and number of every service, and take a right one at all of them", () => {
    let found = 0;
    for (const family of FAMILIES) {
      for (const service of serviceIds(family)) {
        const model = serviceModel(family, service);
        for (const part of ["config", "auth"] as const) {
          for (const { path, field } of scalarsOf(model?.[part] ?? {}, [])) {
            const isBoolean = field.type === "boolean";
            const judge = (value: unknown): string[] =>
              (typeChecks({ [part]: built(path, value) }, family, service).failures ?? []).map((failure) =>
                formatPath(failure.path),
              );
            const at = formatPath([part, ...path]);
            expect(judge(isBoolean ? "yes" : "many")).toEqual([at]);
            expect(judge(isBoolean ? 1 : false)).toEqual([at]);
            for (const right of isBoolean ? [true, "false"] : [7, "7"]) expect(judge(right)).toEqual([]);
            found += 1;
          }
        }
      }
    }
    expect(found).toBeGreaterThan(400);
  });
});

interface Scalar {
  readonly path: readonly (string | number)[];
  readonly field: ServiceField;
}

/** The booleans and numbers of a field, those in the first entry of arrays too. */
function* scalarsOf(field: ServiceField, path: readonly (string | number)[]): Generator<Scalar> {
  if (field.type === "boolean" || field.type === "integer" || field.type === "number") yield { path, field };
  if (field.items !== undefined) yield* scalarsOf(field.items, [...path, 0]);
  for (const [key, below] of Object.entries(field.fields ?? {})) yield* scalarsOf(below, [...path, key]);
}

/** Nested data with one value at a path. */
function built(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduceRight<unknown>(
    (below, key) => (typeof key === "number" ? [below] : { [key]: below }),
    value,
  );
}
