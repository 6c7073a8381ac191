import { addAbortSignal, finished, Readable } from "node:stream";
import type { Failure } from "./failure";
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

function whyBroken(scope: CallScope): Failure["what"] {
  try {
    scope.check();
    return { kind: "broken", reason: "reset" };
  } catch (error) {
    return { kind: error instanceof CallEnded ? error.why : "aborted" };
  }
}
