import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { documentedOperations } from "../../sdk/support/document.ts";
import { OPERATIONS } from "../../sdk/support/operations.ts";
import { specPath } from "../../support/spec.ts";

const DECLARATIONS = fileURLToPath(new URL("../../../sdk/dist/index.d.ts", import.meta.url));

/** A service's own, and passed on as it is. */
const PASSED_ON = new Set(["config", "auth", "external_secrets_keys_config"]);

/** What the client takes and does not send under that name. */
const NOT_SENT: Readonly<Record<string, RegExp>> = {
  extra_config: /\.(create|createForAccount|update|updateForAccount)$/, // A part of `config`.
  service: /\.(update|updateForAccount)$/, // Says what `config` is checked by.
  confirm: /\.(resync|resyncTables)$/, // Says that it is meant.
  extra_fields: /^connections\.(create|update)$/, // Its fields stand beside the others.
};

/** What the document calls otherwise, or has at another place. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "hybridDeploymentAgents.list": { group_id: "groupId" },
  "externalSecretsManagers.listAllEntities": { manager_id: "esm_id" },
  "connections.createConnectCard": {
    redirect_uri: "connect_card_config.redirect_uri",
    hide_setup_guide: "connect_card_config.hide_setup_guide",
    all_fields: "connect_card_config.all_fields",
  },
  "connectionSchemas.resyncTables": { schemas: "*" },
  "connections.setSchedule": {
    interval: "schedule.interval",
    time_of_day: "schedule.time_of_day",
    days_of_week: "schedule.days_of_week",
    cron: "schedule.cron",
  },
};

/** What the types say of a field. */
interface Field {
  readonly name: string;

  /** The values that an editor offers; empty where any text will do. */
  readonly values: readonly string[];
}

/** Fields whose values the document has elsewhere than in a list of the body's: as keys of its kinds, of a query, or in words. */
const WITHOUT_VALUES = new Set([
  "connections.create: service",
  "destinations.create: service",
  "externalLogging.create: service",
  "externalLogging.createForAccount: service",
  "externalSecretsManagers.listAllEntities: type",
  "externalSecretsManagers.listEntities: type",
  "transformations.list: type",
  "connectionSchemas.reload: exclude_mode",
  "webhooks.test: event",
  "apiKeys.list: user_type",
  "users.list: user_type",
  "connections.setSchedule: schedule_type",
  // Each kind of user has its own type of arguments, with its own word.
  "users.create: user_type",
]);

/** What the generator has read of the document, corrections included. */
const FACTS = fileURLToPath(new URL("../../../server/src/generated/operations.json", import.meta.url));

interface Fact {
  readonly ref?: string;
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly fields?: Readonly<Record<string, Fact>>;
  readonly items?: Fact;
  readonly values?: Fact;
}

interface Facts {
  readonly operations: readonly { method: string; path: string; request?: { body?: Fact } }[];
  readonly schemas: Readonly<Record<string, Fact>>;
}

/** Every field that the types of the built client let a caller give, at every depth, by method: `schemas.*.enabled`. */
function fieldsByMethod(): Map<string, readonly Field[]> {
  const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    strict: true,
    types: ["node"],
  };
  const program = ts.createProgram([DECLARATIONS], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(DECLARATIONS);
  const module = file && checker.getSymbolAtLocation(file);
  const client = module && checker.getExportsOfModule(module).find(({ name }) => name === "FivetranClient");
  if (client === undefined) throw new Error(`${DECLARATIONS} has no client`);
  const areas = publicMembers(checker, checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(client)));
  return new Map(
    areas.flatMap((area) =>
      publicMembers(checker, typeOf(checker, area)).map((method) => {
        const [signature] = typeOf(checker, method).getCallSignatures();
        const given = (signature?.parameters ?? []).filter(({ name }) => name !== "options");
        const fields = given.flatMap((parameter) => fieldsOf(checker, typeOf(checker, parameter), ""));
        return [`${area.name}.${method.name}`, fields];
      }),
    ),
  );
}

function fieldsOf(checker: ts.TypeChecker, type: ts.Type, prefix: string): Field[] {
  const below = (part: ts.Type, field: string): Field[] =>
    fieldsOf(checker, checker.getNonNullableType(part), field);
  if (type.isUnion()) return type.types.flatMap((part) => below(part, prefix));
  if (checker.isArrayType(type)) {
    return checker.getTypeArguments(type as ts.TypeReference).flatMap((item) => below(item, `${prefix}[]`));
  }
  const named = type.getStringIndexType();
  return [
    ...(named === undefined ? [] : below(named, join(prefix, "*"))),
    ...checker.getPropertiesOfType(type).flatMap((property) => {
      if (!property.declarations?.some(isOwn)) return []; // Of a text, or of bytes.
      const name = join(prefix, snakeCase(property.name));
      const of = typeOf(checker, property);
      const field = { name, values: valuesOf(checker.getBaseConstraintOfType(of) ?? of) };
      return PASSED_ON.has(property.name) ? [field] : [field, ...below(of, name)];
    }),
  ];
}

/** Of an open list, those that are known. */
function valuesOf(type: ts.Type): string[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
}

function typeOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type {
  return checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
}

function publicMembers(checker: ts.TypeChecker, type: ts.Type): readonly ts.Symbol[] {
  return checker
    .getPropertiesOfType(type)
    .filter(({ name, valueDeclaration }) => !name.includes("#") && isPublic(valueDeclaration));
}

const isPublic = (declaration: ts.Declaration | undefined): boolean =>
  declaration !== undefined &&
  (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Protected | ts.ModifierFlags.Private)) === 0;

const isOwn = (declaration: ts.Declaration): boolean =>
  /\/sdk\/dist\/resources\//.test(declaration.getSourceFile().fileName);

const join = (prefix: string, name: string): string => (prefix === "" ? name : `${prefix}.${name}`);

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe.skipIf(!existsSync(specPath))(
  "Fivetran's document and the types (skipped where FIVETRAN_SPEC names no file)",
  () => {
    const byMethod = existsSync(specPath) ? fieldsByMethod() : new Map<string, Field[]>();

    it("are compared for every method", () => {
      expect([...byMethod.keys()].sort()).toEqual(
        [...new Set(OPERATIONS.map(({ method }) => method))].sort(),
      );
      expect([...byMethod.values()].flat().length).toBeGreaterThan(300);
    });

    it("has every field and every query parameter that the types take", () => {
      const documented = new Map(documentedOperations().map((operation) => [operation.name, operation]));
      const unknown = [...byMethod].flatMap(([method, fields]) => {
        const operations = OPERATIONS.filter((row) => row.method === method).map(({ operation }) =>
          documented.get(operation),
        );
        const known = new Set(
          operations.flatMap((each) => [...(each?.fields ?? []), ...(each?.query ?? [])]),
        );
        const names = new Set(fields.map(({ name }) => name));
        return [...names]
          .filter((field) => NOT_SENT[field]?.test(method) !== true)
          .map((field) => ELSEWHERE[method]?.[field] ?? field)
          .filter((field) => !known.has(field))
          .map((field) => `${method}: ${field} is not documented`);
      });
      expect(unknown.join("\n")).toBe("");
    });

    it("has the values that the types offer, and no others", () => {
      const values = documentedValues();
      const differing = [...byMethod].flatMap(([method, fields]) => {
        const known = OPERATIONS.filter((row) => row.method === method).map(({ operation }) =>
          values.get(operation),
        );
        return fields
          .filter(({ name }) => NOT_SENT[name]?.test(method) !== true)
          .filter(({ name, values: offered }) => {
            const documented = known.find((each) => each?.has(name))?.get(name) ?? [];
            return [...documented].sort().join() !== [...new Set(offered)].sort().join();
          })
          .map(({ name }) => `${method}: ${name}`);
      });
      expect([...new Set(differing)].sort().join("\n")).toBe([...WITHOUT_VALUES].sort().join("\n"));
    });
  },
);

/** By operation, the values of each field of its body that has a list of them, as far as texts go. */
function documentedValues(): Map<string, Map<string, readonly string[]>> {
  const { operations, schemas } = JSON.parse(readFileSync(FACTS, "utf8")) as Facts;
  const collect = (
    fact: Fact,
    name: string,
    found: Map<string, readonly string[]>,
    above: readonly string[],
  ): void => {
    const { ref = "", type, enum: values, fields = {}, items, values: named } = fact;
    if (ref !== "" && !above.includes(ref)) collect(schemas[ref] ?? {}, name, found, [...above, ref]);
    if (type === "string" && values !== undefined) found.set(name, values.map(String));
    for (const [key, field] of Object.entries(fields)) collect(field, join(name, key), found, above);
    if (items !== undefined) collect(items, `${name}[]`, found, above);
    if (named !== undefined) collect(named, join(name, "*"), found, above);
  };
  return new Map(
    operations.map(({ method, path, request }) => {
      const found = new Map<string, readonly string[]>();
      if (request?.body !== undefined) collect(request.body, "", found, []);
      return [`${method} ${path}`, found];
    }),
  );
}
