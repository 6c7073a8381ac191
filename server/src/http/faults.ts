import { ApiError, errors } from "../errors";
import { messages } from "../messages";
import type { Fault, ListedFault } from "../page/browser/protocol";
import { type Reply, reply } from "./envelope";
import { randomFrom } from "./random";

export type { Fault, ListedFault };

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

/** The answer of a fault; undefined when it only delays. */
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
