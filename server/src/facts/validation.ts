import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import type { Fact } from "./fact";
import { schemaFact } from "./operations";

type JsonSchema = Record<string, unknown>;

/** How strictly a value is held to its fact. */
export interface Strictness {
  /** Requests: an optional field may be `null`. */
  readonly nullable: boolean;
  /**
   * Settings of a service stand in these fields of the body: anything in them may be `null`, a number too large to be read may
   * be text, and a port a number where text is wanted.
   */
  readonly lenientIn: readonly string[];
}

const NUMBER_TEXT = "^[+-]?\\d+(?:\\.\\d+)?$";
/** As the API writes times: UTC, at most microseconds. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

let ajv: Ajv | undefined;

/** Loaded at the first validation: it takes as long as all else that a start needs. */
function validator(): Ajv {
  if (ajv === undefined) {
    const library = require("ajv") as typeof import("ajv");
    ajv = new library.Ajv({ strict: false, allErrors: true, inlineRefs: true });
    ajv.addFormat("date-time", DATE_TIME).addFormat("byte", BASE64).addFormat("binary", true);
  }
  return ajv;
}

export type FactCheck = (value: unknown) => readonly ErrorObject[];

/** Makes a function that finds everything in which a value differs from the fact; a field that the fact does not know is `additionalProperties`. */
export function compileFact(fact: Fact, strictness: Strictness): FactCheck {
  const validate: ValidateFunction = validator().compile(rootSchema(fact, strictness));
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

function rootSchema(fact: Fact, { nullable, lenientIn }: Strictness): JsonSchema {
  const rulesOf = (name: string): Rules => {
    const isLenient = lenientIn.includes(name);
    return { nullable: nullable || isLenient, isLenient };
  };
  return schemaOf(fact, false, { nullable, isLenient: false }, rulesOf);
}

interface Rules {
  readonly nullable: boolean;
  readonly isLenient: boolean;
}

/** @param rulesOf what holds for a field; without it, what holds for the whole */
function schemaOf(
  given: Fact,
  isOptional: boolean,
  rules: Rules,
  rulesOf: (name: string) => Rules = () => rules,
): JsonSchema {
  const fact = given.ref === undefined ? given : schemaFact(given.ref);
  const schema = scalarSchema(fact, rules);
  const { fields, required = [] } = fact;
  if (fields !== undefined) {
    const properties = Object.entries(fields).map(([name, field]) => {
      const below = schemaOf(field, !required.includes(name), rulesOf(name));
      return [
        name,
        isPort(name, field, rulesOf(name)) ? { ...below, type: ["string", "integer", "null"] } : below,
      ];
    });
    Object.assign(schema, {
      properties: Object.fromEntries(properties) as JsonSchema,
      required,
      additionalProperties: false,
    });
  }
  if (fact.values !== undefined) schema["additionalProperties"] = schemaOf(fact.values, true, rules);
  if (fact.items !== undefined) schema["items"] = schemaOf(fact.items, false, rules);
  return fact.nullable === true || (isOptional && rules.nullable) ? orNull(schema) : schema;
}

function isPort(name: string, field: Fact, rules: Rules): boolean {
  return rules.isLenient && field.type === "string" && /(?:^|_)port$/.test(name);
}

function scalarSchema(fact: Fact, rules: Rules): JsonSchema {
  const isNumber = fact.type === "integer" || fact.type === "number";
  return {
    ...(fact.type !== undefined && {
      type: isNumber && rules.isLenient ? [fact.type, "string"] : [fact.type],
    }),
    ...(isNumber && rules.isLenient && { pattern: NUMBER_TEXT }),
    ...(fact.format !== undefined && { format: fact.format }),
    ...(fact.enum !== undefined && { enum: fact.enum }),
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema as { type?: readonly string[]; enum?: readonly unknown[] };
  return {
    ...schema,
    ...(type !== undefined && { type: [...type, "null"] }),
    ...(values !== undefined && { enum: [...values, null] }),
  };
}
