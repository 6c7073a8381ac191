import type { AccessOptions } from "../../access/access";
import { openAccount } from "../../access/account";
import type { OutputOptions } from "../../output/format";
import { showOne } from "../../output/results";
import type { Surroundings } from "../../surroundings";

export type WhoamiOptions = AccessOptions & OutputOptions;

/** Where Fivetran's API is when nothing else is said. */
const PUBLIC = "https://api.fivetran.com";

export async function whoami(options: WhoamiOptions, surroundings: Surroundings): Promise<void> {
  const { client, access, signal } = await openAccount(options, surroundings);
  const { accountId, accountName, userId, systemKeyId } = await client.account.retrieve({ signal });
  const { sources, baseUrl = PUBLIC, isPair } = access;
  await showOne(surroundings, options, {
    accountId: accountId ?? null,
    accountName: accountName ?? null,
    userId: userId ?? null,
    systemKeyId: systemKeyId ?? null,
    address: baseUrl,
    addressFrom: sources.baseUrl ?? "default",
    keyFrom: sources.apiKey ?? null,
    secretFrom: isPair ? `${sources.apiKey ?? "the key"}, a Base64 pair` : (sources.apiSecret ?? null),
  });
}
