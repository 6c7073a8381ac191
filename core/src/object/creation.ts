import { isConflict, isFivetranError, isInvalidInput, isNotFound } from "@pulumi-fivetran/sdk";
import type { Context } from "../contract";
import { HandlerError, type Problem, problemOf } from "../errors/problem";

/** Why a live object cannot be taken for the declared one: an immutable property that differs. */
export interface Conflict {
  readonly property: string;
  readonly declared: string;
  readonly live: string;
}

/** How one kind of object comes into being, for `createOrTakeOver`. */
export interface Creation<Live> {
  /** `Connector 'orders'`: what messages begin with. */
  readonly label: string;
  /** What the object is known by besides its id, in words: `group 'g1' and schema 'orders'`. */
  readonly naturalKey: string;
  /** The id of an existing object that the program wants to take over. */
  readonly adopt: string | undefined;
  readonly idOf: (live: Live) => string;
  /** Undefined when it is gone. */
  readonly retrieve: (id: string) => Promise<Live | undefined>;
  /** All objects with the natural key. */
  readonly candidates: () => Promise<Live[]>;
  /** Whether it was seen before the create was sent, so that it is not what that made. Absent where nobody looked. */
  readonly wasThere?: (live: Live) => boolean;
  /** Whether Fivetran says when each was made. Of one of which it does not, nobody can tell whose it is. */
  readonly tellsTime?: boolean;
  /** When it was made; undefined where the API does not say. */
  readonly createdAt: (live: Live) => Date | undefined;
  readonly conflicts: (live: Live) => readonly Conflict[];
  readonly create: (findCreated: (lost: { notBefore: Date }) => Promise<Live | undefined>) => Promise<Live>;
}

export interface Created<Live> {
  readonly live: Live;
  /** True when it existed before: its settings still have to be compared and its secrets sent. */
  readonly taken: boolean;
}

/**
 * Makes the object, or takes over the one that the program names (`adopt`) or that a run which mends another finds (`recover`).
 * Nothing is sent when what exists is not what is declared.
 */
export async function createOrTakeOver<Live>(
  creation: Creation<Live>,
  context: Context,
): Promise<Created<Live>> {
  if (creation.adopt !== undefined) return { live: await adopt(creation, creation.adopt), taken: true };
  if (context.recover) {
    const left = await findLeftBehind(creation, context);
    if (left !== undefined) {
      const message = `took over ${creation.idOf(left)}, which has ${creation.naturalKey}, as a run that recovers does`;
      context.notify({ severity: "info", path: [], message });
      return { live: left, taken: true };
    }
  }
  try {
    return { live: await creation.create((lost) => findCreatedByUs(creation, lost.notBefore)), taken: false };
  } catch (error) {
    throw await explain(creation, error);
  }
}

/** An outage that outlasts the retries leaves what nobody knows of: neither a refresh nor the next run would find it. */
async function explain<Live>(creation: Creation<Live>, error: unknown): Promise<unknown> {
  if (!isFivetranError(error) || !error.mayHaveRun) return withNamesakes(creation, error);
  return new HandlerError(
    {
      summary: `${creation.label}: ${error.summary}`,
      subject: creation.label,
      advice: [{ kind: "recover", because: "answerLost" }],
    },
    error,
  );
}

/** A refusal with what may be its cause, since Fivetran seldom says what is in the way: objects with the natural key that exist already. */
async function withNamesakes<Live>(creation: Creation<Live>, error: unknown): Promise<unknown> {
  if (!(isConflict(error) || isInvalidInput(error)) || error.status === undefined) return error;
  const namesakes = await creation.candidates().catch((): Live[] => []);
  if (namesakes.length === 0) return error;
  const { summary, ...remedies } = inTheWay(creation.naturalKey, namesakes.map(creation.idOf));
  return new HandlerError(
    {
      summary: `${creation.label}: ${error.summary}`,
      details: [summary],
      subject: creation.label,
      ...remedies,
    },
    error,
  );
}

/**
 * What a user can do about objects that exist already, the likeliest cause first.
 *
 * @param naturalKey `the name 'analysts'`
 * @param adopting What else has to be declared for the object to be taken over.
 */
export function inTheWay(
  naturalKey: string,
  ids: readonly string[],
  adopting = "",
): Pick<Problem, "summary" | "advice" | "candidates"> {
  const [first = ""] = ids;
  return {
    summary: `Fivetran has ${naturalKey} already: ${ids.map((id) => `'${id}'`).join(", ")}. If that is in the way:`,
    advice: [
      { kind: "alias" },
      { kind: "deleteBeforeReplace" },
      { kind: "recover", because: "interrupted" },
      { kind: "adopt", id: first, ...(adopting === "" ? {} : { needs: adopting }) },
    ],
    candidates: ids,
  };
}

async function adopt<Live>(creation: Creation<Live>, id: string): Promise<Live> {
  let refusal: unknown;
  const live = await creation.retrieve(id).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    refusal = error;
    return undefined;
  });
  if (live === undefined) {
    throw nothingToAdopt(creation.label, id, refusal);
  }
  const conflicts = creation.conflicts(live);
  if (conflicts.length === 0) return live;
  throw new HandlerError({
    summary: `${creation.label}: '${id}' cannot be adopted, because it differs where Fivetran allows no change. Nothing was sent.`,
    details: conflicts.map(describe),
    subject: creation.label,
    path: ["adopt"],
    advice: [{ kind: "declareAsIs" }],
    candidates: [id],
  });
}

/** `adopt` names nothing that exists. */
export function nothingToAdopt(subject: string, id: string, refusal?: unknown): HandlerError {
  const { code, requestId } = problemOf(refusal);
  return new HandlerError({
    summary: `${subject}: there is nothing to adopt: Fivetran knows no '${id}'.`,
    subject,
    path: ["adopt"],
    code,
    requestId,
    advice: [{ kind: "checkAdopt" }],
  });
}

/**
 * For a run that mends a killed one: exactly one object that is equal where it counts, or an error that lists what there is. What
 * another resource of the program holds was not left behind.
 */
async function findLeftBehind<Live>(creation: Creation<Live>, context: Context): Promise<Live | undefined> {
  const all = await creation.candidates();
  const candidates = all.filter((live) => context.isHeld?.(creation.idOf(live)) !== true);
  const [only] = candidates;
  if (only === undefined) return undefined;
  if (candidates.length === 1 && creation.conflicts(only).length === 0) return only;
  throw ambiguity(creation, candidates, "so this run cannot tell which one to take over");
}

/**
 * Looks for the object of a POST whose answer was lost. It is ours only if it was not there before the POST and is equal where
 * it cannot be changed; anything else is somebody else's and must not be touched.
 */
async function findCreatedByUs<Live>(creation: Creation<Live>, notBefore: Date): Promise<Live | undefined> {
  const all = await creation.candidates();
  const candidates = all.filter((live) => creation.wasThere?.(live) !== true);
  if (creation.tellsTime === true && candidates.some((live) => creation.createdAt(live) === undefined)) {
    const consequence = "and does not say when it was made, so this run cannot tell whose it is";
    throw ambiguity(creation, candidates, consequence);
  }
  const fresh = candidates.filter((live) => {
    const createdAt = creation.createdAt(live);
    return createdAt === undefined || createdAt.getTime() >= notBefore.getTime();
  });
  const [only] = fresh;
  if (candidates.length === 0) return undefined;
  if (only !== undefined && fresh.length === 1 && creation.conflicts(only).length === 0) return only;
  throw ambiguity(creation, candidates, "and the answer to our own create was lost, so it was not repeated");
}

function ambiguity<Live>(
  creation: Creation<Live>,
  candidates: readonly Live[],
  consequence: string,
): HandlerError {
  const ids = candidates.map(creation.idOf);
  const summary = [
    `${creation.label}: Fivetran already has ${candidates.length === 1 ? "an object" : "objects"} with ${creation.naturalKey}, ${consequence}:`,
    ...candidates.flatMap((live) => [
      `  - ${creation.idOf(live)}${since(creation.createdAt(live))}`,
      ...creation.conflicts(live).map((conflict) => `  ${describe(conflict)}`),
    ]),
  ].join("\n");
  return new HandlerError({
    summary,
    subject: creation.label,
    advice: [{ kind: "adoptOneOf", ids }],
    candidates: ids,
  });
}

function since(createdAt: Date | undefined): string {
  return createdAt === undefined ? "" : `, made ${createdAt.toISOString()}`;
}

function describe(conflict: Conflict): string {
  return `  - ${conflict.property}: declared '${conflict.declared}', there it is '${conflict.live}'`;
}

/** Collects the immutable properties that differ. An undeclared property conflicts with nothing. */
export function conflictsOf(
  pairs: Readonly<Record<string, readonly [declared: string | undefined, live: string | undefined]>>,
): Conflict[] {
  return Object.entries(pairs).flatMap(([property, [declared, live]]) =>
    declared === undefined || declared === live ? [] : [{ property, declared, live: live ?? "not told" }],
  );
}

/** Says which settings of an object that existed before were changed. */
export function notifyTakenOver(id: string, patch: object, context: Context): void {
  const changed = Object.keys(patch);
  if (changed.length === 0) return;
  context.notify({ severity: "info", path: [], message: `updated ${changed.join(", ")} of ${id}` });
}
