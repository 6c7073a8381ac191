import { ApiError, errors } from "../errors";
import { messages } from "../messages";
import { type Reply, reply } from "./envelope";
import { randomFrom } from "./random";

/** A disturbance of the API, for the requests that it matches. What is not given does not limit it. */
export interface Fault {
  readonly method?: string | undefined;
  /** Regular expression, searched for in the path with its query. */
  readonly path?: string | undefined;
  /** Lets so many matching requests pass first. */
  readonly skip?: number | undefined;
  /** Disturbs so many requests, then never again. Default: no end. */
  readonly times?: number | undefined;
  /** Disturbs a matching request with this probability, 0 to 1. Default 1. */
  readonly probability?: number | undefined;
  /** Makes the same draws again. Default 1. */
  readonly seed?: number | undefined;

  /** Delays the answer by this much of real time. Alone, it lets the request be served as usual. */
  readonly latencyMs?: number | undefined;
  /** The operation runs, then the fault decides the answer: a call that reports failure and was done. */
  readonly afterRunning?: boolean | undefined;
  /** Closes the connection without an answer: before the operation ran, or after it. */
  readonly drop?: "before" | "after" | undefined;
  /** Default 502 for `html`, 200 for `malformed`, else 500. */
  readonly status?: number | undefined;
  /** In the error envelope. */
  readonly code?: string | undefined;
  /** In the error envelope. */
  readonly message?: string | undefined;
  /** Instead of an envelope: a proxy's HTML page, JSON that breaks off, or this text. */
  readonly body?: "html" | "malformed" | (string & {}) | undefined;
  /** `Retry-After`: whole seconds, or a date as text. */
  readonly retryAfter?: number | string | undefined;
}

export type ListedFault = Fault & {
  readonly id: string;
  readonly matched: number;
  readonly disturbed: number;
};

export class Faults {
  #active: ActiveFault[] = [];
  #added = 0;

  /** Requests are disturbed by the first fault that matches, in the order of adding. @returns the fault's id */
  add(fault: Fault): string {
    this.#added += 1;
    const active = new ActiveFault(`fault_${this.#added}`, fault);
    this.#active.push(active);
    return active.id;
  }

  list(): ListedFault[] {
    return this.#active.map((active) => active.listed());
  }

  remove(id: string): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((active) => active.id !== id);
    return this.#active.length < before;
  }

  clear(): void {
    this.#active = [];
  }

  /** The fault that disturbs a request, if any. Asking counts the request. */
  next(method: string, path: string): (Fault & { readonly id: string }) | undefined {
    return this.#active.find((active) => active.strikes(method, path))?.listed();
  }
}

class ActiveFault {
  readonly #fault: Fault;
  readonly #path: RegExp | undefined;
  readonly #random: () => number;
  #matched = 0;
  #disturbed = 0;

  constructor(
    readonly id: string,
    fault: Fault,
  ) {
    this.#fault = fault;
    this.#path = fault.path === undefined ? undefined : new RegExp(fault.path);
    this.#random = randomFrom(fault.seed ?? 1);
  }

  strikes(method: string, path: string): boolean {
    const fault = this.#fault;
    if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
    if (this.#path !== undefined && !this.#path.test(path)) return false;
    this.#matched += 1;
    if (this.#matched <= (fault.skip ?? 0)) return false;
    if (this.#disturbed >= (fault.times ?? Number.POSITIVE_INFINITY)) return false;
    if (fault.probability !== undefined && this.#random() >= fault.probability) return false;
    this.#disturbed += 1;
    return true;
  }

  listed(): ListedFault {
    return { ...this.#fault, id: this.id, matched: this.#matched, disturbed: this.#disturbed };
  }
}

/** What a fault answers; undefined when it only delays. */
export function replyOf(fault: Fault): Reply | undefined {
  const reply = bareReply(fault);
  if (reply === undefined || fault.retryAfter === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "retry-after": String(fault.retryAfter) } };
}

function bareReply(fault: Fault): Reply | undefined {
  switch (fault.body) {
    case undefined:
      return fault.status === undefined && fault.code === undefined && fault.afterRunning !== true
        ? undefined
        : envelope(fault);
    case "html":
      return { status: fault.status ?? 502, body: HTML_PAGE, headers: { "content-type": "text/html" } };
    case "malformed":
      return {
        status: fault.status ?? 200,
        body: '{"code":"Success","data":{"id":',
        headers: { "content-type": "application/json" },
      };
    default:
      return { status: fault.status ?? 500, body: fault.body, headers: { "content-type": "text/plain" } };
  }
}

function envelope(fault: Fault): Reply {
  const status = fault.status ?? 500;
  const usual = usualError(status);
  return reply(status, { code: fault.code ?? usual.code, message: fault.message ?? usual.message });
}

function usualError(status: number): { readonly code: string; readonly message: string } {
  switch (status) {
    case 401:
      return errors.unauthorized();
    case 404:
      return errors.unknownPath();
    case 409:
      return new ApiError(409, "Conflict", messages.connections.syncInProgress);
    case 429:
      return new ApiError(429, "TooManyRequests", messages.tooManyRequests);
    default:
      return errors.internal();
  }
}

const HTML_PAGE =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
