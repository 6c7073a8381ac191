import type { AccessOptions } from "../../access/access";
import { nameAccount, openAccount } from "../../access/account";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { safeText } from "../../output/safeText";
import { planUpdate, type SchemaPlan } from "../../schemas/difference";
import { oneConnection, schemaConfigOf, settingsOf } from "../../schemas/source";
import type { Surroundings } from "../../surroundings";
import { usageError } from "../../userError";
import { DIFFERENCE_COLUMNS } from "./diff";

export interface ApplyOptions extends AccessOptions, OutputOptions {
  readonly from: string;
  readonly ignoreMissing?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Gives a connection what a file or another connection says, in one request. What that does not name stays as it is. */
export async function apply(word: string, options: ApplyOptions, surroundings: Surroundings): Promise<void> {
  const { terminal, ask } = surroundings;
  const account = await openAccount(options, surroundings);
  const chosen = await oneConnection(account, word);
  const [current, wanted] = await Promise.all([
    schemaConfigOf(account, chosen),
    settingsOf(account, options.from),
  ]);
  const plan = planUpdate(current, wanted);
  refuseMissing(plan, options);
  for (const name of plan.missing)
    terminal.say(`warning: ${safeText(name, 200)} is not there, and is left out.`);
  for (const name of plan.locked)
    terminal.say(`warning: Fivetran lets nobody switch ${safeText(name, 200)}; it stays as it is.`);
  await showRows(surroundings, options, {
    columns: DIFFERENCE_COLUMNS,
    rows: plan.changes,
    none: "Nothing differs, and nothing is sent.",
  });
  if (plan.changes.length === 0) return;
  const unhashed = plan.changes.filter(({ property, right }) => property === "hashed" && right === false);
  if (unhashed.length > 0)
    terminal.say(
      `warning: ${unhashed.length} column${unhashed.length === 1 ? " is" : "s are"} hashed now, and will arrive in the clear.`,
    );
  terminal.say(
    `${options.dryRun === true ? "Would set" : "About to set"} ${plan.changes.length} of the settings above on ${safeText(chosen.name, 200)} (${chosen.id}) in ${await nameAccount(account)}.`,
  );
  if (options.dryRun === true) return;
  if (options.yes !== true) {
    if (ask === undefined) throw usageError("Nobody can be asked. Nothing was sent.", "Give --yes.");
    if (!(await ask.confirm("Go on?"))) {
      terminal.say("Nothing was sent.");
      return;
    }
  }
  await account.client.connectionSchemas.update(chosen.id, plan.update, { signal: account.signal });
  terminal.say("Done. It holds from the next sync on; what is loaded already stays as it is.");
}

function refuseMissing({ missing }: SchemaPlan, { from, ignoreMissing }: ApplyOptions): void {
  if (missing.length === 0 || ignoreMissing === true) return;
  const named = missing.slice(0, 20).map((name) => safeText(name, 200));
  const more = missing.length > named.length ? `, and ${missing.length - named.length} more` : "";
  throw usageError(
    `${from} names what the connection does not have: ${named.join(", ")}${more}. Nothing was sent.`,
    "Give --ignore-missing to leave those out, or have Fivetran read the source again: fivetranctl api connectionSchemas.reload <id>",
  );
}
