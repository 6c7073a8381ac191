/**
 * What a resource's handler knows of itself, found by asking it: which arguments replace, what becomes of those taken out, how long an
 * operation may take. It is asked with samples, and with a client that notes what it is called with and makes no call.
 */
import type { handlerOf } from "pulumi-fivetran/runtime";
import { type Field, sampleOf } from "./shape.ts";
import type { ResourceSource } from "./source.ts";

export type Handler = ReturnType<typeof handlerOf>;
type Context = Parameters<Handler["create"]>[1];
type Inputs = Record<string, unknown>;

const OPERATIONS = ["create", "read", "update", "delete"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface ArgumentFacts {
  readonly replaces: boolean;
  /** Where it replaces: whether the old object is deleted before the new one is made. */
  readonly oldGoesFirst: boolean;
  /** What the preview says when the program no longer names it. */
  readonly takenOut: string | undefined;
  /** All of it, some of its leaves, or nothing. */
  readonly secret: "all" | "some" | undefined;
}

/** Arguments that have become a part of another before a handler is asked. */
const PART_OF: Readonly<Record<string, string>> = { extraConfig: "config" };

export interface Facts {
  readonly args: Readonly<Record<string, ArgumentFacts>>;
  /** Outputs that hold secrets. */
  readonly secretOutputs: readonly string[];
  /** What it is looked for by when a killed run is mended. */
  readonly naturalKey: string | undefined;
  /** How long each operation that calls Fivetran may take by default, in milliseconds. */
  readonly timeouts: Readonly<Partial<Record<Operation, number>>>;
  /** What deleting says that makes no call. Undefined where it makes one. */
  readonly deletingLeaves: string | undefined;
}

export async function factsOf(source: ResourceSource, handler: Handler): Promise<Facts> {
  const samples = samplesOf(source.args, 1);
  const args: Record<string, ArgumentFacts> = {};
  for (const field of source.args) {
    const seen = source.args.find(({ name }) => name === PART_OF[field.name]) ?? field;
    args[field.name] = await argumentFacts(source, seen, handler);
  }
  const timeouts: Partial<Record<Operation, number>> = {};
  let deletingLeaves: string | undefined;
  for (const operation of OPERATIONS) {
    const { deadlineMs, notices } = await attempt(operation, samples, handler);
    if (deadlineMs !== undefined) timeouts[operation] = deadlineMs;
    else if (operation === "delete") deletingLeaves = notices.join("; ");
  }
  const isSecretOutput = (name: string): boolean =>
    source.secrets.outputs.includes(name) ||
    args[name]?.secret !== undefined ||
    isSecret(handler, { [name]: "x" }, name);
  return {
    args,
    secretOutputs: source.outputs.map(({ name }) => name).filter(isSecretOutput),
    naturalKey: handler.naturalKey?.(withAnyName(samples)),
    timeouts,
    deletingLeaves,
  };
}

export interface Part {
  readonly source: ResourceSource;
  readonly facts: Facts;
}

/**
 * Those of a component: of each argument that it hands to a part as it is, what that part knows. An argument with a text of its own means
 * something else there, so that nothing is said of its removal.
 *
 * @param parts in the order in which an argument is looked for
 */
export function factsOfParts({ args, outputs }: ResourceSource, parts: readonly Part[]): Facts {
  const known = args.flatMap(({ name, doc }): [string, ArgumentFacts][] => {
    const having = parts.filter(({ facts }) => facts.args[name] !== undefined);
    const hasSameText = ({ source }: Part): boolean =>
      source.args.some((arg) => arg.name === name && arg.doc.text === doc.text);
    const same = having.find(hasSameText)?.facts.args[name];
    const other = having[0]?.facts.args[name];
    if (same !== undefined) return [[name, same]];
    return other === undefined ? [] : [[name, { ...other, takenOut: undefined }]];
  });
  const isSecretOutput = ({ name }: Field): boolean =>
    parts.some(({ facts }) => facts.secretOutputs.includes(name));
  return {
    args: Object.fromEntries(known),
    secretOutputs: outputs.filter(isSecretOutput).map(({ name }) => name),
    naturalKey: parts.find(({ facts }) => facts.naturalKey !== undefined)?.facts.naturalKey,
    timeouts: {},
    deletingLeaves: undefined,
  };
}

/** Inputs that a class makes of its arguments have a sample too. */
function withAnyName(samples: Inputs): Inputs {
  return new Proxy(samples, {
    get: (target, name) => (name in target ? target[String(name)] : `<${String(name)}>`),
  });
}

function samplesOf(fields: readonly Field[], variant: 1 | 2): Inputs {
  return Object.fromEntries(fields.map(({ name, shape }) => [name, sampleOf(shape, name, variant)]));
}

async function argumentFacts(source: ResourceSource, field: Field, handler: Handler): Promise<ArgumentFacts> {
  const { name, shape } = field;
  const [olds, news] = ([1, 2] as const).map((variant) => ({ [name]: sampleOf(shape, name, variant) }));
  const changed = await differenceOf(handler, name, olds ?? {}, news ?? {});
  const removed = await differenceOf(handler, name, olds ?? {}, {});
  const replaces = changed.replaces || removed.replaces;
  return {
    replaces,
    oldGoesFirst: replaces && changed.oldGoesFirst,
    takenOut: field.isOptional && !replaces ? removed.notices[0] : undefined,
    secret: secretOf(source, name, handler),
  };
}

/** The adopted object is the resource's own, whatever its id, so that another one is no failure here. */
async function differenceOf(handler: Handler, name: string, olds: Inputs, news: Inputs) {
  if (name === "adopt") return { replaces: false, oldGoesFirst: false, notices: [] };
  const { context } = recorder();
  const { changes, deleteBeforeReplace, notices } = await handler.diff({ id: "id", olds, news }, context);
  const about = changes.filter(({ path }) => path[0] === name);
  return {
    replaces: about.some(({ replaces }) => replaces),
    oldGoesFirst: deleteBeforeReplace,
    notices: notices.filter(({ path }) => path[0] === name).map(({ message }) => message),
  };
}

function secretOf(source: ResourceSource, name: string, handler: Handler): ArgumentFacts["secret"] {
  const { values, leaves } = source.secrets;
  if (values.includes(name) || isSecret(handler, { [name]: "x" }, name)) return "all";
  if (!leaves.includes(name)) return undefined;
  // What is looked through needs its service; without that argument it is one secret.
  const hasService = source.args.some((field) => field.name === "service");
  return !hasService || isSecret(handler, { service: "x", [name]: { plain: "x" } }, name) ? "all" : "some";
}

function isSecret(handler: Handler, properties: Inputs, name: string): boolean {
  return handler.secretPaths(properties).some(([first]) => first === name);
}

/** Runs an operation up to its first call. One that fails before, for want of what the state would hold, is given that too. */
async function attempt(operation: Operation, samples: Inputs, handler: Handler) {
  // `adopt` would look for another object, `timeouts` would say what is asked here, and no sample is a schedule in words.
  const news = { ...samples, adopt: undefined, timeouts: undefined, schedule: undefined };
  for (const olds of [{}, news]) {
    const { context, recorded } = recorder();
    const id = "<one>:<two>";
    const run: Record<Operation, () => Promise<unknown>> = {
      create: () => handler.create({ inputs: news }, context),
      read: () => handler.read({ id, olds }, context),
      update: () => handler.update({ id, olds, news }, context),
      delete: () => handler.delete({ id, olds }, context),
    };
    const failed = await Promise.resolve()
      .then(run[operation])
      .then(
        () => false,
        () => true,
      );
    if (!failed || recorded.deadlineMs !== undefined) return recorded;
  }
  throw new Error(`${handler.kind}: its ${operation} makes no call with samples of its arguments.`);
}

/** A context whose client notes the deadline of the first call, and refuses it. */
function recorder(): { context: Context; recorded: { deadlineMs?: number; notices: string[] } } {
  const recorded: { deadlineMs?: number; notices: string[] } = { notices: [] };
  const call = (...args: unknown[]): never => {
    for (const each of args) {
      const { deadlineMs } = (each ?? {}) as { deadlineMs?: unknown };
      if (typeof deadlineMs === "number") recorded.deadlineMs ??= deadlineMs;
    }
    throw new Error("no call is made here");
  };
  const area = new Proxy({}, { get: () => call });
  const context = {
    client: new Proxy({}, { get: () => area }),
    now: () => 0,
    notify: ({ message }: { message: string }) => recorded.notices.push(message),
    signal: new AbortController().signal,
    // Only a run that mends another looks for what it would make, before any other work.
    recover: true,
    locks: { run: (_key: string, work: () => unknown) => work() },
    connections: {
      retrieve: call,
      put: () => undefined,
      forget: () => undefined,
      noteMove: () => undefined,
      runsAfterMove: () => undefined,
    },
  };
  return { context: context as unknown as Context, recorded };
}
