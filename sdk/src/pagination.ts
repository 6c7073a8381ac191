/** The most items that Fivetran gives at once. */
export const LARGEST_PAGE = 1000;

/** One page of a list. */
export interface Page<T> {
  items: T[];

  /** Where the next page begins; absent on the last one. Opaque: pass it back as it is. */
  nextCursor?: string;
}

/** Which page. */
export interface PageOptions {
  /** `nextCursor` of the page before; without it, the first page. */
  cursor?: string;

  /** How many items at most, 1 to 1000. @default 100, which is Fivetran's own */
  limit?: number;
}

/** Which page, and where pages began that came before it. */
export interface Position extends PageOptions {
  readonly before?: ReadonlySet<string>;
}

/**
 * A list that has not been fetched yet. Iterating fetches page after page as it gets there (1000 items at a time), and
 * nothing after a `break`. Each iteration starts anew. Each page is a call of its own, with the options of the list: its
 * `deadlineMs` is for one page.
 *
 * @example
 * for await (const group of client.groups.list()) console.log(group.name);
 */
export class Listing<T> implements AsyncIterable<T> {
  readonly #fetch: (position: Position) => Promise<Page<T>>;

  constructor(fetch: (position: Position) => Promise<Page<T>>) {
    this.#fetch = fetch;
  }

  /** Fetches one page. @throws {InvalidInputError} when `limit` is not a whole number from 1 to 1000 */
  page(options: PageOptions = {}): Promise<Page<T>> {
    return this.#fetch(options);
  }

  /** Fetches everything. */
  async all(): Promise<T[]> {
    const items: T[] = [];
    for await (const item of this) items.push(item);
    return items;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const before = new Set<string>();
    let cursor: string | undefined;
    do {
      const where = cursor === undefined ? {} : { cursor, before };
      const page = await this.#fetch({ limit: LARGEST_PAGE, ...where });
      yield* page.items;
      cursor = page.nextCursor;
      if (cursor !== undefined) before.add(cursor);
    } while (cursor !== undefined);
  }
}
