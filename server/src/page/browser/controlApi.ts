import { EventStreamParser, type StreamEvent } from "./eventStream.js";
import type { ClockReading, ConnectionDetails, Fault, ListedFault, Overview } from "./protocol.js";

const TOKEN_NAME = "fivetran-local-token";

/** A control call that was refused, in the server's words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The server cannot be reached: it was stopped, or is just starting. */
export class Unreachable extends Error {}

export type ConnectionAction = "sync" | "pause" | "resume" | "authorize";

/** The control API, as the page uses it. */
export class ControlApi {
  #token = readToken();

  get hasToken(): boolean {
    return this.#token !== null;
  }

  /** Kept as long as the browser's tab is open. */
  setToken(token: string): void {
    this.#token = token;
    sessionStorage.setItem(TOKEN_NAME, token);
  }

  overview(): Promise<Overview> {
    return this.#call<Overview>("GET", "/overview");
  }

  details(account: string, connection: string): Promise<ConnectionDetails> {
    return this.#call("GET", `/overview/connections/${encodeURIComponent(connection)}`, { account });
  }

  act(account: string, connection: string, action: ConnectionAction): Promise<void> {
    return this.#call("POST", `/connections/${encodeURIComponent(connection)}/${action}`, { account });
  }

  setStatus(account: string, connection: string, status: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#call("PATCH", `/connections/${encodeURIComponent(connection)}/status`, { account }, status);
  }

  moveClock(change: { set?: string; advanceMs?: number; frozen?: boolean }): Promise<ClockReading> {
    return this.#call("POST", "/clock", {}, change);
  }

  addFault(fault: Fault): Promise<{ id: string }> {
    return this.#call("POST", "/faults", {}, fault);
  }

  faults(): Promise<readonly ListedFault[]> {
    return this.#call("GET", "/faults");
  }

  removeFault(id: string): Promise<void> {
    return this.#call("DELETE", `/faults/${encodeURIComponent(id)}`);
  }

  clearFaults(): Promise<void> {
    return this.#call("DELETE", "/faults");
  }

  setLatency(ms: number): Promise<void> {
    return this.#call("PUT", "/latency", {}, { ms });
  }

  /** @param plan whose limits are to hold; undefined for none */
  setRateLimits(plan: string | undefined): Promise<void> {
    return this.#call("PUT", "/rate-limits", {}, { plan });
  }

  clearJournal(): Promise<void> {
    return this.#call("DELETE", "/journal");
  }

  /** The snapshot's text, as it is put back later. */
  async snapshot(account: string | undefined): Promise<Blob> {
    return (await this.#send("GET", "/snapshot", { account })).blob();
  }

  async restore(account: string | undefined, snapshot: string): Promise<void> {
    await this.#send("PUT", "/snapshot", { account }, snapshot);
  }

  reset(account: string | undefined): Promise<void> {
    return this.#call("POST", "/reset", { account });
  }

  /**
   * What happens on the server, as it happens, until the connection ends.
   *
   * @param after the last journal entry that is known already
   */
  async *events(after: number, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const response = await this.#send("GET", "/journal/stream", { after: String(after) }, undefined, signal);
    if (response.body === null) return;
    const parser = new EventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(value);
    }
  }

  async #call<T>(
    method: string,
    path: string,
    query: Readonly<Record<string, string | undefined>> = {},
    body?: unknown,
  ): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await this.#send(method, path, query, text);
    // The server is the page's own: they are built and published together.
    return (await response.json()) as T;
  }

  async #send(
    method: string,
    path: string,
    query: Readonly<Record<string, string | undefined>>,
    body?: string,
    signal?: AbortSignal,
  ): Promise<Response> {
    const url = new URL(`/_local${path}`, location.origin);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const headers = new Headers();
    if (this.#token !== null) headers.set("authorization", `Bearer ${this.#token}`);
    if (body !== undefined) headers.set("content-type", "application/json");
    const response = await fetch(url, {
      method,
      headers,
      cache: "no-store",
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      throw new Unreachable("The server does not answer. Is it still running?");
    });
    if (!response.ok) throw await refusalIn(response);
    return response;
  }
}

async function refusalIn(response: Response): Promise<Refused> {
  const answer = (await response.json().catch(() => ({}))) as { message?: string; faults?: string[] };
  const message = answer.message ?? `The server returned ${response.status}.`;
  return new Refused(response.status, [message, ...(answer.faults ?? [])].join("\n"));
}

/** From `#token=…` of the address, which is never sent and is removed from the address at once, or from earlier in this tab. */
function readToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given === null) return sessionStorage.getItem(TOKEN_NAME);
  sessionStorage.setItem(TOKEN_NAME, given);
  history.replaceState(null, "", location.pathname);
  return given;
}
