import { type ConnectionSummary, isNotFound } from "@pulumi-fivetran/sdk";
import type { Account } from "../access/account";

/** From here on a list of all is cheaper than a call for each. */
const LIST_FROM = 10;

/** How the connections are now; those that are gone are left out. */
export async function lookAt(
  { client, signal }: Pick<Account, "client" | "signal">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ConnectionSummary>> {
  if (ids.length >= LIST_FROM) {
    const wanted = new Set(ids);
    const all = await client.connections.list({}, { signal }).readable().toArray();
    return new Map(all.filter(({ id }) => wanted.has(id)).map((each) => [each.id, each]));
  }
  const found = await Promise.all(
    ids.map(async (id): Promise<ConnectionSummary | undefined> => {
      try {
        return await client.connections.retrieve(id, { signal });
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    }),
  );
  return new Map(found.flatMap((each) => (each === undefined ? [] : [[each.id, each] as const])));
}
