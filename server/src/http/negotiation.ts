import { errors } from "../errors";

/** Both versions of the API get the same answers: those of the second. */
const ACCEPTABLE = /^(?:\*\/\*|application\/\*|application\/json)$/;
const VERSION = /^version=[12]$/;

/**
 * Clients may ask for `application/json`, with `version=1` or `version=2`, or for nothing in particular.
 *
 * @throws ApiError 406 when nothing of what is asked for can be had
 */
export function checkAccept(accept: string | undefined): void {
  if (accept === undefined || accept.trim() === "") return;
  if (!accept.split(",").some(isAcceptable)) throw errors.notAcceptable(accept);
}

function isAcceptable(range: string): boolean {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
  const versions = parameters.filter((parameter) => parameter.startsWith("version"));
  return ACCEPTABLE.test(type) && versions.every((version) => VERSION.test(version));
}

/** @throws ApiError 415 for a body that is not said to be JSON */
export function checkContentType(contentType: string | undefined): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw errors.unsupportedMediaType();
}
