/** What is special about one kind of object; `objectHandler.ts` makes a handler of it. */
import type { CreateOptions } from "@pulumi-fivetran/sdk";
import type { ServiceFamily } from "@pulumi-fivetran/sdk/services";
import type { z } from "zod";
import type { Context, Listed, Notice, Properties } from "../contract";
import type { CallContext } from "../run/callContext";
import type { Timeouts } from "../run/deadline";
import type { FurtherChecks } from "../settings/check";
import type { Settings } from "../settings/settings";
import type { Bookkeeping } from "../settings/state";

/** The arguments that every such resource has. */
export interface ObjectInputs {
  readonly adopt?: string;
  readonly timeouts?: Timeouts;
}

export type ObjectOutputs<Inputs> = Inputs & Bookkeeping & Properties;

/** What the API does for one kind. `Live` is the object as the client answers it. */
export interface ObjectApi<Inputs extends ObjectInputs, Live> {
  idOf(live: Live, inputs: Inputs): string;
  /** Undefined when the object, or what it lives in, is gone. `olds` is undefined for one that is to be adopted. */
  retrieve(id: string, call: CallContext): Promise<Live | undefined>;
  /** `options` are those of the call, and how the object of a lost answer is looked for. */
  create(inputs: Inputs, options: CreateOptions<Live>, call: CallContext): Promise<Live>;
  /** Absent where the API cannot change such an object: then every setting replaces it. */
  update?(id: string, patch: Properties, news: Inputs, call: CallContext): Promise<Live>;
  /** Hands out new secrets. */
  rotate?(id: string, news: Inputs, call: CallContext): Promise<Live>;
  /** Deleting what is gone is success. */
  delete(id: string, olds: ObjectOutputs<Inputs>, call: CallContext): Promise<void>;
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

export interface ObjectDefinition<Inputs extends ObjectInputs, Live> {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly settings: Settings;
  /** Whose settings `config` holds. */
  readonly serviceFamily?: ServiceFamily;
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
  /** Outputs that `conclude` makes; a read, which cannot know them, leaves them as they are. */
  readonly kept?: readonly string[];
  /** The inputs and outputs that are secret as a whole. What is secret within `config` and `auth` is found by itself. */
  readonly secrets?: readonly string[];
  check?(inputs: Properties, olds: Properties | undefined): FurtherChecks;
  notices?(olds: ObjectOutputs<Inputs>, news: Inputs): readonly Notice[];
  /** Work left from an earlier run, besides what differs. */
  unfinished?(olds: ObjectOutputs<Inputs>, news: Inputs): readonly string[];
  /**
   * What is left to do once the object is as declared, such as testing it. Answers the outputs.
   *
   * @throws PartialFailure where the object stays as it is and the operation has failed all the same
   */
  conclude?(applied: AppliedObject<Inputs, Live>, call: CallContext): Promise<ObjectOutputs<Inputs>>;
  /** True where Fivetran lets no two with the same natural key exist, so that a replacement that keeps the key has to delete first. */
  readonly isUnique?: boolean;
  /** @see Handler.members */
  members?(properties: Properties): readonly string[];
  /** How long an operation may take by default, in milliseconds. */
  readonly operationMs?: number;
  readonly api: ObjectApi<Inputs, Live>;
}

/** An object that was made or changed just now. */
export interface AppliedObject<Inputs extends ObjectInputs, Live> {
  readonly id: string;
  readonly live: Live;
  readonly inputs: Inputs;
  readonly outputs: ObjectOutputs<Inputs>;
  /** Undefined for one that was made. */
  readonly olds: ObjectOutputs<Inputs> | undefined;
  /** What was sent of the settings; everything, for one that was made. */
  readonly sent: Properties;
}
