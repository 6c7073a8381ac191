import { z } from "zod";
import type { Account } from "../domain/account";

/** Reports a fault at a place of the seed, given by the keys that lead to it. */
export type Complain = (path: readonly PropertyKey[], message: string) => void;

type Fields = Readonly<Record<string, z.ZodType>>;

type Output<F extends Fields> = { readonly [K in keyof F]: z.output<F[K]> };

/** What one value alone cannot show, such as an id that is given twice. Looks at an account's seed as it was written. */
export type SeedCheck = (seed: object, complain: Complain) => void;

interface SeedAreaDefinition<F extends Fields> {
  /** Model of each key. All may be left out (`.default([])`, `.optional()`). */
  readonly fields: F;
  readonly checks?: readonly SeedCheck[];
  /** Runs in a transaction, on an account that was just opened, after the areas before it in the list. */
  plant(account: Account, seed: Output<F>): void;
}

/** A part of an account's seed: its top-level keys, and how they come into the account. */
export interface SeedArea<F extends Fields = Fields> {
  readonly fields: F;
  readonly checks: readonly SeedCheck[];
  /** @param seed a parsed seed that has at least this area's keys */
  plant(account: Account, seed: object): void;
}

export function seedArea<const F extends Fields>({
  fields,
  checks = [],
  plant,
}: SeedAreaDefinition<F>): SeedArea<F> {
  // A seed is parsed with the models of all areas before any of them is planted.
  return { fields, checks, plant: (account, seed) => plant(account, seed as Output<F>) };
}

/**
 * A check of some keys. It is left out while one of them is faulty by itself, so that it reports no consequences of that.
 *
 * @param needs the models of the keys that it looks at, of any area
 */
export function seedCheck<const F extends Fields>(
  needs: F,
  run: (seed: Output<F>, complain: Complain) => void,
): SeedCheck {
  return (seed, complain) => {
    const parsed = z.object(needs).safeParse(seed);
    // The output of an object is the outputs of its keys.
    if (parsed.success) run(parsed.data as Output<F>, complain);
  };
}

/** No two items of a list may have one id. */
export function uniqueIds(
  list: string,
  model: z.ZodType<readonly { readonly id?: string | undefined }[]>,
): SeedCheck {
  return seedCheck({ [list]: model }, ({ [list]: items = [] }, complain) => {
    const seen = new Set<string>();
    for (const [index, { id }] of items.entries()) {
      if (id === undefined) continue;
      if (seen.has(id)) complain([list, index, "id"], `the id '${id}' is given twice`);
      seen.add(id);
    }
  });
}
