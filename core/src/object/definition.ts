/** What is special about one kind of object; `handler.ts` makes a handler of it. */
import type { CreateOptions } from "@pulumi-fivetran/sdk";
import type { ServiceFamily } from "@pulumi-fivetran/sdk/services";
import type { CheckRequest, CheckResult, Context, Listed, Notice, Properties } from "../contract";
import type { Fields } from "../fields/field";
import type { CallContext } from "../run/callContext";
import type { Timeouts } from "../run/deadline";
import type { FurtherChecks } from "../settings/check";
import type { Bookkeeping } from "../settings/state";
import type { WordsRead } from "../settings/words";
import type { Conflict } from "./creation";
import type { Declarable } from "./existing";

/** The arguments that every such resource has. */
export interface ObjectInputs {
  readonly adopt?: string;
  readonly timeouts?: Timeouts;
}

export type ObjectOutputs<Inputs, Facts extends object = Properties> = Inputs & Facts & Bookkeeping;

/** What is to be done to an object that exists. */
export interface ObjectChange<Inputs, Outputs, Live> {
  readonly id: string;
  /** The settings that differ, under the names of the inputs. May be empty. */
  readonly patch: Properties;
  readonly news: Inputs;
  /** Undefined for one that is taken over. */
  readonly olds: Outputs | undefined;
  /** The object as it was found; undefined in an update, which has not looked. */
  readonly live: Live | undefined;
}

/** What was done to it. */
export interface ChangedObject<Live> {
  /** Undefined where no call was needed, or none returned it. */
  readonly live: Live | undefined;
  /** The settings that were sent, under the names of the inputs. */
  readonly patch: Properties;
}

/** What the API does for one kind. `Live` is the object as the client returns it. */
export interface ObjectApi<Inputs extends ObjectInputs, Live, Facts extends object = Properties> {
  idOf(live: Live, inputs: Inputs): string;
  /** Undefined when the object, or what it lives in, is gone. */
  retrieve(id: string, call: CallContext): Promise<Live | undefined>;
  /** The same for a refresh, where the resources of a run share what they read. */
  refresh?(id: string, call: CallContext): Promise<Live | undefined>;
  /** `options` are those of the call, and how the object of a lost answer is looked for. */
  create(inputs: Inputs, options: CreateOptions<Live>, call: CallContext): Promise<Live>;
  /** Absent where the API cannot change such an object: then every setting replaces it. */
  update?(id: string, patch: Properties, news: Inputs, call: CallContext): Promise<Live>;
  /** In place of `update`, where a change is more than its patch: it runs setup tests, or sends secrets that have not changed. */
  apply?(
    change: ObjectChange<Inputs, ObjectOutputs<Inputs, Facts>, Live>,
    call: CallContext,
  ): Promise<ChangedObject<Live>>;
  /** Hands out new secrets. */
  rotate?(id: string, news: Inputs, call: CallContext): Promise<Live>;
  /** Deleting what is gone is success. */
  delete(id: string, olds: ObjectOutputs<Inputs, Facts>, call: CallContext): Promise<void>;
  /** All objects with the natural key of the inputs. */
  candidates(inputs: Inputs, call: CallContext): Promise<Live[]>;
  /**
   * When it was made. Absent where the API does not say: then the candidates are looked at before a creation too, so that one of them is
   * not taken for the object of a lost answer.
   */
  createdAt?(live: Live): string | undefined;
  /** Everything of the kind; absent where the API has no list of it. */
  list?(context: Context): AsyncIterable<Listed>;
}

export interface ObjectDefinition<Inputs extends ObjectInputs, Live, Facts extends object = Properties> {
  readonly kind: string;
  /** Its inputs and outputs, and how each behaves. */
  readonly fields: Fields;
  /** Whose settings `config` holds. */
  readonly serviceFamily?: ServiceFamily;
  /** What messages call the object while it has no id; undefined while that is unknown. Never a secret. */
  nameOf(inputs: Properties): string | undefined;
  /** What messages of its creation call it, where kind and name do not say enough: `Connector 'orders' (postgres)`. */
  labelOf?(inputs: Inputs): string;
  /** What the object is known by besides its id, in words: `the name 'analysts'`. */
  keyOf(inputs: Inputs): string;
  /** Settings that the client returns in another form or place, under the names of the inputs; the others are found by their names. */
  upstreamOf?(live: Live): Properties;
  /**
   * Read-only outputs that the client returns in another form or place; the others are found by their names.
   *
   * @param declared The inputs, new and old: a text of Fivetran's may quote a secret of theirs.
   */
  factsOf?(live: Live, declared: readonly Properties[]): Properties;
  /** The read-only outputs after a refresh, where they depend on what they were. */
  factsAfterRead?(live: Live, olds: ObjectOutputs<Inputs, Facts>): Properties;
  /** What a refresh says of a difference that the state alone does not explain. */
  driftNotices?(olds: ObjectOutputs<Inputs, Facts>, live: Live): readonly Notice[];
  /** The inputs as far as they have been reached. What is left is kept as not done, so that the next run finishes it. */
  reachedBy?(live: Live, inputs: Inputs): Inputs;
  /** Changes what a program would declare of an object that exists, where a setting stands in another place upstream. */
  existing?(found: Declarable, live: Live): Declarable;
  /** Reads the words that a program may give in place of settings, before anything is checked. */
  readWords?(news: Properties): WordsRead;
  /** Whether a property that replaces is changed in place, because the program says how. */
  changesInPlace?(property: string, news: Inputs): boolean;
  check?(inputs: Properties, olds: Properties | undefined): FurtherChecks;
  /** @see Handler.checkWithAccount */
  checkWithAccount?(request: CheckRequest, checked: CheckResult, context: Context): Promise<CheckResult>;
  notices?(olds: ObjectOutputs<Inputs, Facts>, news: Inputs): readonly Notice[];
  /** Changes what the preview says of a setting that is no longer declared; undefined to say nothing. */
  adjustRemoval?(notice: Notice, news: Inputs): Notice | undefined;
  /** Work left from an earlier run, besides what differs. */
  unfinished?(olds: ObjectOutputs<Inputs, Facts>, news: Inputs): readonly string[];
  /**
   * Fails where an object with the natural key makes a creation impossible. Asked before anything is sent, where the candidates are
   * looked at before a creation.
   *
   * @param existing The candidates; never empty
   * @throws HandlerError
   */
  refuseCreation?(inputs: Inputs, existing: readonly Live[]): void;
  /** Where an existing object is not what is declared and cannot become it. By default: each setting that replaces and differs. */
  conflicts?(inputs: Inputs, live: Live): readonly Conflict[];
  /**
   * Does what is left once the object is as declared, such as testing it, and returns the outputs.
   *
   * @throws PartialFailure where the object stays as it is and the operation has failed all the same
   */
  conclude?(
    applied: AppliedObject<Inputs, Live, Facts>,
    call: CallContext,
  ): Promise<ObjectOutputs<Inputs, Facts>>;
  /** True where Fivetran lets no two with the same natural key exist, so that a replacement that keeps the key has to delete first. */
  readonly isUnique?: boolean;
  /** @see Handler.members */
  members?(properties: Properties): readonly string[];
  /** @see Handler.alsoDeclares */
  alsoDeclares?(id: string, inputs: Properties): readonly string[];
  /** How long a creation and an update may take by default, in milliseconds. Default: as any operation, 10 minutes. */
  readonly applyMs?: number;
  readonly api: ObjectApi<Inputs, Live, Facts>;
}

/** An object that was made or changed just now. */
export interface AppliedObject<Inputs extends ObjectInputs, Live, Facts extends object = Properties> {
  readonly id: string;
  readonly live: Live;
  readonly inputs: Inputs;
  readonly outputs: ObjectOutputs<Inputs, Facts>;
  /** The outputs with the object as it has become since. */
  outputsWith(live: Live): ObjectOutputs<Inputs, Facts>;
  /** Undefined for one that was made or taken over. */
  readonly olds: ObjectOutputs<Inputs, Facts> | undefined;
  /** What was sent of the settings; everything, for one that was made. */
  readonly sent: Properties;
}
