/** Checks and renames the `data` of an answer. What zod's schemas are to this package, without zod's types. */
export interface AnswerSchema<T> {
  safeParse(value: unknown): ParseResult<T>;
}

type ParseResult<T> = { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };

/**
 * What is wrong at one place. `params` may say `{ essential: true }`: then it is not read by leaving that place out; or
 * `{ emptied: true }`: then it is read as an empty object, of which something is there and nothing known.
 */
export interface Issue {
  readonly path: PropertyKey[];
  readonly message: string;
  readonly params?: unknown;
}
