/**
 * Handlers for objects of the common kind: made by one call, read by another, changed in place where the API can, deleted. What is
 * special about a kind stands in its definition; what all of them must do stands here.
 *
 * This file is over 300 lines because it is one class: each operation of a handler, on the same definition and states.
 */
import type { z } from "zod";
import type {
  Context,
  Existing,
  Handler,
  Notice,
  Properties,
  PropertyChange,
  PropertyPath,
} from "../contract";
import { HandlerError } from "../errors/problem";
import { schemaOf } from "../fields/schema";
import { type CallContext, callWithin } from "../run/callContext";
import { OPERATION_MS } from "../run/deadline";
import { secretPaths } from "../secrets/secretLeaves";
import { checkInputs } from "../settings/check";
import {
  declaredSettings,
  patchOf,
  removalNotices,
  type Settings,
  sentSettings,
  settingChanges,
  takeOverPatch,
} from "../settings/settings";
import type { Sent } from "../settings/state";
import { checkAfterWords } from "../settings/words";
import { rotates, triggerOf } from "../setup/rotation";
import { isSame } from "../values/diff";
import { adoptFailures, assertAdoptUnchanged } from "./adopt";
import { type Conflict, type Creation, createOrTakeOver, notifyTakenOver } from "./creation";
import type {
  AppliedObject,
  ChangedObject,
  ObjectChange,
  ObjectDefinition,
  ObjectInputs,
  ObjectOutputs,
} from "./definition";
import { declarable } from "./existing";
import { keepTracked } from "./keepTracked";
import { haveLostSecrets, ObjectStates, plain, SECRETS_LOST } from "./objectStates";

export function objectHandler<Inputs extends ObjectInputs, Live, Facts extends object = Properties>(
  definition: ObjectDefinition<Inputs, Live, Facts>,
): Handler<Inputs, ObjectOutputs<Inputs, Facts>> {
  return new ObjectHandler(definition).handler();
}

class ObjectHandler<Inputs extends ObjectInputs, Live, Facts extends object> {
  readonly #definition: ObjectDefinition<Inputs, Live, Facts>;
  readonly #states: ObjectStates<Inputs, Live, Facts>;
  readonly #settings: Settings;
  readonly #schema: z.ZodType;

  constructor(definition: ObjectDefinition<Inputs, Live, Facts>) {
    this.#definition = definition;
    this.#states = new ObjectStates(definition);
    this.#settings = this.#states.fields.settings;
    this.#schema = schemaOf(definition.fields);
  }

  handler(): Handler<Inputs, ObjectOutputs<Inputs, Facts>> {
    const { kind, nameOf, keyOf, members, alsoDeclares, api, serviceFamily } = this.#definition;
    const { secretInputs, secretOutputs } = this.#states.fields;
    const secrets = [...secretInputs, ...secretOutputs];
    const { list } = api;
    return {
      kind,
      nameOf,
      naturalKey: keyOf,
      ...(members === undefined ? {} : { members }),
      ...(alsoDeclares === undefined ? {} : { alsoDeclares }),
      facts: [...this.#states.factNames, "answered"],
      secretPaths: (properties) => [
        ...secrets.filter((name) => properties[name] !== undefined).map((name): PropertyPath => [name]),
        ...secretPaths(properties),
      ],
      check: ({ olds, news }) => this.#check(olds, news),
      ...(this.#definition.checkWithAccount && { checkWithAccount: this.#definition.checkWithAccount }),
      diff: ({ id, olds, news }) => this.#diff(id, olds, news),
      create: ({ inputs }, context) => this.#create(inputs, context),
      read: ({ id, olds }, context) => this.#read(id, olds, context),
      update: ({ id, olds, news }, context) => this.#update(id, olds, news, context),
      delete: ({ id, olds }, context) =>
        api.delete(id, olds, callWithin(context, olds.timeouts?.delete, OPERATION_MS)),
      existing: (id, context) => this.#existing(id, context),
      ...(serviceFamily === undefined ? {} : { serviceFamily }),
      ...(list === undefined ? {} : { list: (context: Context) => list(context) }),
    };
  }

  async #existing(
    id: string,
    context: Context,
  ): Promise<Existing<Inputs, ObjectOutputs<Inputs, Facts>> | undefined> {
    const { api, existing, serviceFamily } = this.#definition;
    const call = callWithin(context, undefined, OPERATION_MS);
    const live = await (api.refresh ?? api.retrieve)(id, call);
    if (live === undefined) return undefined;
    const found = declarable(
      this.#settings,
      this.#states.upstreamOf(live),
      this.#states.fields,
      serviceFamily,
    );
    const { inputs, masked } = existing?.(found, live) ?? found;
    // Names and types are those of the table of fields; an input that no read returns is for the caller to add.
    const state = inputs as ObjectOutputs<Inputs, Facts>;
    const { outputs } = this.#states.afterRead(state, live, () => undefined);
    return { id: api.idOf(live, inputs as Inputs), inputs: inputs as Inputs, outputs, masked, notices: [] };
  }

  #check(olds: Properties | undefined, news: Properties) {
    const { check, readWords } = this.#definition;
    return checkAfterWords(readWords?.(news) ?? { inputs: news, failures: [] }, (settings) =>
      checkInputs(this.#schema, settings, (inputs) => {
        const further = check?.(inputs, olds) ?? {};
        return { ...further, failures: [...adoptFailures(olds, inputs), ...(further.failures ?? [])] };
      }),
    );
  }

  #diff(id: string, olds: ObjectOutputs<Inputs, Facts>, news: Inputs) {
    const {
      kind,
      keyOf,
      isUnique = false,
      notices,
      unfinished,
      changesInPlace,
      comparedWith,
    } = this.#definition;
    assertAdoptUnchanged(kind, id, news.adopt);
    const known = comparedWith?.(olds, news) ?? olds;
    const changes = settingChanges(this.#settings, known, news).map((change) => ({
      ...change,
      replaces: change.replaces && changesInPlace?.(String(change.path[0]), news) !== true,
    }));
    return {
      changes,
      deleteBeforeReplace: isUnique && keyOf(olds) === keyOf(news),
      unfinished: [
        ...(haveLostSecrets(olds)
          ? ["its secrets were lost with Fivetran's answer: new ones will be handed out"]
          : []),
        ...(unfinished?.(olds, news) ?? []),
      ],
      notices: [...this.#removals(changes, news), ...(notices?.(olds, news) ?? [])],
    };
  }

  #removals(changes: readonly PropertyChange[], news: Inputs): Notice[] {
    const { adjustRemoval } = this.#definition;
    const notices = removalNotices(this.#settings, changes);
    return notices.flatMap((notice) => (adjustRemoval ? (adjustRemoval(notice, news) ?? []) : [notice]));
  }

  async #create(inputs: Inputs, context: Context) {
    const call = this.#applyCall(context, inputs.timeouts?.create);
    const { api } = this.#definition;
    const { live, taken } = await createOrTakeOver(this.#creation(inputs, call), context);
    const id = api.idOf(live, inputs);
    const untouched = (): ObjectOutputs<Inputs, Facts> =>
      this.#states.afterApply(inputs, live, {}, taken ? { patch: {} } : undefined);
    const finish = (): Promise<ObjectOutputs<Inputs, Facts>> =>
      taken ? this.#takeOver(id, inputs, live, call) : this.#concludeMade(id, inputs, live, call);
    return { id, outputs: await keepTracked(id, untouched, finish) };
  }

  #concludeMade(
    id: string,
    inputs: Inputs,
    live: Live,
    call: CallContext,
  ): Promise<ObjectOutputs<Inputs, Facts>> {
    const sent = sentSettings(this.#settings, inputs);
    const outputsWith = (made: Live): ObjectOutputs<Inputs, Facts> =>
      this.#states.afterApply(inputs, made, {});
    return this.#conclude({ id, live, inputs, outputsWith, olds: undefined, sent }, call);
  }

  /** Brings an object that existed before to what is declared. */
  async #takeOver(
    id: string,
    inputs: Inputs,
    live: Live,
    call: CallContext,
  ): Promise<ObjectOutputs<Inputs, Facts>> {
    const { api } = this.#definition;
    const isChangeable = api.apply !== undefined || api.update !== undefined;
    const patch = isChangeable ? takeOverPatch(this.#settings, inputs, this.#states.upstreamOf(live)) : {};
    notifyTakenOver(id, patch, call.context);
    this.#warnOfSecrets(id, live, call.context);
    const changed = await this.#apply({ id, patch, news: inputs, olds: undefined, live }, call);
    const outputsWith = (now: Live): ObjectOutputs<Inputs, Facts> =>
      this.#states.afterApply(inputs, now, {}, { patch: changed.patch });
    return this.#conclude(
      { id, live: changed.live ?? live, inputs, outputsWith, olds: undefined, sent: changed.patch },
      call,
    );
  }

  async #apply(
    change: ObjectChange<Inputs, ObjectOutputs<Inputs, Facts>, Live>,
    call: CallContext,
  ): Promise<ChangedObject<Live>> {
    const { api } = this.#definition;
    if (api.apply !== undefined) return api.apply(change, call);
    const { id, patch, news } = change;
    const live = Object.keys(patch).length > 0 ? await api.update?.(id, patch, news, call) : undefined;
    return { live, patch };
  }

  async #conclude(
    applied: Omit<AppliedObject<Inputs, Live, Facts>, "outputs">,
    call: CallContext,
  ): Promise<ObjectOutputs<Inputs, Facts>> {
    const outputs = applied.outputsWith(applied.live);
    return this.#definition.conclude?.({ ...applied, outputs }, call) ?? outputs;
  }

  async #read(id: string, olds: ObjectOutputs<Inputs, Facts>, context: Context) {
    const { api } = this.#definition;
    const call = callWithin(context, olds.timeouts?.read, OPERATION_MS);
    const live = await (api.refresh?.(id, call) ?? api.retrieve(id, call));
    if (live === undefined) return undefined;
    for (const notice of this.#definition.driftNotices?.(olds, live) ?? []) context.notify(notice);
    return { id, ...this.#states.afterRead(olds, live, context.notify) };
  }

  async #update(id: string, olds: ObjectOutputs<Inputs, Facts>, news: Inputs, context: Context) {
    const { api } = this.#definition;
    const call = this.#applyCall(context, news.timeouts?.update);
    const { rotate } = api;
    const isRotated = haveLostSecrets(olds) || rotates(olds, news);
    const change = { id, patch: patchOf(this.#settings, olds, news), news, olds, live: undefined };
    const changed = await this.#apply(change, call);
    const live = changed.live ?? (await api.retrieve(id, call));
    if (live === undefined) throw this.#vanished(id);
    const sent: Sent = { patch: changed.patch, olds };
    // The trigger is in the state only once the rotation has happened, so that a failed one is tried again.
    const before = isRotated && rotate !== undefined ? { ...news, rotationTrigger: triggerOf(olds) } : news;
    const halfway = (): ObjectOutputs<Inputs, Facts> =>
      this.#states.afterApply(before, live, this.#states.keptOf(olds), sent);
    return keepTracked(id, halfway, async () => {
      const rotated = isRotated && rotate !== undefined ? await rotate(id, news, call) : live;
      const { [SECRETS_LOST]: _, ...kept } = this.#states.keptOf(olds);
      const outputsWith = (now: Live): ObjectOutputs<Inputs, Facts> =>
        this.#states.afterApply(news, now, kept, sent);
      return this.#conclude({ id, live: rotated, inputs: news, outputsWith, olds, sent: sent.patch }, call);
    });
  }

  /** What was handed out before is known to nobody here. */
  #warnOfSecrets(id: string, live: Live, context: Context): void {
    const { handedOut } = this.#states.fields;
    if (handedOut.length === 0) return;
    const facts = this.#states.factsOf(live, []);
    const unknown = handedOut.filter((name) => facts[name] === undefined);
    if (unknown.length === 0) return;
    const remedy =
      this.#definition.api.rotate === undefined ? "" : "; a `rotationTrigger` hands out new ones";
    const message = `${unknown.join(", ")} of ${id} were handed out when it was made, and cannot be read${remedy}`;
    context.notify({ severity: "warning", path: [], message });
  }

  #creation(inputs: Inputs, call: CallContext): Creation<Live> {
    const { kind, nameOf, labelOf, keyOf, conflicts, refuseCreation, api } = this.#definition;
    const before = new Set<string>();
    return {
      label: labelOf?.(inputs) ?? `${kind} '${nameOf(plain(inputs)) ?? ""}'`,
      naturalKey: keyOf(inputs),
      adopt: inputs.adopt,
      idOf: (live) => api.idOf(live, inputs),
      retrieve: (id) => api.retrieve(id, call),
      candidates: () => api.candidates(inputs, call),
      wasThere: (live) => before.has(api.idOf(live, inputs)),
      tellsTime: api.createdAt !== undefined && api.rotate === undefined,
      createdAt: (live) => {
        const at = api.createdAt?.(live);
        return at === undefined ? undefined : new Date(at);
      },
      conflicts: (live) => conflicts?.(inputs, live) ?? this.#conflicts(inputs, live),
      create: async (findCreated) => {
        // Where a found object's secrets would be renewed, its time alone is not enough to tell whose it is: agents may have none.
        if (api.createdAt === undefined || api.rotate !== undefined) {
          const existing = await api.candidates(inputs, call);
          if (existing.length > 0) refuseCreation?.(inputs, existing);
          for (const live of existing) before.add(api.idOf(live, inputs));
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
    const outputs = () => this.#states.afterApply(inputs, found, { [SECRETS_LOST]: true });
    return keepTracked(id, outputs, () => rotate(id, inputs, call));
  }

  /** Declared settings that the API cannot change and that are otherwise. */
  #conflicts(inputs: Inputs, live: Live): Conflict[] {
    const upstream = this.#states.upstreamOf(live);
    return Object.entries(declaredSettings(this.#settings, inputs)).flatMap(([property, declared]) => {
      const setting = this.#settings[property];
      if (setting?.replaces !== true || setting.unread === true || isSame(upstream[property], declared))
        return [];
      return [{ property, declared: textOf(declared), live: textOf(upstream[property]) }];
    });
  }

  /** For a creation and an update. */
  #applyCall(context: Context, timeout: string | undefined): CallContext {
    return callWithin(context, timeout, this.#definition.applyMs ?? OPERATION_MS);
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

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "unset";
  return typeof value === "string" ? value : JSON.stringify(value);
}
