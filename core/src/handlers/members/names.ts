import type { CallContext } from "../../run/callContext";

/** What people know things by, for messages: ids alone say nothing to them. */

interface NameOfMember {
  readonly id: string;
  readonly name: string;
}

/** E-mail addresses. */
export async function* namesOfUsers({ client, options }: CallContext): AsyncGenerator<NameOfMember> {
  for await (const { id, email } of client.users.list({}, options).readable())
    yield { id, name: email ?? id };
}

export async function* namesOfGroups({ client, options }: CallContext): AsyncGenerator<NameOfMember> {
  for await (const { id, name = id } of client.groups.list(options).readable()) yield { id, name };
}

/** The schemas that they load into. */
export async function* namesOfConnectors({ client, options }: CallContext): AsyncGenerator<NameOfMember> {
  for await (const { id, schema = id } of client.connections.list({}, options).readable())
    yield { id, name: schema };
}
