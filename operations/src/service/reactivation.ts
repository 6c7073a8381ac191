import type { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Logger } from "pino";
import { type Database, numberOf, optionalText, textOf } from "../store/database";

/** How often a webhook is looked at. @unit milliseconds */
const EVERY_MS = 10 * 60 * 1000;

/** How often at most one is activated. @unit milliseconds */
const DAY_MS = 24 * 60 * 60 * 1000;

/** That a webhook was found inactive and activated again. */
export interface Reactivation {
  readonly webhook_id: string;
  readonly at: number;

  /** Why it could not be activated. */
  readonly problem: string | null;
}

interface Options {
  readonly database: Database;
  readonly now: () => number;
  readonly client: FivetranClient;
  readonly webhookIds: readonly string[];
  readonly logger: Logger;
}

/** Activates the listed webhooks that Fivetran has made inactive, each at most once a day. @returns what ends it */
export function startReactivation(options: Options): () => void {
  const look = (): void => {
    for (const id of options.webhookIds) void reactivate(options, id);
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  look();
  return () => clearInterval(timer);
}

/** Looks at one webhook now. @returns whether it was activated */
async function reactivate(
  { database, now, client, logger }: Omit<Options, "webhookIds">,
  webhookId: string,
): Promise<boolean> {
  try {
    if ((await client.webhooks.retrieve(webhookId)).active !== false) return false;
    // Noted before it is sent: several processes look, and a crash does not make it more often.
    const isDue = await database.run(
      `INSERT INTO fivetran_reactivations (webhook_id, at) VALUES ($1, $2)
        ON CONFLICT (webhook_id) DO UPDATE SET at = EXCLUDED.at, problem = NULL WHERE fivetran_reactivations.at <= $3`,
      [webhookId, now(), now() - DAY_MS],
    );
    if (isDue === 0) return false;
    await client.webhooks.update(webhookId, { active: true });
    logger.warn({ webhook: webhookId }, "a webhook was inactive, and is activated again");
    return true;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    logger.error({ webhook: webhookId, problem }, "an inactive webhook could not be looked at or activated");
    await database
      .run("UPDATE fivetran_reactivations SET problem = $2 WHERE webhook_id = $1", [webhookId, problem])
      .catch(() => undefined);
    return false;
  }
}

/** What was activated, the latest first. */
export async function reactivations(database: Database): Promise<Reactivation[]> {
  const rows = await database.all("SELECT * FROM fivetran_reactivations ORDER BY at DESC LIMIT 1000");
  return rows.map((row) => ({
    webhook_id: textOf(row, "webhook_id"),
    at: numberOf(row, "at"),
    problem: optionalText(row, "problem") ?? null,
  }));
}
