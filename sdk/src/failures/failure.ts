import type { FivetranError } from "../errors";
import type { Redact } from "./redact";

/** Why no answer came. */
export type BrokenReason =
  | "refused"
  | "dns"
  | "unreachable"
  | "tls"
  | "notHttp"
  | "damaged"
  | "reset"
  | "timeout";

/** What is known of one failed attempt. Nothing in it is redacted yet; only `createError` lets it out. */
export interface Failure {
  readonly what:
    | {
        readonly kind: "answer";
        readonly status: number;
        readonly code?: string;
        readonly said: string;

        /** Whether the body is a page for people. */
        readonly page?: boolean;
      }
    | {
        readonly kind: "unexpected";
        readonly status: number;
        readonly fieldPath: string;
        readonly said: string;

        /** Why, where it is not a field of the answer. */
        readonly because?: "page" | "cutOff" | "size";
      }
    | {
        readonly kind: "broken";
        readonly reason: BrokenReason;
        readonly code?: string;

        /** Address and port of the machine that was tried. */
        readonly peer?: string;

        /** How long an answer was waited for. @unit milliseconds */
        readonly afterMs?: number;
      }
    | { readonly kind: "notSent"; readonly said: string }
    | { readonly kind: "overQuota"; readonly said: string }
    | { readonly kind: "aborted" }
    | { readonly kind: "deadline" };

  /** Whether the request was carried out: `no` only where that is certain. */
  readonly ran: "no" | "maybe";

  /** Whether the same request may succeed later. */
  readonly transient: boolean;

  readonly requestId?: string;

  /** How long the server asks to wait. @unit milliseconds */
  readonly retryAfterMs?: number;
}

/** What an error says beyond the last failure. */
export interface CallFacts {
  readonly method: string;
  readonly path: string;

  /** What {@link path} stands behind; absent where nothing was to be sent. */
  readonly baseUrl?: string;

  /** What the address comes from, in the words of the program that embeds the client. */
  readonly baseUrlSource?: string | undefined;

  readonly redact: Redact;

  /** @unit milliseconds */
  readonly deadlineMs?: number;

  /** How many attempts were made, this one included. */
  readonly attempts: number;

  /** @unit milliseconds */
  readonly elapsedMs: number;

  /** Whether the call changes something and may have been carried out. */
  readonly mayHaveRun: boolean;

  /** A sentence on what was tried to find out; that of another error may end it. */
  readonly note?: { readonly text: string; readonly error?: FivetranError } | undefined;
}
