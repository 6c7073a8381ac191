import type { Machine } from "../../connector/machine";
import type { RestSettings } from "../../connector/restOptions";
import { EngineError } from "../../errors";
import { Authorizer } from "./authorize";

/** A request of a page. */
export interface PageRequest {
  readonly url: URL;
  /** JSON, with POST. */
  readonly body: string | undefined;
}

/** What an API has answered. */
export interface PageAnswer {
  readonly text: string;
  /** The header `Link`. */
  readonly link: string | undefined;
}

/** A page that could not be had with as many records as were asked for: with fewer of them it may. */
export class PageTooLargeError extends EngineError {}

const TRANSIENT = new Set([408, 425, 429, 500, 502, 503, 504]);
const SMALLER_HELPS = new Set([408, 413, 500, 502, 504]);

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;
const TIMEOUT_MS = 60_000;
const RETRIES = 5;
const PAGE_BYTES = 32 * 1024 * 1024;

type Outcome =
  | { readonly kind: "answer"; readonly answer: PageAnswer }
  | { readonly kind: "failure"; readonly why: string; readonly status?: number; readonly waitMs?: number };

/** Sends the requests of one API: with its credentials, within its limits, again where it failed. */
export class Requester {
  readonly #settings: RestSettings;
  readonly #machine: Machine;
  readonly #authorizer: Authorizer;
  #nextAt = 0;

  constructor(settings: RestSettings, machine: Machine) {
    this.#settings = settings;
    this.#machine = machine;
    this.#authorizer = new Authorizer(settings.auth, machine.now);
  }

  /**
   * Requests a page.
   *
   * @throws PageTooLargeError where the failure may be due to the page's size
   */
  async request(page: PageRequest, signal: AbortSignal, canShrink: boolean): Promise<PageAnswer> {
    const { retries = RETRIES } = this.#settings;
    for (let attempt = 0; ; attempt += 1) {
      await this.#waitTurn(signal);
      const outcome = await this.#send(page, signal);
      if (outcome.kind === "answer") return outcome.answer;
      const { why, status, waitMs } = outcome;
      if (status === 401 && attempt === 0 && this.#authorizer.renew()) continue;
      const smaller = status === undefined || SMALLER_HELPS.has(status);
      if (canShrink && smaller) throw new PageTooLargeError(describe(page, why));
      if ((status !== undefined && !TRANSIENT.has(status)) || attempt >= retries)
        throw new EngineError(describe(page, why, attempt + 1), {}, adviceOn(status));
      await this.#machine.sleep(waitMs ?? delayOf(attempt), signal);
    }
  }

  async #waitTurn(signal: AbortSignal): Promise<void> {
    const { requestsPerSecond } = this.#settings;
    if (requestsPerSecond === undefined) return;
    const now = this.#machine.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + 1000 / requestsPerSecond;
    if (at > now) await this.#machine.sleep(at - now, signal);
  }

  async #send({ url, body }: PageRequest, signal: AbortSignal): Promise<Outcome> {
    const credentials = await this.#authorizer.credentials(
      async (tokenUrl, form) => await this.#requestToken(tokenUrl, form, signal),
    );
    const target = new URL(url);
    for (const [name, value] of Object.entries(credentials.parameters)) target.searchParams.set(name, value);
    const headers = {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...this.#settings.headers,
      ...credentials.headers,
    };
    return await this.#fetch(target, { method: body === undefined ? "GET" : "POST", headers, body }, signal);
  }

  async #fetch(
    url: URL,
    init: { method: string; headers: Record<string, string>; body?: string | URLSearchParams | undefined },
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { timeoutMs = TIMEOUT_MS, pageBytes = PAGE_BYTES } = this.#settings;
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      // A redirection would take the credentials along to wherever it leads.
      const { body, ...rest } = init;
      const response = await fetch(url, {
        ...rest,
        ...(body === undefined ? {} : { body }),
        redirect: "manual",
        signal: AbortSignal.any([signal, timeout]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return {
          kind: "failure",
          why: `it answered ${response.status}${response.status >= 300 && response.status < 400 ? ", a redirection, which is not followed" : ""}`,
          status: response.status,
          ...waitOf(response.headers.get("retry-after"), this.#machine.now()),
        };
      }
      const text = await readText(response, pageBytes);
      if (text === undefined)
        return { kind: "failure", why: `the answer has more than ${pageBytes} bytes`, status: 413 };
      return { kind: "answer", answer: { text, link: response.headers.get("link") ?? undefined } };
    } catch (error) {
      signal.throwIfAborted();
      return { kind: "failure", why: timeout.aborted ? `it took more than ${timeoutMs} ms` : causeOf(error) };
    }
  }

  async #requestToken(tokenUrl: string, form: URLSearchParams, signal: AbortSignal): Promise<unknown> {
    const url = new URL(tokenUrl);
    const init = {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: form,
    };
    const outcome = await this.#fetch(url, init, signal);
    if (outcome.kind === "failure")
      throw new EngineError(
        `The token cannot be had from ${url.origin}${url.pathname}: ${outcome.why}.`,
        {},
        "Check `auth` of the source.",
      );
    try {
      return JSON.parse(outcome.answer.text);
    } catch {
      return undefined;
    }
  }
}

/** The whole text of an answer; undefined where it is longer than `limit` bytes. */
async function readText(response: Response, limit: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > limit) return undefined;
    chunks.push(chunk as Uint8Array);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}

/** The address without parameters, which may hold a credential. */
function describe({ url, body }: PageRequest, why: string, tries = 1): string {
  const times = tries > 1 ? ` after ${tries} tries` : "";
  return `${body === undefined ? "GET" : "POST"} ${url.origin}${url.pathname} failed${times}: ${why}.`;
}

function adviceOn(status: number | undefined): string {
  switch (status) {
    case 401:
    case 403:
      return "Check `auth` of the source, and what its credentials may read.";
    case 404:
      return "Check `baseUrl` and the endpoint's `path`.";
    case 413:
      return "Ask for fewer records a page by `paging.size` and `paging.sizeParameter`, or raise `pageBytes`.";
    case 429:
      return "Set `requestsPerSecond` of the source below the API's limit.";
    default:
      return "Sync again when the API works; raise `retries` or `timeoutMs` where it is slow.";
  }
}

function delayOf(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
}

/** `Retry-After` in seconds, or as a date. */
function waitOf(header: string | null, now: number): { waitMs?: number } {
  if (header === null) return {};
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(waitMs) ? { waitMs: Math.max(0, waitMs) } : {};
}

/** The cause behind "fetch failed": a code, or a message that quotes no value. */
function causeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  const from = cause instanceof Error ? cause : error;
  if (from instanceof Error && "code" in from) return String(from.code);
  return from instanceof TypeError ? "the answer is no text of UTF-8" : "the connection was lost";
}
