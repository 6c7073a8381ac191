import type { Account } from "../domain/account";
import type { ConnectionRecord } from "../records/account";
import type { ConnectCardConfig } from "./connectionModel";

/** A Connect Card can be used for one day. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** The card that lets a person set a connection up in a browser. This server shows no such page; a control call stands for the person. */
export function connectCardOf(
  account: Account,
  connection: ConnectionRecord,
  config: ConnectCardConfig,
): Record<string, unknown> {
  const claims = { id: connection.id, exp: Math.floor((account.clock.now() + LIFETIME_MS) / 1000) };
  const token = Buffer.from(JSON.stringify(claims)).toString("base64url");
  const query = new URLSearchParams({ redirect_uri: config.redirect_uri, auth: token });
  if (config.hide_setup_guide === true) query.set("hide_setup_guide", "true");
  if (config.all_fields === true) query.set("all_fields", "true");
  return {
    connect_card: { token, uri: `https://fivetran.com/connect-card/setup?${query.toString()}` },
    connect_card_config: {
      redirect_uri: config.redirect_uri,
      hide_setup_guide: config.hide_setup_guide ?? undefined,
      all_fields: config.all_fields ?? undefined,
    },
  };
}
