/** What of an account an export is about. */
export interface Selection {
  /** Ids or names of groups; empty for all. */
  readonly groups: readonly string[];
  /** Services of connections; empty for all. */
  readonly services: readonly string[];
  /** Matched against `group/schema` of a connection. */
  readonly match: RegExp | undefined;
  /** Connections that were chosen by name or filter; undefined where none were. */
  readonly connections: ReadonlySet<string> | undefined;
}

export interface SelectableConnection {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly service: string;
  readonly schema: string;
}

/** Whether it is about all: then what belongs to no group is in it too. */
export function isWhole(selection: Selection): boolean {
  return selection.groups.length === 0 && !choosesConnections(selection);
}

/** Whether it is about some connections: then it is about the groups of these. */
export function choosesConnections({ services, match, connections }: Selection): boolean {
  return services.length > 0 || match !== undefined || connections !== undefined;
}

export function takesGroup({ groups }: Selection, id: string, name: string): boolean {
  return groups.length === 0 || groups.includes(id) || groups.includes(name);
}

export function takesConnection(selection: Selection, connection: SelectableConnection): boolean {
  const { services, match, connections } = selection;
  const { id, groupId, groupName, service, schema } = connection;
  return (
    takesGroup(selection, groupId, groupName) &&
    (services.length === 0 || services.includes(service)) &&
    (match === undefined || match.test(`${groupName}/${schema}`)) &&
    (connections === undefined || connections.has(id))
  );
}
