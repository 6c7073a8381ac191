import { writeJson } from "../wire/json";
import { LARGEST_UPLOAD } from "./upload";

/** The text of a body, or why it cannot be sent. */
export type JsonBody = { ok: true; text: string } | { ok: false; problem: string };

/**
 * Writes a body, which may hold whatever a program has put into settings.
 *
 * @param largest the most bytes that are sent. Fivetran names a limit for files only; a larger body cannot be meant
 */
export function jsonBody(body: object, largest = LARGEST_UPLOAD): JsonBody {
  try {
    const text = writeJson(body);
    const size = Buffer.byteLength(text);
    if (size <= largest) return { ok: true, text };
    const limit = largest / 1024 / 1024;
    return {
      ok: false,
      problem: `the body has ${size} bytes, and Fivetran takes ${limit} MB at most`,
    };
  } catch (error) {
    // The first line: the others draw the circle.
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { ok: false, problem: `the body cannot be written as JSON (${why ?? ""})` };
  }
}
