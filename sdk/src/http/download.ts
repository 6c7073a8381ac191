import { addAbortSignal, finished, Readable } from "node:stream";
import type { Failure } from "../failures/failure";
import type { Operation } from "./operation";
import type { CallScope } from "./scope";
import { CallEnded } from "./scope";

/**
 * The bytes of an answer, as a stream that keeps the promises of a call: it ends with the call's signal and its
 * deadline, and fails with this package's errors only. The call is over when the stream is closed.
 */
export function streamWithin(
  scope: CallScope,
  source: Readable,
  errorOf: (failure: Failure) => Error,
): Readable {
  // Not made by `Readable.from`: one that waits for its source could not be destroyed until the source says something.
  const stream = new Readable({
    read: () => void source.resume(),
    destroy: (error, done) => {
      source.destroy();
      scope.close();
      done(error);
    },
  });
  source.pause();
  source.on("data", (chunk: Uint8Array) => {
    if (!stream.push(chunk)) source.pause();
  });
  source.on("end", () => stream.push(null));
  finished(source, { writable: false }, (error) => {
    if (error) stream.destroy(errorOf({ what: whyBroken(scope), ran: "maybe", transient: true }));
  });
  addAbortSignal(scope.signal, source);
  return stream;
}

/**
 * What is wrong with a file that should begin with `begins`; undefined when it does. The bytes that were checked are still to be read.
 * Fails as the stream does.
 */
export async function problemWithStart(
  stream: Readable,
  { what, begins }: NonNullable<Operation<unknown>["file"]>,
): Promise<string | undefined> {
  const wanted = Buffer.from(begins);
  const start = await startOf(stream, wanted.length);
  if (start.length === 0) return `the body is empty, and should be ${what}`;
  return start.subarray(0, wanted.length).equals(wanted) ? undefined : `the body is not ${what}`;
}

/** The first bytes, at least `length` of them where there are that many. */
async function startOf(stream: Readable, length: number): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < length && !stream.readableEnded) {
    const chunk = stream.read() as Buffer | null; // Only bytes are pushed into it.
    if (chunk === null) await something(stream);
    else start = Buffer.concat([start, chunk]);
  }
  if (!stream.readableEnded) stream.unshift(start);
  return start;
}

/** Waits until there is more to read, or the end. */
function something(stream: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error): void => {
      stream.off("readable", done).off("end", done).off("error", done);
      if (error === undefined) resolve();
      else reject(error);
    };
    stream.on("readable", done).on("end", done).on("error", done);
  });
}

function whyBroken(scope: CallScope): Failure["what"] {
  try {
    scope.check();
    return { kind: "broken", reason: "reset" };
  } catch (error) {
    return { kind: error instanceof CallEnded ? error.why : "aborted" };
  }
}
