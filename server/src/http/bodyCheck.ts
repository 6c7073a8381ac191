import type { ErrorObject } from "ajv";
import { type ApiError, errors } from "../errors";
import { bodyFact, isKnownKind, kindIn, SETTINGS } from "../facts/body";
import type { Fact } from "../facts/fact";
import type { OperationFacts } from "../facts/operations";
import { ALL_NAMING_KEYS } from "../facts/services";
import { compileFact, type FactCheck } from "../facts/validation";
import { messages } from "../messages";
import type { Operation } from "../operations/operation";
import { documentedOperation } from "./aliases";

/** More than these of one request say nothing new. */
const MAX_WARNINGS = 20;

/** By operation, and by the service or type whose settings the body holds. The document is the same for all servers of a process. */
const checks = new Map<string, FactCheck>();

/**
 * Holds a body to what the API's document says of it: types, known values, what must be there.
 *
 * @param kind the service of the thing that is changed; what is made says its own
 * @returns what the document does not know, which the service may: keys are taken and kept
 * @throws ApiError 400 for the first fault, in the API's words
 */
export function checkBody(operation: Operation, body: unknown, kind: string | undefined): readonly string[] {
  const facts = documentedOperation(operation.method, operation.path);
  const fact = facts?.request?.body;
  if (facts === undefined || fact === undefined) return [];
  const ofThing = isKnownKind(fact, kind) ? kind : undefined;
  const found = checkOf(facts, fact, ofThing ?? kindIn(fact, body))(body);
  const fault = found.find(({ keyword }) => keyword !== "additionalProperties");
  if (fault !== undefined) throw operation.refusalOf?.(fieldOf(fault)) ?? refusalFor(fault);
  return found.slice(0, MAX_WARNINGS).map((error) => `'${fieldOf(error)}' is not known`);
}

function checkOf({ id, method }: OperationFacts, fact: Fact, kind: string | undefined): FactCheck {
  const key = `${id} ${kind ?? ""}`;
  let check = checks.get(key);
  if (check === undefined) {
    const purpose = method === "PATCH" ? "update" : "creation";
    check = compileFact(bodyFact(fact, kind, purpose), { nullable: true, lenientIn: SETTINGS });
    checks.set(key, check);
  }
  return check;
}

function refusalFor(error: ErrorObject): ApiError {
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
