/** Before something is written: what is meant is named, and where many are meant, asked for. */
import { type Account, nameAccount } from "../../access/account";
import { type Chosen, findConnections, readChoice } from "../../connections/choose";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { usageError } from "../../userError";

export interface WriteOptions {
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** More are counted, not listed. */
const MOST_LISTED = 20;

/**
 * The connections that a command is about to change, once they have been named on standard error. A filter, and `--all`, need a yes.
 *
 * @param verb what is done: `pause`
 * @returns undefined when nothing is to be done: with a dry run, after a no, and where no connection is chosen
 * @throws {UserError} (exit code 2) where none is named, or a yes is needed and nobody can be asked
 */
export async function chooseForWriting(
  account: Account,
  words: readonly string[],
  options: WriteOptions,
  surroundings: Surroundings,
  verb: string,
): Promise<readonly Chosen[] | undefined> {
  if (words.length === 0 && options.all !== true)
    throw usageError(
      "No connection is named.",
      "Name one by id or group/schema, give a filter such as service=postgres, or --all.",
    );
  const choice = readChoice(words);
  const [chosen, name] = await Promise.all([findConnections(account, choice), nameAccount(account)]);
  const { terminal, ask } = surroundings;
  if (chosen.length === 0) {
    terminal.say("No connection is chosen.");
    return undefined;
  }
  const plan = options.dryRun === true ? "Would" : "About to";
  terminal.say(`${plan} ${verb} ${chosen.length} connection${chosen.length === 1 ? "" : "s"} in ${name}:`);
  for (const each of chosen.slice(0, MOST_LISTED)) terminal.say(`  ${safeText(each.name, 200)} (${each.id})`);
  if (chosen.length > MOST_LISTED) terminal.say(`  and ${chosen.length - MOST_LISTED} more`);
  if (options.dryRun === true) return undefined;
  if (choice.names.length > 0 || options.yes === true) return chosen;
  if (ask === undefined)
    throw usageError(
      `A filter chooses ${chosen.length} connections, and nobody can be asked.`,
      "Give --yes, or name them one by one.",
    );
  if (await ask.confirm("Go on?")) return chosen;
  terminal.say("Nothing was sent.");
  return undefined;
}
