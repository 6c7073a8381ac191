/**
 * Handlers for complete lists of members: a member that is not in the list loses its role. One list is one resource; its id is its holder's.
 * `decisions/0018-exclusive-memberships.md` tells why it works as it does.
 */
import type { z } from "zod";
import type { Context, DiffResult, Handler, Notice, Properties, RoleClaim } from "../../contract";
import { PartialFailure } from "../../errors/partialFailure";
import { HandlerError, type Problem, problemIn, warningOf } from "../../errors/problem";
import { settingsOf } from "../../fields/reading";
import { schemaOf } from "../../fields/schema";
import { callWithin } from "../../run/callContext";
import { OPERATION_MS, type Timeouts } from "../../run/deadline";
import { checkInputs, type FurtherChecks } from "../../settings/check";
import { type Settings, settingChanges } from "../../settings/settings";
import { isObject } from "../../values/objects";
import { containsUnknown, isUnknown, knownText } from "../../values/unknown";
import { type ExclusiveDefinition, MemberCalls } from "./calls";
import { holderGone, membersProblem } from "./failures";
import {
  type AnsweredRoles,
  asFound,
  type LiveMembers,
  listFrom,
  type Members,
  membersFrom,
  planOf,
  stillAnswered,
} from "./list";
import { membershipIdentity, relationOf } from "./membership";
import { keptNotices, ownUserNotices, planNotices } from "./notices";

/** The holder's id and the list, under the names of the kind. In a state also `others` and `answered`. */
export interface ExclusiveInputs extends Properties {
  readonly timeouts?: Timeouts;
}

export function exclusiveMembershipsHandler(
  definition: ExclusiveDefinition,
): Handler<ExclusiveInputs, ExclusiveInputs> {
  return new ExclusiveHandler(definition).handler();
}

class ExclusiveHandler {
  readonly #definition: ExclusiveDefinition;
  readonly #schema: z.ZodType;
  readonly #settings: Settings;

  constructor(definition: ExclusiveDefinition) {
    this.#definition = definition;
    this.#settings = settingsOf(definition.fields);
    this.#schema = schemaOf(definition.fields);
  }

  handler(): Handler<ExclusiveInputs, ExclusiveInputs> {
    const { kind, calls } = this.#definition;
    return {
      kind,
      nameOf: (inputs) => knownText(inputs[calls.holder]),
      roleClaim: (inputs) => this.#claim(inputs),
      members: (properties) => this.#identities(properties),
      isList: true,
      facts: ["others", "answered"],
      secretPaths: () => [],
      check: ({ olds, news }) => checkInputs(this.#schema, news, (inputs) => this.#check(inputs, olds)),
      diff: ({ id, olds, news }, context) =>
        this.#diff(olds, news, this.#callsFor(id, context, news.timeouts?.read)),
      create: async ({ inputs }, context) => {
        const id = String(inputs[calls.holder]);
        const outputs = await this.#apply(
          inputs,
          undefined,
          this.#callsFor(id, context, inputs.timeouts?.create),
          context,
        );
        return { id, outputs };
      },
      read: ({ id, olds }, context) => this.#read(olds, this.#callsFor(id, context, olds.timeouts?.read)),
      update: ({ id, olds, news }, context) =>
        this.#apply(news, olds, this.#callsFor(id, context, news.timeouts?.update), context),
      delete: ({ id, olds, kept }, context) =>
        this.#delete(olds, kept, this.#callsFor(id, context, olds.timeouts?.delete), context),
    };
  }

  #claim(inputs: Properties): RoleClaim | undefined {
    const { list, calls } = this.#definition;
    const holder = knownText(inputs[calls.holder]);
    if (holder === undefined) return undefined;
    const claim = { relation: relationOf(calls), place: { [calls.holder]: holder } };
    return containsUnknown(inputs[list]) ? claim : { ...claim, members: this.#membersOf(inputs) };
  }

  /** One member cannot have two roles. Of a creation the engine asks nothing else, so the limits of a creation are told here. */
  #check(inputs: Properties, olds: Properties | undefined): FurtherChecks {
    const { list, calls } = this.#definition;
    const entries: unknown = inputs[list];
    const ids = Array.isArray(entries)
      ? entries.map((entry: unknown) => (isObject(entry) ? knownText(entry[calls.member]) : undefined))
      : [];
    const failures = ids.flatMap((id, index) => {
      if (id === undefined || ids.indexOf(id) === index) return [];
      return [
        { path: [list, index, calls.member], reason: `'${id}' is in the list twice; a member has one role` },
      ];
    });
    const message =
      "is the complete list. Its creation takes nobody's role away; the next run does, and its preview names the members that lose theirs";
    return { failures, notices: olds === undefined ? [{ severity: "info", path: [list], message }] : [] };
  }

  /** No call where nothing changes. Otherwise one look, so that the preview can name everybody who loses a role. */
  async #diff(olds: ExclusiveInputs, news: ExclusiveInputs, calls: MemberCalls): Promise<DiffResult> {
    const changes = settingChanges(this.#settings, olds, news);
    const isDeclared = changes.length > 0;
    if (changes.length === 0 && olds["others"] !== undefined)
      changes.push({ path: [this.#definition.list], kind: "update", replaces: false });
    const isLookedUp = changes.length > 0 && !changes.some(({ replaces }) => replaces);
    const notices = isLookedUp ? await this.#preview(olds, news, isDeclared, calls) : [];
    return { changes, deleteBeforeReplace: false, unfinished: [], notices };
  }

  /** Never fails: the update looks up anything that cannot be read now. */
  async #preview(
    olds: ExclusiveInputs,
    news: ExclusiveInputs,
    isDeclared: boolean,
    calls: MemberCalls,
  ): Promise<Notice[]> {
    const { list } = this.#definition;
    const told = (message: string): Notice[] => [{ severity: "warning", path: [list], message }];
    if (isUnknown(news[list]))
      return told("the members that lose a role cannot be named before the list is known");
    try {
      const live = await calls.observe();
      if (live === undefined) return [];
      const declared = this.#membersOf(news);
      const plan = planOf(declared, live, this.#answered(olds, declared));
      const { others, own } = await calls.withoutOwnUser(plan.losses);
      const wording = await calls.wordingFor([...plan.gains, ...plan.changes, ...plan.losses]);
      return [
        ...planNotices({ ...plan, losses: others }, wording, this.#hasUnknownIds(news)),
        // A finding of a refresh is not repeated each time.
        ...(isDeclared ? ownUserNotices(own, wording) : []),
      ];
    } catch (error) {
      return [
        warningOf({ ...problemIn("the members that lose a role could not be named", error), path: [list] }),
      ];
    }
  }

  async #read(olds: ExclusiveInputs, calls: MemberCalls) {
    const live = await calls.observe();
    if (live === undefined) return undefined;
    const outputs = await this.#outputs(
      olds,
      live,
      new Set(),
      this.#answered(olds, this.#membersOf(olds)),
      calls,
    );
    const { others: _, answered: __, ...inputs } = outputs;
    const isAsBefore = settingChanges(this.#settings, olds, inputs).length === 0;
    return { id: calls.holder, outputs, inputs: isAsBefore ? undefined : inputs };
  }

  /**
   * Gives and changes roles, and then takes away those that the list does not have: no member loses a role while another still waits for
   * one. A creation, which has no `olds`, takes none away.
   *
   * @throws PartialFailure with who is there and all that failed
   */
  async #apply(
    inputs: ExclusiveInputs,
    olds: ExclusiveInputs | undefined,
    calls: MemberCalls,
    { notify }: Context,
  ): Promise<ExclusiveInputs> {
    const before = await calls.observe();
    if (before === undefined) throw holderGone(this.#definition, calls.holder);
    const declared = this.#membersOf(inputs);
    const earlier = olds === undefined ? {} : this.#answered(olds, declared);
    const plan = planOf(declared, before, earlier);
    const { others, own } = await calls.withoutOwnUser(plan.losses);
    const wording = await calls.wordingFor([...plan.gains, ...plan.changes, ...plan.losses]);
    const losses = olds === undefined ? [] : others;
    const kept = olds === undefined ? others : [];
    const notices = [
      ...planNotices({ ...plan, losses }, wording),
      ...keptNotices(kept, wording),
      ...ownUserNotices(own, wording),
    ];
    for (const notice of notices) notify(notice);

    const given = new Set<string>();
    const problems = await calls.give(plan, given, wording);
    if (problems.length === 0) problems.push(...(await calls.take(losses, wording)));
    const isUntouched = given.size + losses.length + problems.length === 0;
    const after = isUntouched ? before : await this.#observeAfter(before, calls, problems);
    const outputs = await this.#outputs(inputs, after, given, earlier, calls);
    if (problems.length > 0)
      throw new PartialFailure(calls.holder, outputs, [
        membersProblem(this.#definition, calls.holder, problems),
      ]);
    return outputs;
  }

  /** Takes away the roles that the list gives and the program no longer declares, and nobody else's. */
  async #delete(
    olds: ExclusiveInputs,
    kept: ReadonlySet<string> = new Set(),
    calls: MemberCalls,
    { notify }: Context,
  ): Promise<void> {
    const live = await calls.observe();
    if (live === undefined) return;
    const declared = this.#membersOf(olds);
    const isTaken = (member: string): boolean =>
      declared.has(member) && !kept.has(this.#identityOf(calls.holder, member));
    const listed = [...live].filter(([id]) => isTaken(id)).map(([id, role]) => ({ id, role }));
    const { others, own } = await calls.withoutOwnUser(listed);
    const wording = await calls.wordingFor(listed);
    for (const notice of ownUserNotices(own, wording)) notify(notice);
    const problems = await calls.take(others, wording);
    if (problems.length > 0) throw new HandlerError(membersProblem(this.#definition, calls.holder, problems));
  }

  /** The members after something was sent. Where they cannot be read, the state stays as it was, and the next run looks again. */
  async #observeAfter(before: LiveMembers, calls: MemberCalls, problems: Problem[]): Promise<LiveMembers> {
    try {
      const after = await calls.observe();
      if (after !== undefined) return after;
      problems.push(holderGone(this.#definition, calls.holder).problem);
    } catch (error) {
      problems.push(problemIn("the members could not be read after the change", error));
    }
    return before;
  }

  async #outputs(
    inputs: ExclusiveInputs,
    live: LiveMembers,
    given: ReadonlySet<string>,
    earlier: AnsweredRoles,
    calls: MemberCalls,
  ): Promise<ExclusiveInputs> {
    const { holder, member } = this.#definition.calls;
    const declared = this.#membersOf(inputs);
    const { members, answered } = asFound(declared, live, given, earlier);
    const { others } = await calls.withoutOwnUser(planOf(declared, live, {}).losses);
    const unlisted = new Map(others.map(({ id, role }) => [id, role]));
    return {
      [holder]: calls.holder,
      [this.#definition.list]: listFrom(members, member),
      ...(inputs.timeouts === undefined ? {} : { timeouts: inputs.timeouts }),
      ...(unlisted.size === 0 ? {} : { others: listFrom(unlisted, member) }),
      ...(Object.keys(answered).length === 0 ? {} : { answered }),
    };
  }

  #callsFor(holder: string, context: Context, timeout: string | undefined): MemberCalls {
    return new MemberCalls(this.#definition, holder, callWithin(context, timeout, OPERATION_MS));
  }

  #membersOf(inputs: ExclusiveInputs): Members {
    return membersFrom(inputs[this.#definition.list], this.#definition.calls.member);
  }

  #identities(properties: Properties): string[] {
    const holder = knownText(properties[this.#definition.calls.holder]);
    if (holder === undefined) return [];
    return [...this.#membersOf(properties).keys()].map((member) => this.#identityOf(holder, member));
  }

  #identityOf(holder: string, member: string): string {
    return membershipIdentity(this.#definition.calls, { holder, member });
  }

  #hasUnknownIds(inputs: ExclusiveInputs): boolean {
    const { list, calls } = this.#definition;
    const entries: unknown = inputs[list];
    return (
      Array.isArray(entries) &&
      entries.some((entry: unknown) => containsUnknown(isObject(entry) ? entry[calls.member] : entry))
    );
  }

  #answered(olds: ExclusiveInputs, declared: Members): AnsweredRoles {
    return stillAnswered(olds["answered"], this.#membersOf(olds), declared);
  }
}
