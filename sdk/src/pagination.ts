import { LazyList } from "./lazyList";
import type { RequestOptions } from "./options";
import type { Listed, UnreadableField } from "./unreadable";
import { isUnreadable, unreadableFields } from "./unreadable";
import { snakeCase } from "./wire/case";
import { below, unreadableAt } from "./wire/fieldPath";

/** The most items that Fivetran gives at once. */
export const LARGEST_PAGE = 1000;

/** One page of a list. */
export interface Page<T> {
  items: Listed<T>[];

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

/** What every method that lists takes as its last argument. The options of a call are for one page. */
export interface ListOptions extends RequestOptions {
  /** How many items are fetched at once, 1 to 1000. @default 1000 */
  pageSize?: number;

  /** `nextCursor` of a page: the list begins after it. @default the beginning */
  cursor?: string;
}

/** How a list is fetched, and how it fails. */
export interface ListSource<T> {
  fetch(position: Position): Promise<Page<T>>;

  /** The error for an element that cannot be read, at its place in the answer. */
  errorAt(unreadable: UnreadableField): Error;
}

/**
 * A list that fetches its pages while it is iterated, and nothing after a `break`. Each iteration starts anew. Each page is a call of its
 * own: `deadlineMs` is for one page.
 *
 * An element that cannot be read is marked (`isUnreadable`). {@link readable} leaves it out; {@link strict} fails.
 *
 * @example
 * for await (const group of client.groups.list()) console.log(group.name);
 */
export class Listing<T> extends LazyList<Listed<T>> {
  readonly #source: ListSource<T>;
  readonly #options: Pick<ListOptions, "pageSize" | "cursor">;

  constructor(source: ListSource<T>, options: Pick<ListOptions, "pageSize" | "cursor"> = {}) {
    super(() => itemsOf(source, options, (item) => item));
    this.#source = source;
    this.#options = options;
  }

  /**
   * Fetches one page: the first, or what `options` say.
   *
   * @throws {InvalidInputError} when `limit` is not a whole number from 1 to 1000
   */
  page(options: PageOptions = {}): Promise<Page<T>> {
    const { pageSize, cursor } = this.#options;
    return this.#source.fetch({
      ...(cursor === undefined ? {} : { cursor }),
      ...(pageSize === undefined ? {} : { limit: pageSize }),
      ...options,
    });
  }

  /** Fetches everything, as {@link toArray} does. */
  all(): Promise<Listed<T>[]> {
    return this.toArray();
  }

  /** Without the elements that cannot be read. For what is shown, not for what decides that something is not there. */
  readable(): LazyList<T> {
    // An unmarked element is a T: `Listed` has nothing else.
    return this.filter((item): item is Listed<T> & T => !isUnreadable(item));
  }

  /**
   * The same list for what decides by it: whether something is there, is another's, is equal. It fails where that cannot
   * be told: at an element that cannot be read, and at one without the fields that decide.
   *
   * @throws {UnexpectedAnswerError} with the place of the element
   * @example
   * const isTaken = await client.groups.list().strict({ required: ["name"] }).find(({ name }) => name === "analytics");
   */
  strict<Name extends keyof T & string = never>(
    fields: StrictFields<T, Name> = {},
  ): LazyList<T & Told<T, Name>> {
    const source = this.#source;
    return new LazyList(() =>
      itemsOf(source, this.#options, (item, index) => decidable(item, index, fields, source)),
    );
  }
}

/** What a {@link Listing.strict} list must be able to read of each element, besides what makes it one. */
export interface StrictFields<T, Name extends keyof T & string> {
  /** Must be there. Null says that there is none, and counts as there. */
  readonly required?: readonly Name[];

  /** May be absent, but not unreadable. */
  readonly readable?: readonly (keyof T & string)[];
}

/** The fields that are known to be there. */
export type Told<T, Name extends keyof T> = { [Each in Name]-?: Exclude<T[Each], undefined> };

async function* itemsOf<T, Item = Listed<T>>(
  source: ListSource<T>,
  { pageSize = LARGEST_PAGE, cursor: start }: Pick<ListOptions, "pageSize" | "cursor">,
  convert: (item: Listed<T>, index: number) => Item,
): AsyncGenerator<Item, void, undefined> {
  const before = new Set<string>();
  let cursor = start;
  do {
    if (cursor !== undefined) before.add(cursor);
    const page = await source.fetch({ limit: pageSize, before, ...(cursor === undefined ? {} : { cursor }) });
    for (const [index, item] of page.items.entries()) yield convert(item, index);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** @throws {UnexpectedAnswerError} */
function decidable<T, Name extends keyof T & string>(
  item: Listed<T>,
  index: number,
  { required = [], readable = [] }: StrictFields<T, Name>,
  source: ListSource<T>,
): T & Told<T, Name> {
  const place = ["data", "items", index];
  if (isUnreadable(item)) throw source.errorAt(below(place, item.unreadable));
  const names = [...required, ...readable].map(snakeCase);
  const bad = unreadableFields(item as object).find(({ path: [name] }) => names.includes(String(name)));
  if (bad !== undefined) throw source.errorAt(below(place, bad));
  const element = item as T & Told<T, Name>; // It is not marked, and what follows sees to the rest.
  const missing = required.find((name) => element[name] === undefined);
  if (missing === undefined) return element;
  const problem = "is missing, and without it nothing can be decided";
  throw source.errorAt(unreadableAt([...place, snakeCase(missing)], problem));
}
