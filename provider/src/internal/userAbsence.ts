import { isAbsentFrom } from "./gone";
import type { Calling } from "./objectDefinition";

/** Asks the list of users, because Fivetran's answer for a user who is not there does not say what is not there. */
export function userAbsence(id: string, { client, options }: Calling): () => Promise<boolean> {
  return () => isAbsentFrom(client.users.list({}, options), (user) => user.id === id);
}
