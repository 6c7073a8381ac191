import type { User } from "@pulumi-fivetran/sdk";
import type { Properties } from "../../contract";
import type { CallContext } from "../../run/callContext";

/** Changes a person or a service account. A role is removed by a call of its own. */
export async function updateUser(
  id: string,
  { role, ...patch }: Properties,
  { client, options }: CallContext,
): Promise<User> {
  if (role === null) await client.users.deleteRole(id, options);
  const changes = { ...patch, ...(typeof role === "string" ? { role } : {}) };
  if (Object.keys(changes).length === 0) return client.users.retrieve(id, options);
  return client.users.update(id, changes, options);
}
