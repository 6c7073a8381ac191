import type { z } from "zod";
import { type ApiError, errors } from "../errors";
import { messages } from "../messages";
import type { Operation } from "../operations/operation";
import { checkBody } from "./bodyCheck";
import type { SentBody } from "./call";
import { checkContentType } from "./negotiation";

/** A request's body, and what the API's document does not know of it. */
export interface ReadBody {
  readonly body: unknown;
  readonly warnings: readonly string[];
}

/**
 * A request's body, held first to what the document says of it, then to its operation's model, which says what the document does not:
 * ranges, patterns, what the service demands in fact. Fields that neither names pass.
 *
 * @param kind the service of the thing that the path names
 * @throws ApiError 415 or 400, with the first fault in the API's words
 */
export function readBody(
  operation: Operation,
  { text, json }: SentBody,
  contentType: string | undefined,
  kind: () => string | undefined,
): ReadBody {
  if (text !== "") checkContentType(contentType);
  if (operation.body === undefined) return { body: undefined, warnings: [] };
  if (text === "" && !operation.mayOmitBody) throw errors.invalidInput(messages.bodyRequired);
  if (text !== "" && json === undefined) throw errors.invalidInput(messages.bodyMalformed);
  const { body, warnings } = checkBody(operation, json === undefined ? {} : json.value, kind());
  const checked = operation.body.safeParse(body);
  if (checked.success) return { body: checked.data, warnings };
  throw faultOf(operation, checked.error, body);
}

function faultOf({ errorForField }: Operation, error: z.ZodError, body: unknown): ApiError {
  const issue = error.issues[0];
  if (issue === undefined || issue.path.length === 0) return errors.invalidInput(messages.bodyNotObject);
  const field = issue.path.map(String).join(".");
  const itsOwn = errorForField?.(field);
  if (itsOwn !== undefined) return itsOwn;
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
