/**
 * Finds resources of one run that declare the same roles and would undo each other at every run: a complete list of somebody's roles beside a
 * single membership of the same holder, or beside another list that says otherwise.
 */
import type { CheckFailure, CheckRequest, CheckResult, Handler, Properties, RoleClaim } from "../contract";

interface DeclaredRole {
  readonly label: string;
  readonly kind: string;
  readonly claim: RoleClaim;
}

/** What the resources of a run declare. A run is one process of the provider. */
export class RoleClaims {
  /** By resource: by its URN where it is known, else by what it is about. */
  readonly #declared = new Map<string, DeclaredRole>();

  /** Notes what a resource declares, and says what else in the run would undo it. */
  rivalsOf(key: string, declared: DeclaredRole): DeclaredRole[] {
    this.#declared.set(key, declared);
    return [...this.#declared]
      .filter(([other, each]) => other !== key && collide(declared, each))
      .map(([, each]) => each);
  }
}

type AnyHandler = Handler<Properties, Properties>;

/** The same handler, whose check fails where something else of the run would undo what it declares. */
export function withoutRivals(handler: AnyHandler, claims: RoleClaims): AnyHandler {
  const { kind, roleClaim } = handler;
  if (roleClaim === undefined) return handler;
  const check = (request: CheckRequest): CheckResult => {
    const result = handler.check(request);
    const claim = roleClaim(result.inputs);
    if (claim === undefined) return result;
    const about = Object.values(claim.place).join(":");
    const name = request.resource?.split("::").at(-1);
    const label = name === undefined ? `${kind} '${about}'` : `${kind} '${name}' (${about})`;
    const rivals = claims.rivalsOf(request.resource ?? JSON.stringify([kind, claim.place]), {
      label,
      kind,
      claim,
    });
    const failures = rivals.map((rival): CheckFailure => failureOf({ label, kind, claim }, rival));
    return { ...result, failures: [...result.failures, ...failures] };
  };
  return { ...handler, check };
}

function collide(one: DeclaredRole, other: DeclaredRole): boolean {
  const [a, b] = [one.claim, other.claim];
  if (a.relation !== b.relation) return false;
  // Two records of one membership are refused by Fivetran itself.
  if (isSingle(a) && isSingle(b)) return false;
  const shared = Object.keys(a.place).filter((key) => b.place[key] !== undefined);
  if (shared.length > 0) return shared.every((key) => a.place[key] === b.place[key]);
  return contradict(a, b);
}

/** A list of a group's users and one of a user's groups, of which only one names the user in the group, or another role. */
function contradict(a: RoleClaim, b: RoleClaim): boolean {
  const [idOfA] = Object.values(a.place);
  const [idOfB] = Object.values(b.place);
  if (a.members === undefined || b.members === undefined || idOfA === undefined || idOfB === undefined)
    return false;
  return a.members.has(idOfB) !== b.members.has(idOfA) || a.members.get(idOfB) !== b.members.get(idOfA);
}

function isSingle({ place }: RoleClaim): boolean {
  return Object.keys(place).length === 2;
}

function failureOf(one: DeclaredRole, other: DeclaredRole): CheckFailure {
  const path = [Object.keys(one.claim.place)[0] ?? ""];
  const single = [one, other].find(({ claim }) => isSingle(claim));
  const list = single === one ? other : one;
  if (single === undefined) {
    const reason = `${one.label} and ${other.label} are complete lists of the same roles and say different things: each run would undo one of them. Keep one list, or let both say the same`;
    return { path, reason };
  }
  const reason =
    `${list.label} is the complete list of these roles, and ${single.label} declares one of them beside it: each run would undo one of the two. ` +
    `Name the role in the ${list.kind} and take the ${single.kind} out of the program in the same run; nobody loses a role by that`;
  return { path, reason };
}
