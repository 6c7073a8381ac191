import { isLoopback, randomText } from "./address";
import type { Account } from "./domain/account";
import { given as withoutUndefined } from "./domain/given";
import type { ApiKey } from "./http/credentials";
import type { ServerOptions } from "./options";
import type { UserRecord } from "./records/account";
import type { ParsedSeed } from "./seed/seed";
import type { StoredEntry } from "./store/store";

export const DEFAULT_KEY: ApiKey = { key: "local-key", secret: "local-secret" };

/** The id of an account that was given none. */
const ONLY_ACCOUNT = "account";

/** An account that the server is told to serve. */
export interface PlannedAccount {
  readonly id: string;
  readonly keys: readonly [ApiKey, ...ApiKey[]];
  /** Whether somebody chose them. */
  readonly hasGivenKeys: boolean;
  readonly owner: Partial<UserRecord>;
  /** Fills the account, when it was just opened. */
  plant(account: Account): void;
}

/** What is taken from a seed before it is planted. */
interface SeededAccount extends Pick<PlannedAccount, "owner" | "plant"> {
  readonly id: string | undefined;
  readonly keys: readonly ApiKey[] | undefined;
}

const NOTHING: SeededAccount = { id: undefined, keys: undefined, owner: {}, plant: () => undefined };

/**
 * What the options say about accounts, in the order of theirs. An account of several that was given no keys has `<id>-key` and
 * `<id>-secret` on loopback; where others may reach the server, every key that is not given is random.
 *
 * @throws Error for options that contradict each other, for a faulty seed, and for the published default key where others may reach it
 */
export async function plannedAccounts(
  options: Pick<ServerOptions, "accounts" | "host" | "keys" | "runConnectors" | "seed">,
): Promise<readonly [PlannedAccount, ...PlannedAccount[]]> {
  const plans = await plansOf(options, isLoopback(options.host ?? "127.0.0.1") ? KNOWN_KEYS : RANDOM_KEYS);
  if (options.host !== undefined && !isLoopback(options.host)) {
    refuseDefaultKey(plans, options.host);
    if (options.runConnectors === true) refuseChanceKeys(plans, options.host);
  }
  return plans;
}

/** The keys of accounts that were given none. */
interface DefaultKeys {
  /** Of the only account. */
  ofOne(): ApiKey;
  /** Of one of several. */
  of(id: string): ApiKey;
}

const KNOWN_KEYS: DefaultKeys = {
  ofOne: () => DEFAULT_KEY,
  of: (id) => ({ key: `${id}-key`, secret: `${id}-secret` }),
};

const RANDOM_KEYS: DefaultKeys = { ofOne: randomKey, of: randomKey };

function randomKey(): ApiKey {
  return { key: randomText(), secret: randomText() };
}

function refuseDefaultKey(plans: readonly PlannedAccount[], host: string): void {
  const isOpen = plans.some(({ keys }) => keys.some(({ secret }) => secret === DEFAULT_KEY.secret));
  if (!isOpen) return;
  throw new Error(
    `The server listens on ${host}, where other machines may reach it, and the secret '${DEFAULT_KEY.secret}' is known to everybody: give another one, or none, and a random one is printed.`,
  );
}

/** Whoever has a key can run code: on a network, that is for people whom somebody has chosen. */
function refuseChanceKeys(plans: readonly PlannedAccount[], host: string): void {
  const without = plans.filter(({ hasGivenKeys }) => !hasGivenKeys).map(({ id }) => `'${id}'`);
  if (without.length === 0) return;
  throw new Error(
    `The server listens on ${host}, where other machines may reach it, and whoever has a key could run code on this one: give the account ${without.join(", ")} keys (--key and --secret, or in the seed), or listen on loopback.`,
  );
}

async function plansOf(
  options: Pick<ServerOptions, "accounts" | "keys" | "seed">,
  defaults: DefaultKeys,
): Promise<readonly [PlannedAccount, ...PlannedAccount[]]> {
  const [first, ...others] = await readSeeds(options);
  if (options.keys !== undefined && others.length > 0) {
    throw new Error(
      "Each of several accounts has keys of its own: give them with the accounts, not beside them.",
    );
  }
  if (others.length > 0)
    return [planAccount(first, defaults), ...others.map((other) => planAccount(other, defaults))];
  const [shown, ...more] = options.keys ?? first.keys ?? [defaults.ofOne()];
  if (shown === undefined) throw new Error("fivetran-local needs at least one API key.");
  const hasGivenKeys = options.keys !== undefined || first.keys !== undefined;
  return [{ ...first, id: first.id ?? ONLY_ACCOUNT, keys: [shown, ...more], hasGivenKeys }];
}

async function readSeeds({
  accounts,
  seed,
}: Pick<ServerOptions, "accounts" | "seed">): Promise<readonly [SeededAccount, ...SeededAccount[]]> {
  if (accounts !== undefined && seed !== undefined) {
    throw new Error("Several accounts are given by 'accounts' or by a seed, not by both.");
  }
  const given = accounts === undefined ? seed : { accounts };
  if (given === undefined) return [NOTHING];
  // Loaded here, as most of a start's time would be spent on it.
  const { parseSeed, plantSeed } = await import("./seed/seed.js");
  const seeded = (parsed: ParsedSeed): SeededAccount => ({
    id: parsed.id,
    keys: parsed.keys,
    owner: parsed.owner === undefined ? {} : withoutUndefined(parsed.owner),
    plant: (account) => plantSeed(account, parsed),
  });
  const [first, ...others] = typeof given === "string" ? await parsedFile(given) : parseSeed(given);
  return [seeded(first), ...others.map(seeded)];
}

async function parsedFile(path: string): Promise<readonly [ParsedSeed, ...ParsedSeed[]]> {
  const { parseSeed, SeedError } = await import("./seed/seed.js");
  const { readSeedFile } = await import("./seed/seedFile.js");
  const { seed, locator } = await readSeedFile(path);
  try {
    return parseSeed(seed);
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    throw new SeedError(error.faults, await locator());
  }
}

function planAccount(seed: SeededAccount, defaults: DefaultKeys): PlannedAccount {
  // The seed's check has found that each of several has an id.
  const id = seed.id ?? ONLY_ACCOUNT;
  const [shown = defaults.of(id), ...more] = seed.keys ?? [];
  return { ...seed, id, keys: [shown, ...more], hasGivenKeys: (seed.keys ?? []).length > 0 };
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
