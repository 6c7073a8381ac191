/** What of an account an export is about. */
export interface Selection {
  /** Ids or names of groups; empty for all. */
  readonly groups: readonly string[];
  /** Services of connections; empty for all. */
  readonly services: readonly string[];
  /** Matched against `group/schema` of a connection. */
  readonly match: RegExp | undefined;
}

export interface SelectableConnection {
  readonly groupId: string;
  readonly groupName: string;
  readonly service: string;
  readonly schema: string;
}

/** Whether it is about all: then what belongs to no group is in it too. */
export function isWhole({ groups, services, match }: Selection): boolean {
  return groups.length === 0 && services.length === 0 && match === undefined;
}

export function takesGroup({ groups }: Selection, id: string, name: string): boolean {
  return groups.length === 0 || groups.includes(id) || groups.includes(name);
}

export function takesConnection(selection: Selection, connection: SelectableConnection): boolean {
  const { services, match } = selection;
  return (
    takesGroup(selection, connection.groupId, connection.groupName) &&
    (services.length === 0 || services.includes(connection.service)) &&
    (match === undefined || match.test(`${connection.groupName}/${connection.schema}`))
  );
}
