import type { Workbench } from "./context";

export interface People {
  readonly teamId: string;
  readonly userId: string;
  readonly groupId: string;
  readonly connectorId: string;
}

/** A group with a destination, which has its id. */
export async function arrangeDestination({ client }: Pick<Workbench, "client">): Promise<string> {
  const { id: groupId } = await client.groups.create({ name: "g" });
  await client.destinations.create({
    groupId,
    service: "snowflake",
    timeZoneOffset: "0",
    config: { host: "w" },
  });
  return groupId;
}

/** A team, a user, and a group with a connection: the ends of every membership. */
export async function arrangePeople({ client }: Workbench): Promise<People> {
  const team = await client.teams.create({ name: "analysts" });
  const user = await client.users.create({ email: "ann@acme.com", givenName: "Ann", familyName: "Archer" });
  const groupId = await arrangeDestination({ client });
  const config = { schema_prefix: "orders", host: "h" };
  const connection = await client.connections.create({
    groupId,
    service: "postgres",
    paused: true,
    config,
  });
  return { teamId: team.id, userId: user.id, groupId, connectorId: connection.id };
}
