import { type FivetranClient, isFivetranError, type RequestOptions } from "@pulumi-fivetran/sdk";
import { noticeOf, type Problem, problemIn } from "../../errors/problem";
import type { Fields } from "../../fields/field";
import { unlessGone } from "../../object/gone";
import type { CallContext } from "../../run/callContext";
import { assertTold } from "../../values/readable";
import type { LiveMembers, Plan, Step } from "./list";
import { type MembershipCalls, membershipAbsence } from "./membership";
import { type Wording, whom } from "./notices";

/** One kind of complete list of members. */
export interface ExclusiveDefinition {
  readonly kind: string;
  readonly fields: Fields;
  /** The argument with the list: `users`. */
  readonly list: string;
  readonly calls: MembershipCalls;
  /** What people know the members by, for messages alone. */
  names(call: CallContext): AsyncIterable<{ readonly id: string; readonly name: string }>;
}

/** The calls about the members of one holder within one operation. */
export class MemberCalls {
  readonly holder: string;
  readonly #definition: ExclusiveDefinition;
  readonly #call: CallContext;
  #ownUser: string | undefined;

  constructor(definition: ExclusiveDefinition, holder: string, call: CallContext) {
    this.holder = holder;
    this.#definition = definition;
    this.#call = call;
  }

  /** Those who have a role, or undefined where the holder is gone. */
  observe(): Promise<LiveMembers | undefined> {
    const { calls } = this.#definition;
    const all = async (): Promise<LiveMembers> => {
      const live = new Map<string, string>();
      for await (const { id, role } of calls.members(this.holder, this.#call)) live.set(id, role);
      return live;
    };
    const isHolderGone = async (): Promise<boolean> =>
      (await calls.isHolderGone?.(this.holder, this.#call)) === true;
    return unlessGone("other", all(), isHolderGone);
  }

  /** Returns what failed; `given` gets the ids of the members that have their role now. */
  give({ gains, changes }: Plan, given: Set<string>, wording: Wording): Promise<Problem[]> {
    const { calls } = this.#definition;
    const call = this.#call;
    const give = async (step: Step, isNew: boolean): Promise<void> => {
      const place = { holder: this.holder, member: step.id };
      if (isNew) await this.#add(place, step.role ?? "");
      else await calls.update(place, step.role ?? "", call);
      given.add(step.id);
    };
    const steps = [...gains, ...changes];
    return failures(
      steps,
      steps.map((step, index) => give(step, index < gains.length)),
      wording,
    );
  }

  /** Where Fivetran's answer was lost, the member may have its role all the same: then nothing has failed. */
  async #add(place: { holder: string; member: string }, role: string): Promise<void> {
    try {
      await this.#definition.calls.create(place, role, this.#call.options, this.#call);
    } catch (error) {
      if (!isFivetranError(error) || !error.mayHaveRun) throw error;
      const given = (await this.observe())?.get(place.member);
      if (given === undefined || (role !== "" && given !== role)) throw error;
    }
  }

  /** Returns what failed. A member that has lost the role already is no failure. */
  take(losses: readonly Step[], wording: Wording): Promise<Problem[]> {
    const { calls } = this.#definition;
    const take = ({ id }: Step): Promise<unknown> => {
      const place = { holder: this.holder, member: id };
      return unlessGone(
        "other",
        calls.delete(place, this.#call),
        membershipAbsence(calls, place, this.#call),
      );
    };
    return failures(losses, losses.map(take), wording);
  }

  /** Apart from the others: the user whose key this is. In lists that are not of users there is none. */
  async withoutOwnUser(steps: readonly Step[]): Promise<{ others: readonly Step[]; own: Step | undefined }> {
    if (steps.length === 0 || this.#definition.calls.member !== "userId")
      return { others: steps, own: undefined };
    const { client, options } = this.#call;
    // A system key is nobody's.
    this.#ownUser ??= await ownUserOf(client, options);
    return {
      others: steps.filter(({ id }) => id !== this.#ownUser),
      own: steps.find(({ id }) => id === this.#ownUser),
    };
  }

  /** Ids serve where names cannot be read. */
  async wordingFor(steps: readonly Step[]): Promise<Wording> {
    const { list } = this.#definition;
    const nameless = new Set(steps.map(({ id }) => id));
    const names = new Map<string, string>();
    if (nameless.size === 0) return { list, names };
    try {
      for await (const { id, name } of this.#definition.names(this.#call)) {
        if (nameless.delete(id)) names.set(id, name);
        if (nameless.size === 0) break;
      }
    } catch (error) {
      const problem = problemIn("names could not be read, so ids stand for them", error);
      this.#call.context.notify(noticeOf("info", { ...problem, path: [list] }));
    }
    return { list, names };
  }
}

/** @throws HandlerError when the account does not say: the user of the key might lose its own role */
async function ownUserOf({ account }: FivetranClient, options: RequestOptions): Promise<string> {
  const live = await account.retrieve(options);
  assertTold(live, "user_id", "the account");
  return live.userId ?? "";
}

/** Waits for all of them, the client a few at a time, and returns what failed. */
async function failures(
  steps: readonly Step[],
  done: readonly Promise<unknown>[],
  wording: Wording,
): Promise<Problem[]> {
  const results = await Promise.allSettled(done);
  return results.flatMap((result, index) => {
    const step = steps[index];
    if (result.status === "fulfilled" || step === undefined) return [];
    return [problemIn(whom(step, wording), result.reason)];
  });
}
