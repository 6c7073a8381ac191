/**
 * Handlers for objects of the common kind: made by one call, read by another, changed in place where the API can, deleted. What is
 * special about a kind stands in its definition; what all of them must do stands here.
 */
import type { Context, Handler, Properties, PropertyPath } from "../contract";
import { HandlerError } from "../errors/problem";
import { type CallContext, callWithin } from "../run/callContext";
import { OPERATION_MS } from "../run/deadline";
import { secretPaths } from "../secrets/secretLeaves";
import { checkInputs } from "../settings/check";
import {
  declaredSettings,
  patchOf,
  removalNotices,
  type Settings,
  settingChanges,
  takeOverPatch,
} from "../settings/settings";
import { type Sent, stateAfterApply, stateAfterRead } from "../settings/state";
import { ROTATION, rotates, triggerOf } from "../setup/rotation";
import { isSame } from "../values/diff";
import { seen } from "../values/readable";
import { adoptFailures, assertAdoptUnchanged } from "./adopt";
import { type Conflict, type Creation, createOrTakeOver, nothingToAdopt, notifyTakenOver } from "./creation";
import type { AppliedObject, ObjectDefinition, ObjectInputs, ObjectOutputs } from "./definition";
import { tracked } from "./tracked";

/** Output: true while nobody has the object's secrets, because the answers with them were lost. The next update hands out new ones. */
const SECRETS_LOST = "secretsLost";

export function objectHandler<Inputs extends ObjectInputs, Live>(
  definition: ObjectDefinition<Inputs, Live>,
): Handler<Inputs, ObjectOutputs<Inputs>> {
  return new ObjectHandler(definition).handler();
}

class ObjectHandler<Inputs extends ObjectInputs, Live> {
  readonly #definition: ObjectDefinition<Inputs, Live>;
  readonly #factNames: readonly string[];
  readonly #keptNames: readonly string[];
  /** With the rotation's, where there is one: what `diff` compares. */
  readonly #compared: Settings;

  constructor(definition: ObjectDefinition<Inputs, Live>) {
    this.#definition = definition;
    const { facts, handedOut = [], kept = [] } = definition;
    this.#keptNames = [...handedOut, ...kept, ...(definition.api.rotate === undefined ? [] : [SECRETS_LOST])];
    this.#factNames = [...facts, ...this.#keptNames];
    this.#compared =
      definition.api.rotate === undefined ? definition.settings : { ...definition.settings, ...ROTATION };
  }

  handler(): Handler<Inputs, ObjectOutputs<Inputs>> {
    const { kind, nameOf, keyOf, members, api, secrets = [], serviceFamily } = this.#definition;
    const { list } = api;
    return {
      kind,
      nameOf,
      naturalKey: keyOf,
      ...(members === undefined ? {} : { members }),
      facts: [...this.#factNames, "answered"],
      secretPaths: (properties) => [
        ...secrets.filter((name) => properties[name] !== undefined).map((name): PropertyPath => [name]),
        ...secretPaths(properties),
      ],
      check: ({ olds, news }) => this.#check(olds, news),
      diff: ({ id, olds, news }) => this.#diff(id, olds, news),
      create: ({ inputs }, context) => this.#create(inputs, context),
      read: ({ id, olds }, context) => this.#read(id, olds, context),
      update: ({ id, olds, news }, context) => this.#update(id, olds, news, context),
      delete: ({ id, olds }, context) => api.delete(id, olds, this.#call(context, olds.timeouts?.delete)),
      ...(serviceFamily === undefined ? {} : { serviceFamily }),
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
    const { kind, keyOf, isUnique = false, notices, unfinished } = this.#definition;
    assertAdoptUnchanged(kind, id, news.adopt);
    const changes = settingChanges(this.#compared, olds, news);
    return {
      changes,
      deleteBeforeReplace: isUnique && keyOf(olds) === keyOf(news),
      unfinished: [
        ...(olds[SECRETS_LOST] === true
          ? ["its secrets were lost with Fivetran's answer: new ones will be handed out"]
          : []),
        ...(unfinished?.(olds, news) ?? []),
      ],
      notices: [...removalNotices(this.#compared, changes), ...(notices?.(olds, news) ?? [])],
    };
  }

  async #create(inputs: Inputs, context: Context) {
    const call = this.#call(context, inputs.timeouts?.create);
    const { settings, upstreamOf, api } = this.#definition;
    const { live, taken } = await createOrTakeOver(this.#creation(inputs, call), context);
    const id = api.idOf(live, inputs);
    const patch = taken && api.update !== undefined ? takeOverPatch(settings, inputs, upstreamOf(live)) : {};
    if (taken) {
      notifyTakenOver(id, patch, context);
      this.#warnOfSecrets(id, live, context);
    }
    const outputsOf = (made: Live): ObjectOutputs<Inputs> =>
      this.#outputs(inputs, made, {}, taken ? { patch } : undefined);
    const untouched = (): ObjectOutputs<Inputs> =>
      this.#outputs(inputs, live, {}, taken ? { patch: {} } : undefined);
    const outputs = await tracked(id, untouched, async () => {
      const needsPatch = Object.keys(patch).length > 0;
      const made = needsPatch ? ((await api.update?.(id, patch, inputs, call)) ?? live) : live;
      const sent = taken ? patch : declaredSettings(settings, inputs);
      return this.#concluded(
        { id, live: made, inputs, outputs: outputsOf(made), olds: undefined, sent },
        call,
      );
    });
    return { id, outputs };
  }

  #concluded(applied: AppliedObject<Inputs, Live>, call: CallContext): Promise<ObjectOutputs<Inputs>> {
    return this.#definition.conclude?.(applied, call) ?? Promise.resolve(applied.outputs);
  }

  async #read(id: string, olds: ObjectOutputs<Inputs>, context: Context) {
    const { settings, api, upstreamOf, factsOf } = this.#definition;
    const live = await api.retrieve(id, this.#call(context, olds.timeouts?.read));
    if (live === undefined) return undefined;
    const facts = { ...this.#keptOf(olds), ...factsOf(live) };
    const state = stateAfterRead<Inputs, Properties>(
      settings,
      olds,
      this.#factNames,
      seen(live, upstreamOf(live)),
      facts,
      context.notify,
    );
    return { id, inputs: state.inputs, outputs: state.outputs as ObjectOutputs<Inputs> };
  }

  async #update(id: string, olds: ObjectOutputs<Inputs>, news: Inputs, context: Context) {
    const { settings, api } = this.#definition;
    const call = this.#call(context, news.timeouts?.update);
    const patch = patchOf(settings, olds, news);
    const sent: Sent = { patch, olds };
    const { rotate } = api;
    const isRotated = olds[SECRETS_LOST] === true || rotates(olds, news);
    const live =
      Object.keys(patch).length > 0
        ? await api.update?.(id, patch, news, call)
        : await api.retrieve(id, call);
    if (live === undefined) throw this.#vanished(id);
    // The trigger is in the state only once the rotation has happened, so that a failed one is tried again.
    const before = isRotated ? { ...news, rotationTrigger: triggerOf(olds) } : news;
    const halfway = (): ObjectOutputs<Inputs> => this.#outputs(before, live, this.#keptOf(olds), sent);
    return tracked(id, halfway, async () => {
      const rotated = isRotated && rotate !== undefined ? await rotate(id, news, call) : live;
      const { [SECRETS_LOST]: _, ...kept } = this.#keptOf(olds);
      const outputs = this.#outputs(news, rotated, kept, sent);
      return this.#concluded({ id, live: rotated, inputs: news, outputs, olds, sent: patch }, call);
    });
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

  #creation(inputs: Inputs, call: CallContext): Creation<Live> {
    const { kind, nameOf, keyOf, api } = this.#definition;
    const before = new Set<string>();
    return {
      label: `${kind} '${nameOf(plain(inputs)) ?? ""}'`,
      naturalKey: keyOf(inputs),
      adopt: inputs.adopt,
      idOf: (live) => api.idOf(live, inputs),
      retrieve: async (id) => {
        const live = await api.retrieve(id, call);
        if (live === undefined) throw this.#nothingToAdopt(inputs, id);
        return live;
      },
      candidates: () => api.candidates(inputs, call),
      wasThere: (live) => before.has(api.idOf(live, inputs)),
      tellsTime: api.createdAt !== undefined && api.rotate === undefined,
      createdAt: (live) => {
        const at = api.createdAt?.(live);
        return at === undefined ? undefined : new Date(at);
      },
      conflicts: (live) => this.#conflicts(inputs, live),
      create: async (findCreated) => {
        // Where a found object's secrets would be renewed, its time alone is not enough to tell whose it is: agents may have none.
        if (api.createdAt === undefined || api.rotate !== undefined) {
          for (const live of await api.candidates(inputs, call)) before.add(api.idOf(live, inputs));
        }
        const findWhole = async (lost: { notBefore: Date }): Promise<Live | undefined> => {
          const found = await findCreated(lost);
          return found === undefined ? undefined : this.#withSecrets(found, inputs, call);
        };
        return api.create(inputs, { ...call.options, findCreated: findWhole }, call);
      },
    };
  }

  /** Of an object that was made just now by a call whose answer was lost: what that answer handed out nobody has, so it is renewed. */
  async #withSecrets(found: Live, inputs: Inputs, call: CallContext): Promise<Live> {
    const { rotate, idOf } = this.#definition.api;
    if (rotate === undefined) return found;
    const id = idOf(found, inputs);
    const outputs = () => this.#outputs(inputs, found, { [SECRETS_LOST]: true });
    return tracked(id, outputs, () => rotate(id, inputs, call));
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
    return stateAfterApply(
      settings,
      inputs,
      seen(live, upstreamOf(live)),
      facts,
      sent,
    ) as ObjectOutputs<Inputs>;
  }

  #keptOf(olds: Properties): Properties {
    const names = this.#keptNames;
    return Object.fromEntries(
      names.filter((name) => olds[name] !== undefined).map((name) => [name, olds[name]]),
    );
  }

  #call(context: Context, timeout: string | undefined): CallContext {
    return callWithin(context, timeout, this.#definition.operationMs ?? OPERATION_MS);
  }

  #nothingToAdopt(inputs: Inputs, id: string): Error {
    const { kind, nameOf } = this.#definition;
    return nothingToAdopt(`${kind} '${nameOf(plain(inputs)) ?? ""}'`, id);
  }

  #vanished(id: string): Error {
    const subject = `${this.#definition.kind} '${id}'`;
    return new HandlerError({
      summary: `${subject} does not exist any more.`,
      subject,
      advice: [{ kind: "runRefresh" }],
    });
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
