/** Notices about a complete list of members: which members get a role, change it, and lose it. */
import type { Notice } from "../../contract";
import type { Plan, Step } from "./list";

/** Whom messages are about, and what they are known by. */
export interface Wording {
  /** The argument with the list: `users`. */
  readonly list: string;
  /** Names by id, where there are some: e-mail addresses, names of groups, schemas of connections. */
  readonly names: ReadonlyMap<string, string>;
}

/** @param isPartial some ids of the list are not known yet, so who loses a role may turn out to be in it */
export function planNotices(plan: Plan, wording: Wording, isPartial = false): Notice[] {
  const { gains, changes, losses } = plan;
  const unless = isPartial ? ", unless an id that is not known yet is one of theirs" : "";
  const was = ({ role, from = "" }: Step): string => `'${from}' to '${role ?? ""}'`;
  return [
    ...notice("info", "gives a role to", gains, wording),
    ...notice("info", "changes the role of", changes, wording, was),
    ...notice("warning", "takes the role away from", losses, wording, undefined, unless),
  ];
}

/** For a creation, which no preview can look ahead of. */
export function keptNotices(others: readonly Step[], wording: Wording): Notice[] {
  const then =
    ". No preview could name them, so they keep their roles for now; the next run takes these away, and its preview names them";
  return notice(
    "warning",
    "does not name these members, which have a role:",
    others,
    wording,
    undefined,
    then,
  );
}

export function ownUserNotices(own: Step | undefined, wording: Wording): Notice[] {
  if (own === undefined) return [];
  const message = `leaves ${whom(own, wording)} alone: the user of the API key of this run is never removed`;
  return [{ severity: "info", path: [wording.list], message }];
}

export function whom(step: Step, { names }: Wording, detail: (step: Step) => string = roleOf): string {
  const name = names.get(step.id);
  const text = detail(step);
  const details = [...(name === undefined ? [] : [step.id]), ...(text === "" ? [] : [text])].join(", ");
  return details === "" ? step.id : `${name ?? step.id} (${details})`;
}

function roleOf({ role }: Step): string {
  return role === undefined ? "" : `'${role}'`;
}

function notice(
  severity: Notice["severity"],
  what: string,
  steps: readonly Step[],
  wording: Wording,
  detail?: (step: Step) => string,
  rest = "",
): Notice[] {
  if (steps.length === 0) return [];
  const all = steps.map((step) => whom(step, wording, detail)).join(", ");
  const count = steps.length === 1 ? "" : `${steps.length} ${wording.list}: `;
  return [{ severity, path: [wording.list], message: `${what} ${count}${all}${rest}` }];
}
