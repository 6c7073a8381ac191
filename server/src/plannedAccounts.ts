import type { ApiKey } from "./http/credentials";
import type { ServerOptions } from "./options";
import { type ParsedSeed, parseSeed } from "./state/seed/seed";
import { readSeedFile } from "./state/seed/seedFile";
import type { StoredEntry } from "./store/store";

export const DEFAULT_KEY: ApiKey = { key: "local-key", secret: "local-secret" };

/** The id of an account that was given none. */
const ONLY_ACCOUNT = "account";

/** An account that the server is told to serve. */
export interface PlannedAccount {
  readonly id: string;
  readonly keys: readonly [ApiKey, ...ApiKey[]];
  readonly seed: ParsedSeed;
}

/**
 * What the options say about accounts, in the order of theirs. An account of several that was given no keys has `<id>-key` and
 * `<id>-secret`.
 *
 * @throws Error for options that contradict each other, and for a faulty seed
 */
export async function plannedAccounts(
  options: Pick<ServerOptions, "accounts" | "keys" | "seed">,
): Promise<readonly [PlannedAccount, ...PlannedAccount[]]> {
  const [first, ...others] = await seedsOf(options);
  if (options.keys !== undefined && others.length > 0) {
    throw new Error(
      "Each of several accounts has keys of its own: give them with the accounts, not beside them.",
    );
  }
  if (others.length === 0) {
    const [shown, ...more] = options.keys ?? first.keys ?? [DEFAULT_KEY];
    if (shown === undefined) throw new Error("fivetran-local needs at least one API key.");
    return [{ id: first.id ?? ONLY_ACCOUNT, keys: [shown, ...more], seed: first }];
  }
  return [planned(first), ...others.map(planned)];
}

async function seedsOf({
  accounts,
  seed = {},
}: Pick<ServerOptions, "accounts" | "seed">): Promise<readonly [ParsedSeed, ...ParsedSeed[]]> {
  if (accounts !== undefined) {
    if (Object.keys(seed).length > 0) {
      throw new Error("Several accounts are given by 'accounts' or by a seed, not by both.");
    }
    return parseSeed({ accounts });
  }
  if (typeof seed !== "string") return parseSeed(seed);
  const file = await readSeedFile(seed);
  return parseSeed(file.seed, file.locate);
}

function planned(seed: ParsedSeed): PlannedAccount {
  // The seed's check has found that each of several has an id.
  const id = seed.id ?? ONLY_ACCOUNT;
  const [shown = { key: `${id}-key`, secret: `${id}-secret` }, ...more] = seed.keys ?? [];
  return { id, keys: [shown, ...more], seed };
}

/**
 * A data folder holds no keys, so an account in it that nothing gives keys to could be reached by nobody.
 *
 * @throws Error that names the accounts which are stored and not planned
 */
export function refuseForgottenAccounts(
  stored: readonly StoredEntry[],
  plans: readonly PlannedAccount[],
): void {
  const ids = new Set(plans.map(({ id }) => id));
  const forgotten = new Set(
    stored.map(({ collection }) => collection.split("/")[0] ?? "").filter((id) => !ids.has(id)),
  );
  if (forgotten.size === 0) return;
  const names = [...forgotten].map((id) => `'${id}'`).join(", ");
  throw new Error(
    `The data folder also holds ${names}, and only ${[...ids].map((id) => `'${id}'`).join(", ")} is to be served. ` +
      "Start with the seed that names these accounts, for their keys are not kept, or use another folder.",
  );
}
