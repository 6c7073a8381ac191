import type { ErrorObject } from "ajv";
import { type ApiError, errors } from "../errors";
import { bodyFact, isKnownKind, isUnknownSetting, kindIn, SETTINGS } from "../facts/body";
import type { Fact } from "../facts/fact";
import type { OperationFacts } from "../facts/operations";
import { ALL_NAMING_KEYS } from "../facts/services";
import { readTypedText } from "../facts/typedText";
import { compileFact, type FactCheck } from "../facts/validation";
import { messages } from "../messages";
import type { Operation } from "../operations/operation";
import { documentedOperation } from "./aliases";

/** More than these of one request say nothing new. */
const MAX_WARNINGS = 20;

/** A body as the document types it, and what the document does not know of it. */
export interface CheckedBody {
  readonly body: unknown;
  readonly warnings: readonly string[];
}

interface Expected {
  readonly fact: Fact;
  readonly check: FactCheck;
}

/** By operation, and by the service or type whose settings the body holds. The document is the same for all servers of a process. */
const checks = new Map<string, Expected>();

/**
 * Holds a body to what the API's document says of it: types, known values, what must be there. Numbers and booleans may be text.
 *
 * @param kind the service of the thing that is changed; what is made says its own
 * @returns the body, and what the document does not know of it but the service may: keys, and values of settings, are taken and kept
 * @throws ApiError 400 for the first fault, in the API's words
 */
export function checkBody(operation: Operation, sent: unknown, kind: string | undefined): CheckedBody {
  const facts = documentedOperation(operation.method, operation.path);
  const fact = facts?.request?.body;
  if (facts === undefined || fact === undefined) return { body: sent, warnings: [] };
  const ofThing = isKnownKind(fact, kind) ? kind : undefined;
  const expected = expectedOf(facts, fact, ofThing ?? kindIn(fact, sent));
  const body = readTypedText(expected.fact, sent);
  const found = expected.check(body);
  const fault = found.find((error) => !isNews(error));
  if (fault !== undefined) throw operation.errorForField?.(fieldOf(fault)) ?? errorFor(fault);
  return { body, warnings: found.slice(0, MAX_WARNINGS).map(warningFor) };
}

function expectedOf({ id, method }: OperationFacts, fact: Fact, kind: string | undefined): Expected {
  const key = `${id} ${kind ?? ""}`;
  let expected = checks.get(key);
  if (expected === undefined) {
    const ofBody = bodyFact(fact, kind, method === "PATCH" ? "update" : "creation");
    expected = { fact: ofBody, check: compileFact(ofBody, { nullable: true, lenientIn: SETTINGS }) };
    checks.set(key, expected);
  }
  return expected;
}

/** What a newer edition of the document may know: any key, and a value of a setting, whose enumerations the document has incomplete. */
function isNews(error: ErrorObject): boolean {
  return error.keyword === "additionalProperties" || isUnknownSetting(error);
}

/** The value is not quoted: nothing says that it is no secret. */
function warningFor(error: ErrorObject): string {
  const what = error.keyword === "enum" ? "The value of " : "";
  return `${what}'${fieldOf(error)}' is not known`;
}

function errorFor(error: ErrorObject): ApiError {
  const field = fieldOf(error);
  if (field === "") return errors.invalidInput(messages.bodyNotObject);
  if (error.keyword === "required") return errors.invalidInput(messages.fieldRequired(field));
  const wanted = (error.params as { type?: unknown }).type;
  const wantsObject = error.keyword === "type" && [wanted].flat().includes("object");
  return errors.invalidInput(wantsObject ? messages.objectInvalid(field) : messages.fieldInvalid(field));
}

/** `config.list.0.key`; a key that names a connection is called by itself, as the API does. */
function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const parts = instancePath.split("/").slice(1).map(unescaped);
  const { missingProperty, additionalProperty } = params as Partial<Record<string, string>>;
  const last = keyword === "required" ? missingProperty : additionalProperty;
  if (last !== undefined) parts.push(last);
  const [root, name = ""] = parts;
  return parts.length === 2 && root === "config" && ALL_NAMING_KEYS.includes(name) ? name : parts.join(".");
}

/** Of a JSON pointer. */
function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
