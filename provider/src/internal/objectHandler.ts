/**
 * Handlers for objects of the common kind: made by one call, read by another, changed in place where the API can, deleted. What is
 * special about a kind stands in its definition; what all of them must do stands here.
 */
import type { CreateOptions, FivetranClient, RequestOptions } from "@pulumi-fivetran/sdk";
import type { z } from "zod";
import type { Context, Handler, Listed, Notice, Properties, PropertyPath } from "../handler";
import { adoptFailures, assertAdoptUnchanged } from "./adopt";
import { checkInputs, type FurtherChecks } from "./check";
import { type Conflict, type Creation, createOrTakeOver, notifyTakenOver } from "./creation";
import { Deadline, OPERATION_MS, type Timeouts } from "./deadline";
import { isSame } from "./diff";
import {
  declaredSettings,
  patchOf,
  removalNotices,
  type Settings,
  settingChanges,
  takeOverPatch,
} from "./settings";
import { type Bookkeeping, type Sent, stateAfterApply, stateAfterRead } from "./state";
import { tracked } from "./tracked";

/** The arguments that every such resource has. */
export interface ObjectInputs {
  readonly adopt?: string;
  readonly timeouts?: Timeouts;
}

/** The argument of those whose secrets can be renewed. */
export interface RotationInputs {
  /** Another value than before, or a first one, makes the API hand out new secrets. Taking it away does not. */
  readonly rotationTrigger?: string;
}

export type ObjectOutputs<Inputs> = Inputs & Bookkeeping & Properties;

/** A call's surroundings. */
export interface Calling {
  readonly client: FivetranClient;
  readonly options: RequestOptions;
  readonly context: Context;
}

/** What the API does for one kind. `Live` is the object as the client answers it. */
export interface ObjectApi<Inputs extends ObjectInputs, Live> {
  idOf(live: Live, inputs: Inputs): string;
  /** Undefined when the object, or what it lives in, is gone. `olds` is undefined for one that is to be adopted. */
  retrieve(id: string, calling: Calling): Promise<Live | undefined>;
  /** `options` are those of the calling, and how the object of a lost answer is looked for. */
  create(inputs: Inputs, options: CreateOptions<Live>, calling: Calling): Promise<Live>;
  /** Absent where the API cannot change such an object: then every setting replaces it. */
  update?(id: string, patch: Properties, news: Inputs, calling: Calling): Promise<Live>;
  /** Hands out new secrets. */
  rotate?(id: string, news: Inputs, calling: Calling): Promise<Live>;
  /** Deleting what is gone is success. */
  delete(id: string, olds: ObjectOutputs<Inputs>, calling: Calling): Promise<void>;
  /** All objects with the natural key of the inputs. */
  candidates(inputs: Inputs, calling: Calling): Promise<Live[]>;
  /** When it was made; undefined where the API does not say. */
  createdAt(live: Live): string | undefined;
  /** Everything of the kind; absent where the API has no list of it. */
  list?(context: Context): AsyncIterable<Listed>;
}

export interface ObjectDefinition<Inputs extends ObjectInputs, Live> {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly settings: Settings;
  /** What messages call the object while it has no id; undefined while that is unknown. Never a secret. */
  nameOf(inputs: Properties): string | undefined;
  /** What the object is known by besides its id, in words: `the name 'analysts'`. */
  keyOf(inputs: Inputs): string;
  /** The settings as they are, under the names of the inputs. */
  upstreamOf(live: Live): Properties;
  /** Read-only outputs. */
  readonly facts: readonly string[];
  factsOf(live: Live): Properties;
  /** Outputs that only a creation or a rotation answers; the state keeps them. */
  readonly handedOut?: readonly string[];
  /** The inputs and outputs that are secret as a whole. */
  readonly secrets?: readonly string[];
  check?(inputs: Properties, olds: Properties | undefined): FurtherChecks;
  notices?(olds: ObjectOutputs<Inputs>, news: Inputs): readonly Notice[];
  /** Work left from an earlier run, besides what differs. */
  unfinished?(olds: ObjectOutputs<Inputs>, news: Inputs): readonly string[];
  /** True where two cannot exist side by side, so that a replacement has to delete first. */
  readonly deleteBeforeReplace?: boolean;
  /** How long an operation may take by default, in milliseconds. */
  readonly operationMs?: number;
  readonly api: ObjectApi<Inputs, Live>;
}

/** What a rotation is compared by: it never reaches the API, and only another value means anything. */
const ROTATION: Settings = { rotationTrigger: { unread: true } };

function triggerOf(inputs: object): string | undefined {
  return (inputs as RotationInputs).rotationTrigger;
}

export function objectHandler<Inputs extends ObjectInputs, Live>(
  definition: ObjectDefinition<Inputs, Live>,
): Handler<Inputs, ObjectOutputs<Inputs>> {
  return new ObjectHandler(definition).handler();
}

class ObjectHandler<Inputs extends ObjectInputs, Live> {
  readonly #definition: ObjectDefinition<Inputs, Live>;
  readonly #factNames: readonly string[];
  /** With the rotation's, where there is one: what `diff` compares. */
  readonly #compared: Settings;

  constructor(definition: ObjectDefinition<Inputs, Live>) {
    this.#definition = definition;
    this.#factNames = [...definition.facts, ...(definition.handedOut ?? [])];
    this.#compared =
      definition.api.rotate === undefined ? definition.settings : { ...definition.settings, ...ROTATION };
  }

  handler(): Handler<Inputs, ObjectOutputs<Inputs>> {
    const { kind, nameOf, api, secrets = [] } = this.#definition;
    const { list } = api;
    return {
      kind,
      nameOf,
      facts: [...this.#factNames, "answered"],
      secretPaths: (properties) =>
        secrets.filter((name) => properties[name] !== undefined).map((name): PropertyPath => [name]),
      check: ({ olds, news }) => this.#check(olds, news),
      diff: ({ id, olds, news }) => this.#diff(id, olds, news),
      create: ({ inputs }, context) => this.#create(inputs, context),
      read: ({ id, olds }, context) => this.#read(id, olds, context),
      update: ({ id, olds, news }, context) => this.#update(id, olds, news, context),
      delete: ({ id, olds }, context) => api.delete(id, olds, this.#calling(context, olds.timeouts?.delete)),
      ...(list === undefined ? {} : { list: (context: Context) => list(context) }),
    };
  }

  #check(olds: Properties | undefined, news: Properties) {
    const { schema, check } = this.#definition;
    return checkInputs(schema, news, (inputs) => {
      const further = check?.(inputs, olds) ?? {};
      return { ...further, failures: [...adoptFailures(olds, inputs), ...(further.failures ?? [])] };
    });
  }

  #diff(id: string, olds: ObjectOutputs<Inputs>, news: Inputs) {
    const { kind, deleteBeforeReplace = false, notices, unfinished } = this.#definition;
    assertAdoptUnchanged(kind, id, news.adopt);
    const changes = settingChanges(this.#compared, olds, news);
    return {
      changes,
      deleteBeforeReplace,
      unfinished: unfinished?.(olds, news) ?? [],
      notices: [...removalNotices(this.#compared, changes), ...(notices?.(olds, news) ?? [])],
    };
  }

  async #create(inputs: Inputs, context: Context) {
    const calling = this.#calling(context, inputs.timeouts?.create);
    const { settings, api } = this.#definition;
    const { live, taken } = await createOrTakeOver(this.#creation(inputs, calling), context);
    const id = api.idOf(live, inputs);
    if (!taken) return { id, outputs: this.#outputs(inputs, live, {}) };
    const patch = takeOverPatch(settings, inputs, this.#definition.upstreamOf(live));
    notifyTakenOver(id, patch, context);
    this.#warnOfSecrets(id, live, context);
    const untouched = (): ObjectOutputs<Inputs> => this.#outputs(inputs, live, {}, { patch: {} });
    if (Object.keys(patch).length === 0 || api.update === undefined) return { id, outputs: untouched() };
    const { update } = api;
    const updated = async (): Promise<ObjectOutputs<Inputs>> =>
      this.#outputs(inputs, await update(id, patch, inputs, calling), {}, { patch });
    return { id, outputs: await tracked(id, untouched, updated) };
  }

  async #read(id: string, olds: ObjectOutputs<Inputs>, context: Context) {
    const { settings, api, upstreamOf, factsOf } = this.#definition;
    const live = await api.retrieve(id, this.#calling(context, olds.timeouts?.read));
    if (live === undefined) return undefined;
    const facts = { ...this.#handedOut(olds), ...factsOf(live) };
    const state = stateAfterRead<Inputs, Properties>(
      settings,
      olds,
      this.#factNames,
      upstreamOf(live),
      facts,
    );
    return { id, inputs: state.inputs, outputs: state.outputs as ObjectOutputs<Inputs> };
  }

  async #update(id: string, olds: ObjectOutputs<Inputs>, news: Inputs, context: Context) {
    const { settings, api } = this.#definition;
    const calling = this.#calling(context, news.timeouts?.update);
    const patch = patchOf(settings, olds, news);
    const rotates =
      api.rotate !== undefined && triggerOf(news) !== undefined && triggerOf(olds) !== triggerOf(news);
    let live: Live | undefined;
    if (Object.keys(patch).length > 0) live = await api.update?.(id, patch, news, calling);
    const updated = live;
    live ??= rotates ? undefined : await api.retrieve(id, calling);
    const sent: Sent = { patch, olds };
    if (!rotates || api.rotate === undefined) {
      if (live === undefined) throw this.#vanished(id);
      return this.#outputs(news, live, this.#handedOut(olds), sent);
    }
    const { rotate } = api;
    // The trigger is in the state only once the rotation has happened, so that a failed one is tried again.
    const before = { ...news, rotationTrigger: triggerOf(olds) };
    const halfway = (): object =>
      updated === undefined ? olds : this.#outputs(before, updated, this.#handedOut(olds), sent);
    return tracked(id, halfway, async () =>
      this.#outputs(news, await rotate(id, news, calling), this.#handedOut(olds), sent),
    );
  }

  /** What was handed out before is known to nobody here. */
  #warnOfSecrets(id: string, live: Live, context: Context): void {
    const { handedOut = [], factsOf, api } = this.#definition;
    const facts = factsOf(live);
    const unknown = handedOut.filter((name) => facts[name] === undefined);
    if (unknown.length === 0) return;
    const remedy = api.rotate === undefined ? "" : "; a `rotationTrigger` hands out new ones";
    const message = `${unknown.join(", ")} of ${id} were handed out when it was made, and cannot be read${remedy}`;
    context.notify({ severity: "warning", path: [], message });
  }

  #creation(inputs: Inputs, calling: Calling): Creation<Live> {
    const { kind, nameOf, keyOf, api } = this.#definition;
    return {
      label: `${kind} '${nameOf(plain(inputs)) ?? ""}'`,
      naturalKey: keyOf(inputs),
      adopt: inputs.adopt,
      idOf: (live) => api.idOf(live, inputs),
      retrieve: async (id) => {
        const live = await api.retrieve(id, calling);
        if (live === undefined) throw this.#nothingToAdopt(inputs, id);
        return live;
      },
      candidates: () => api.candidates(inputs, calling),
      createdAt: (live) => {
        const at = api.createdAt(live);
        return at === undefined ? undefined : new Date(at);
      },
      conflicts: (live) => this.#conflicts(inputs, live),
      create: (findCreated) => api.create(inputs, { ...calling.options, findCreated }, calling),
    };
  }

  /** Declared settings that the API cannot change and that are otherwise. */
  #conflicts(inputs: Inputs, live: Live): Conflict[] {
    const { settings, upstreamOf } = this.#definition;
    const upstream = upstreamOf(live);
    return Object.entries(declaredSettings(settings, inputs)).flatMap(([property, declared]) => {
      const setting = settings[property];
      if (setting?.replaces !== true || setting.unread === true || isSame(upstream[property], declared))
        return [];
      return [{ property, declared: textOf(declared), live: textOf(upstream[property]) }];
    });
  }

  #outputs(inputs: Inputs, live: Live, handedOut: Properties, sent?: Sent): ObjectOutputs<Inputs> {
    const { settings, upstreamOf, factsOf } = this.#definition;
    const facts = { ...handedOut, ...factsOf(live) };
    return stateAfterApply(settings, inputs, upstreamOf(live), facts, sent) as ObjectOutputs<Inputs>;
  }

  #handedOut(olds: Properties): Properties {
    const names = this.#definition.handedOut ?? [];
    return Object.fromEntries(
      names.filter((name) => olds[name] !== undefined).map((name) => [name, olds[name]]),
    );
  }

  #calling(context: Context, timeout: string | undefined): Calling {
    const deadline = new Deadline(context, timeout, this.#definition.operationMs ?? OPERATION_MS);
    return {
      client: context.client,
      // Asked for at each call: what is left of the operation's time then.
      get options() {
        return deadline.options();
      },
      context,
    };
  }

  #nothingToAdopt(inputs: Inputs, id: string): Error {
    const { kind, nameOf } = this.#definition;
    return new Error(
      `${kind} '${nameOf(plain(inputs)) ?? ""}': there is nothing to adopt: Fivetran knows no '${id}'. Check the id, or remove \`adopt\`.`,
    );
  }

  #vanished(id: string): Error {
    return new Error(
      `${this.#definition.kind} '${id}' does not exist any more. Run \`pulumi refresh\`, then \`pulumi up\` to make it again.`,
    );
  }
}

/** Inputs are plain data with the names of their interface. */
function plain(inputs: ObjectInputs): Properties {
  return { ...inputs } as Properties;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "unset";
  return typeof value === "string" ? value : JSON.stringify(value);
}
