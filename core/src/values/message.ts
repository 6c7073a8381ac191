import { isObject } from "./objects";

/** What something thrown says: an error's message, else its text. Also of an error that another copy of a class made. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isObject(error) && typeof error["message"] === "string" ? error["message"] : String(error);
}
