import { z } from "zod";
import type { Account } from "../domain/account";
import { areaFields, areas } from "./areas";
import type { Complain } from "./seedArea";

/** Stands before the names of the account's collections in the store, and in addresses of the control API. */
const accountId = z.string().regex(/^[\w.-]+$/, "must be letters, digits, '_', '.' and '-'");

const accountFields = z.strictObject({
  id: accountId.optional(),
  /** The credentials that clients send to be served in this account. */
  keys: z
    .array(z.strictObject({ key: z.string().min(1), secret: z.string().min(1) }))
    .min(1)
    .optional(),
  ...areaFields,
});

/** What one account holds at its start. Every part may be left out; ids that are left out are given. */
export type AccountSeed = z.input<typeof accountFields>;

/** What one account holds, or what each of several does. */
export type Seed = AccountSeed | { readonly accounts: readonly (AccountSeed & { readonly id: string })[] };

/** A checked seed of one account. */
export type ParsedSeed = z.output<typeof accountFields>;

/** Tells where in its file a place of the seed is, as `file:line:column`. */
export type Locate = (path: readonly PropertyKey[]) => string;

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A seed that cannot be planted: every fault of it, each with its path, and with its place in a file where that is known. */
export class SeedError extends Error {
  constructor(
    readonly faults: readonly Fault[],
    locate?: Locate,
  ) {
    super(describe(faults, locate));
  }
}

/**
 * The accounts of a seed, at least one.
 *
 * @throws SeedError
 */
export function parseSeed(seed: unknown): readonly [ParsedSeed, ...ParsedSeed[]] {
  const faults: Fault[] = [];
  const parsed = hasAccounts(seed) ? parseAccounts(seed, faults) : [parseAccount(seed, [], faults)];
  const [first, ...others] = parsed.filter((account) => account !== undefined);
  if (faults.length > 0 || first === undefined) throw new SeedError(faults);
  return [first, ...others];
}

/** Fills an account that was just opened. */
export function plantSeed(account: Account, seed: ParsedSeed): void {
  account.state.transaction(() => {
    for (const area of areas) area.plant(account, seed);
  });
}

const severalAccounts = z.strictObject({ accounts: z.array(z.unknown()).min(1) });

function hasAccounts(seed: unknown): seed is { readonly accounts: unknown } {
  return typeof seed === "object" && seed !== null && "accounts" in seed;
}

function parseAccounts(seed: { readonly accounts: unknown }, faults: Fault[]): (ParsedSeed | undefined)[] {
  const complain: Complain = (path, message) => faults.push({ path, message });
  report(severalAccounts.safeParse(seed).error, complain);
  const accounts = Array.isArray(seed.accounts) ? (seed.accounts as unknown[]) : [];
  for (const [index, account] of accounts.entries()) {
    const isNamed = typeof account !== "object" || account === null || "id" in account;
    if (!isNamed) complain(["accounts", index, "id"], "is needed, to tell the accounts apart");
  }
  const parsed = accounts.map((account, index) => parseAccount(account, ["accounts", index], faults));
  checkAccounts(parsed, complain);
  return parsed;
}

function parseAccount(
  account: unknown,
  place: readonly PropertyKey[],
  faults: Fault[],
): ParsedSeed | undefined {
  const complain: Complain = (path, message) => faults.push({ path: [...place, ...path], message });
  const parsed = accountFields.safeParse(account);
  report(parsed.error, complain);
  if (typeof account === "object" && account !== null) {
    for (const check of areas.flatMap(({ checks }) => checks)) check(account, complain);
  }
  return parsed.data;
}

function report(error: z.ZodError | undefined, complain: Complain): void {
  for (const issue of error?.issues ?? []) {
    if (issue.code !== "unrecognized_keys") complain(issue.path, issue.message);
    else for (const key of issue.keys) complain([...issue.path, key], "there is no such key");
  }
}

/** A key opens one account, and a name is one's own. */
function checkAccounts(accounts: readonly (ParsedSeed | undefined)[], complain: Complain): void {
  const ids = new Set<string>();
  const keys = new Set<string>();
  for (const [index, account] of accounts.entries()) {
    if (account === undefined) continue;
    const { id, keys: ownKeys = [] } = account;
    if (id !== undefined && ids.has(id)) complain(["accounts", index, "id"], `the id '${id}' is given twice`);
    if (id !== undefined) ids.add(id);
    for (const [position, { key }] of ownKeys.entries()) {
      if (keys.has(key)) {
        complain(["accounts", index, "keys", position, "key"], `the key '${key}' is given twice`);
      }
      keys.add(key);
    }
  }
}

function describe(faults: readonly Fault[], locate: Locate | undefined): string {
  const lines = faults.map(({ path, message }) => {
    const place = path.map(String).join(".") || "(the whole seed)";
    return `  ${locate === undefined ? "" : `${locate(path)} `}${place}: ${message}`;
  });
  return `The seed has ${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${lines.join("\n")}`;
}
