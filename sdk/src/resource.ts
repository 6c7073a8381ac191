import type { Readable } from "node:stream";
import type { Caller } from "./calls/caller";
import type { Operation } from "./http/operation";
import type { CreateOptions, RequestOptions } from "./options";
import type { ListOptions, Page, PageOptions } from "./pagination";
import { LARGEST_PAGE, Listing } from "./pagination";
import type { AnswerSchema } from "./wire/schema";

/** An operation that returns pages, without the position. */
interface ListOperation<T> extends Pick<Operation<Page<T>>, "path" | "query" | "version"> {
  answer(): Promise<AnswerSchema<Page<T>>>;
}

/** What the areas of the client have in common: a way to call. */
export abstract class ApiResource {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  protected call<T>(operation: Operation<T>, options?: CreateOptions<T>): Promise<T> {
    return this.#caller.call(operation, options);
  }

  /** Returns the bytes of an operation whose result is a file. */
  protected stream(
    operation: Omit<Operation<Readable>, "answer">,
    options?: RequestOptions,
  ): Promise<Readable> {
    return this.#caller.download(operation, options);
  }

  /** Returns a lazy list over an operation that returns pages. */
  protected listing<T>(operation: ListOperation<T>, options: ListOptions = {}): Listing<T> {
    const { pageSize, cursor, ...callOptions } = options;
    return new Listing(
      {
        fetch: ({ before, ...position }) =>
          this.#caller.call<Page<T>>(
            {
              ...operation,
              method: "GET",
              query: { ...operation.query, cursor: position.cursor, limit: position.limit },
              problem: problemWith(position),
              answer: async () => pageAfter(before ?? cursorsOf(position), await operation.answer()),
            },
            callOptions,
          ),
        errorAt: ({ place, problem }) =>
          this.#caller.unexpectedAt({ ...operation, method: "GET" }, place, problem),
      },
      { ...(pageSize === undefined ? {} : { pageSize }), ...(cursor === undefined ? {} : { cursor }) },
    );
  }
}

function cursorsOf({ cursor }: PageOptions): ReadonlySet<string> {
  return new Set(cursor === undefined ? [] : [cursor]);
}

function problemWith({ limit, cursor }: PageOptions): string | undefined {
  const given: unknown = cursor; // Programs in JavaScript pass anything.
  if (given !== undefined && (typeof given !== "string" || given === ""))
    return "cursor must be the nextCursor of a page";
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE))
    return undefined;
  return `limit must be a whole number from 1 to ${LARGEST_PAGE}, and is ${limit}`;
}

/** Refuses a cursor that came before: an iteration would never end. */
function pageAfter<T>(before: ReadonlySet<string>, schema: AnswerSchema<Page<T>>): AnswerSchema<Page<T>> {
  return {
    safeParse(value) {
      const parsed = schema.safeParse(value);
      const next = parsed.success ? parsed.data.nextCursor : undefined;
      if (next === undefined || !before.has(next)) return parsed;
      const issue = {
        path: ["next_cursor"],
        message: "the next page is one that came before",
        params: { essential: true },
      };
      return { success: false, error: { issues: [issue] } };
    },
  };
}
