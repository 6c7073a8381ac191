import { parseJson } from "@pulumi-fivetran/sdk";
import { ProblemError } from "./problem";

/** Reads the bytes of a request. @throws {ProblemError} 413 for more than `maxBytes`, as soon as that is known */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = (): ProblemError =>
    new ProblemError(413, "tooLarge", `A body may have ${maxBytes} bytes at most; --max-body sets how many.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: ReadableStream<Uint8Array> | null = request.body;
  if (body === null) return Buffer.alloc(0);
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a body of JSON without rounding its numbers; undefined for an empty one. @throws {ProblemError} that repeats nothing of it */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return undefined;
  const type = request.headers.get("content-type") ?? "";
  // A page of somebody else may send text without asking first, but not JSON.
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw new ProblemError(415, "notJson", "Send the body with 'Content-Type: application/json'.");
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ProblemError(400, "notJson", "The body is not JSON.");
  }
}
