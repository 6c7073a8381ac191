import type { z } from "zod";
import { type ApiError, errors } from "../errors";
import { messages } from "../messages";
import type { Operation } from "../operations/operation";
import { checkContentType } from "./negotiation";

/**
 * A request's body, checked against its operation's model. Fields that the model does not name pass.
 *
 * @throws ApiError 415 or 400, with the first fault in the API's words
 */
export function readBody(operation: Operation, text: string, contentType: string | undefined): unknown {
  if (text !== "") checkContentType(contentType);
  if (operation.body === undefined) return undefined;
  if (text === "" && !operation.mayOmitBody) throw errors.invalidInput(messages.bodyRequired);
  const body = text === "" ? {} : parse(text);
  const checked = operation.body.safeParse(body);
  if (checked.success) return checked.data;
  throw faultOf(checked.error, body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw errors.invalidInput(messages.bodyMalformed);
  }
}

function faultOf(error: z.ZodError, body: unknown): ApiError {
  const issue = error.issues[0];
  if (issue === undefined || issue.path.length === 0) return errors.invalidInput(messages.bodyMalformed);
  const field = issue.path.map(String).join(".");
  if (valueAt(body, issue.path) === undefined) return errors.invalidInput(messages.fieldRequired(field));
  const wantsObject =
    issue.code === "invalid_type" && (issue.expected === "object" || issue.expected === "record");
  return errors.invalidInput(wantsObject ? messages.objectInvalid(field) : messages.fieldInvalid(field));
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
