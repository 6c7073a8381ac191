/** A change to one, several or all connections, with what came of each. */
import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import type { Chosen } from "../../connections/choose";
import { EXIT } from "../../exitCodes";
import { failureText } from "../../failures/describe";
import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import type { Surroundings } from "../../surroundings";
import { endWith } from "../../userError";
import { chooseForWriting, type WriteOptions } from "./chooseForWriting";
import { eachOf } from "./eachOf";

export type ChangeOptions = AccessOptions & OutputOptions & WriteOptions;

/** What came of one connection, as `--json` shows it. */
export interface Changed {
  readonly id: string;
  readonly name: string;

  /** `unchanged`: it was so before, and nothing was sent. */
  readonly outcome: "changed" | "unchanged" | "failed";
  readonly detail: string | null;
}

/** What is done to one connection. An error is its failure, and the others go on. */
export type Change = (account: Account, chosen: Chosen) => Promise<Pick<Changed, "outcome" | "detail">>;

/** @throws {UserError} (exit code 1) when one of them failed; what failed has been shown then */
export async function changeConnections(
  words: readonly string[],
  options: ChangeOptions,
  surroundings: Surroundings,
  { verb, change }: { readonly verb: string; readonly change: Change },
): Promise<void> {
  const account = await openAccount(options, surroundings);
  const chosen = await chooseForWriting(account, words, options, surroundings, verb);
  if (chosen === undefined) return;
  const rows = await eachOf(chosen, async (each): Promise<Changed> => {
    const { id, name } = each;
    try {
      return { id, name, ...(await change(account, each)) };
    } catch (error) {
      if (account.signal.aborted) throw error;
      return { id, name, outcome: "failed", detail: failureText(error) };
    }
  });
  await showRows(surroundings, options, { columns: COLUMNS, rows, none: "No connection is chosen." });
  if (rows.some(({ outcome }) => outcome === "failed")) throw endWith(EXIT.failed);
}

const COLUMNS: readonly Column<Changed>[] = [
  { path: "name" },
  {
    path: "outcome",
    cell: ({ outcome: text }) =>
      text === "unchanged" ? text : { text, style: text === "failed" ? ("bad" as const) : ("good" as const) },
  },
  { path: "detail" },
];
