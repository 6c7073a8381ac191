/** A complete list of members: as a program writes it, against who is there, and as the state keeps it. */
import type { Properties } from "../../contract";
import { isObject } from "../../values/objects";
import { knownText } from "../../values/unknown";

/** Members by id, each with its role; without one where the program leaves that to Fivetran, or where it is not known yet. */
export type Members = ReadonlyMap<string, string | undefined>;

/** Those who have a role upstream, by id. */
export type LiveMembers = ReadonlyMap<string, string>;

/** Roles that Fivetran returns under another name than they were given by, by the member's id. */
export type AnsweredRoles = Readonly<Record<string, string>>;

/** One role to give, to change or to take away. */
export interface Step {
  readonly id: string;
  /** The wanted one; for a loss, the one that is there. Undefined where Fivetran chooses. */
  readonly role: string | undefined;
  /** The one that is there, for a change. */
  readonly from?: string;
}

/** The steps that turn the present members into the complete list. */
export interface Plan {
  readonly gains: readonly Step[];
  readonly changes: readonly Step[];
  /** Everybody who has a role and is not in the list. */
  readonly losses: readonly Step[];
}

/** The list as a map. `key` names the id in an entry: `userId`. An entry whose id is not known yet is left out. */
export function membersFrom(list: unknown, key: string): Members {
  const entries = Array.isArray(list) ? list.filter(isObject) : [];
  return new Map(
    entries.flatMap((entry) => {
      const id = knownText(entry[key]);
      return id === undefined ? [] : [[id, knownText(entry["role"])] as const];
    }),
  );
}

export function listFrom(members: Members, key: string): Properties[] {
  return [...members].map(([id, role]) => ({ [key]: id, ...(role === undefined ? {} : { role }) }));
}

/** @param answered the names under which Fivetran returned roles that have not changed since */
export function planOf(declared: Members, live: LiveMembers, answered: AnsweredRoles): Plan {
  const gains: Step[] = [];
  const changes: Step[] = [];
  for (const [id, role] of declared) {
    const from = live.get(id);
    if (from === undefined) gains.push({ id, role });
    else if (role !== undefined && role !== from && answered[id] !== from) changes.push({ id, role, from });
  }
  const losses = [...live].filter(([id]) => !declared.has(id)).map(([id, role]) => ({ id, role }));
  return { gains, changes, losses };
}

/** The names that Fivetran returned for the roles that the program still declares as it did. */
export function stillAnswered(answered: unknown, before: Members, declared: Members): AnsweredRoles {
  if (!isObject(answered)) return {};
  // The state is this package's own: names by ids.
  const all = Object.entries(answered as AnsweredRoles);
  return Object.fromEntries(all.filter(([id]) => declared.has(id) && before.get(id) === declared.get(id)));
}

/** The declared members who are there, each with the role that is there; in the program's words where Fivetran's differ. */
export function asFound(
  declared: Members,
  live: LiveMembers,
  given: ReadonlySet<string>,
  earlier: AnsweredRoles,
): { members: Members; answered: AnsweredRoles } {
  const members = new Map<string, string | undefined>();
  const answered: Record<string, string> = {};
  for (const [id, role] of declared) {
    const found = live.get(id);
    if (found === undefined) continue;
    const isByAnotherName = role !== undefined && role !== found && (given.has(id) || earlier[id] === found);
    if (isByAnotherName) answered[id] = found;
    members.set(id, role === undefined || isByAnotherName ? role : found);
  }
  return { members, answered };
}
