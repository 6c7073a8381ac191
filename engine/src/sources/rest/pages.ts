import { hash } from "node:crypto";
import type { RestEndpoint, RestPaging } from "../../connector/restOptions";
import { EngineError } from "../../errors";
import { isExactNumber, type JsonValue, parseExactJson } from "./exactJson";
import { valueAt } from "./jsonPath";
import { type PageAnswer, type PageRequest, PageTooLargeError, type Requester } from "./requester";

export interface PagesOptions {
  readonly baseUrl: string;
  readonly endpoint: RestEndpoint;
  readonly requester: Requester;
  readonly signal: AbortSignal;
  /** Parameters of this read: what has changed since. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Pages behind which a page that has shrunk is tried with more records again. */
const GOOD_PAGES = 10;

/** Where reading stands. */
interface Place {
  /** Records before it, for paging by page and offset. */
  readonly offset: number;
  readonly cursor: string | undefined;
  readonly url: URL | undefined;
}

/** Reads the pages of an endpoint, one after another. Yields the records of each. */
export async function* readPages(options: PagesOptions): AsyncGenerator<readonly JsonValue[]> {
  const { endpoint, requester, signal } = options;
  const paging: RestPaging = endpoint.paging ?? { type: "none" };
  const sizes = new PageSizes(paging);
  let place: Place = { offset: 0, cursor: undefined, url: undefined };
  let before: string | undefined;
  for (;;) {
    const size = sizes.current;
    let answer: PageAnswer;
    try {
      answer = await requester.request(requestOf(options, paging, place, size), signal, sizes.canShrink);
    } catch (error) {
      if (!(error instanceof PageTooLargeError)) throw error;
      sizes.shrink();
      continue;
    }
    const body = parsed(answer, endpoint);
    const records = recordsOf(body, endpoint);
    const sum = hash("sha1", answer.text, "hex");
    if (sum === before && records.length > 0)
      throw new EngineError(
        `${endpoint.path} returns the same page again.`,
        {},
        "Check `paging`: the API does not know its parameter.",
      );
    before = sum;
    if (records.length > 0) yield records;
    const next = nextPlace(options, paging, place, { body, answer, records: records.length, size });
    if (next === undefined) return;
    place = next;
    sizes.worked(place.offset);
  }
}

function requestOf(
  { baseUrl, endpoint, parameters }: PagesOptions,
  paging: RestPaging,
  place: Place,
  size: number | undefined,
): PageRequest {
  const all: Record<string, string | number | boolean> = { ...endpoint.parameters, ...parameters };
  if (paging.type !== "none" && paging.sizeParameter !== undefined && size !== undefined)
    all[paging.sizeParameter] = size;
  if (paging.type === "offset") all[paging.parameter] = place.offset;
  if (paging.type === "page")
    all[paging.parameter] = (paging.first ?? 1) + (size === undefined ? place.offset : place.offset / size);
  if (paging.type === "cursor" && place.cursor !== undefined) all[paging.parameter] = place.cursor;
  if (place.url !== undefined) return { url: sized(place.url, paging, size), body: undefined };
  const url = new URL(`${baseUrl.replace(/\/$/, "")}${endpoint.path}`);
  if (endpoint.method === "POST") return { url, body: JSON.stringify(all) };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, String(value));
  return { url, body: undefined };
}

/** A link has the size that was asked for first: after a failure another one is asked for. */
function sized(url: URL, paging: RestPaging, size: number | undefined): URL {
  if (paging.type !== "link" || paging.sizeParameter === undefined || size === paging.size) return url;
  const smaller = new URL(url);
  smaller.searchParams.set(paging.sizeParameter, String(size));
  return smaller;
}

interface Page {
  readonly body: JsonValue;
  readonly answer: PageAnswer;
  readonly records: number;
  readonly size: number | undefined;
}

function nextPlace(
  { baseUrl, endpoint }: PagesOptions,
  paging: RestPaging,
  place: Place,
  { body, answer, records, size }: Page,
): Place | undefined {
  if (endpoint.more !== undefined && valueAt(body, endpoint.more) !== true) return undefined;
  switch (paging.type) {
    case "none":
      return undefined;
    case "page":
      // Without a size, pages are counted instead of records.
      return records === 0 ? undefined : { ...place, offset: place.offset + (size ?? 1) };
    case "offset":
      return records === 0 ? undefined : { ...place, offset: place.offset + records };
    case "cursor": {
      const cursor = textOf(valueAt(body, paging.next));
      if (cursor === undefined) return undefined;
      if (cursor === place.cursor) throw standsStill(endpoint);
      return { ...place, cursor };
    }
    case "link": {
      const address = paging.next === undefined ? nextLink(answer.link) : textOf(valueAt(body, paging.next));
      return address === undefined ? undefined : { ...place, url: linked(baseUrl, endpoint, place, address) };
    }
  }
}

/** Credentials go to the API's own host and no other. */
function linked(baseUrl: string, endpoint: RestEndpoint, { url: before }: Place, address: string): URL {
  const base = new URL(`${baseUrl.replace(/\/$/, "")}${endpoint.path}`);
  const url = new URL(address, before ?? base);
  if (url.origin !== base.origin)
    throw new EngineError(
      `The next page of ${endpoint.path} is at ${url.origin}, and the source is at ${base.origin}.`,
      {},
      "Its credentials are not sent there. Set `baseUrl` to where the API's pages are.",
    );
  if (url.href === before?.href) throw standsStill(endpoint);
  return url;
}

function standsStill({ path }: RestEndpoint): EngineError {
  return new EngineError(`The next page of ${path} is the same page.`, {}, "Check `paging.next`.");
}

/** The address of `rel="next"` in a header `Link`. */
function nextLink(header: string | undefined): string | undefined {
  for (const [, address, parameters = ""] of header?.matchAll(/<([^>]*)>([^<]*)/g) ?? [])
    if (/;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(parameters)) return address;
  return undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (isExactNumber(value)) return value.rawJSON;
  return typeof value === "number" ? String(value) : undefined;
}

function parsed({ text }: PageAnswer, { path }: RestEndpoint): JsonValue {
  try {
    return parseExactJson(text);
  } catch {
    throw new EngineError(`${path} returns no JSON.`, {}, "Check `baseUrl` and the endpoint's `path`.");
  }
}

function recordsOf(body: JsonValue, { path, records }: RestEndpoint): readonly JsonValue[] {
  const found = records === undefined ? body : valueAt(body, records);
  if (Array.isArray(found)) return found as readonly JsonValue[];
  if (found === undefined || found === null) {
    // An API that has nothing may leave the list out.
    if (records !== undefined && typeof body === "object" && body !== null) return [];
  }
  throw new EngineError(
    `${path} returns no list${records === undefined ? "" : ` at ${records}`}.`,
    {},
    "Set the endpoint's `records` to where its records are.",
  );
}

/** How many records are asked for: fewer when the API fails, and more again when it works. */
class PageSizes {
  readonly #most: number | undefined;
  #current: number | undefined;
  #good = 0;

  constructor(paging: RestPaging) {
    this.#most = paging.type === "none" ? undefined : paging.size;
    this.#current = this.#most;
  }

  get current(): number | undefined {
    return this.#current;
  }

  get canShrink(): boolean {
    return this.#current !== undefined && this.#current > 1;
  }

  /** To the largest size that divides this one, so that a page of the smaller size begins where this one would have. */
  shrink(): void {
    const size = this.#current ?? 1;
    let part = 2;
    while (size % part !== 0) part += 1;
    this.#current = size / part;
    this.#good = 0;
  }

  worked(offset: number): void {
    const { canGrow, larger } = this.#larger();
    this.#good += 1;
    if (!canGrow || this.#good < GOOD_PAGES || offset % larger !== 0) return;
    this.#current = larger;
    this.#good = 0;
  }

  #larger(): { readonly canGrow: boolean; readonly larger: number } {
    const size = this.#current ?? 1;
    const most = this.#most ?? size;
    let larger = size;
    for (let times = 2; size * times <= most; times += 1)
      if (most % (size * times) === 0) {
        larger = size * times;
        break;
      }
    return { canGrow: larger > size, larger };
  }
}
