/** What the state keeps of an object of the common kind: its inputs as they are upstream, and read-only outputs. */
import type { Context, Properties } from "../contract";
import { type FieldFacts, factsOfFields, upstreamSettings } from "../fields/reading";
import { type Sent, stateAfterApply, stateAfterRead } from "../settings/state";
import { type Seen, seen } from "../values/readable";
import type { ObjectDefinition, ObjectInputs, ObjectOutputs } from "./definition";

/** Output: true while nobody has the object's secrets, because the answers with them were lost. The next update hands out new ones. */
export const SECRETS_LOST = "secretsLost";

export class ObjectStates<Inputs extends ObjectInputs, Live, Facts extends object> {
  readonly #definition: ObjectDefinition<Inputs, Live, Facts>;
  readonly #keptNames: readonly string[];
  /** What the table of fields says. */
  readonly fields: FieldFacts;
  /** All outputs that are no inputs. */
  readonly factNames: readonly string[];

  constructor(definition: ObjectDefinition<Inputs, Live, Facts>) {
    this.#definition = definition;
    this.fields = factsOfFields(definition.fields);
    const { facts, handedOut, kept } = this.fields;
    this.#keptNames = [...handedOut, ...kept, ...(definition.api.rotate === undefined ? [] : [SECRETS_LOST])];
    this.factNames = [...facts, ...this.#keptNames];
  }

  /**
   * @param handedOut Outputs that are not read from the object.
   * @param sent What was sent; undefined where the object was made from the inputs just now.
   */
  afterApply(inputs: Inputs, live: Live, handedOut: Properties, sent?: Sent): ObjectOutputs<Inputs, Facts> {
    const declared = [plain(inputs), plain(sent?.olds ?? {})];
    const facts = { ...handedOut, ...this.factsOf(live, declared) };
    const reached = this.#definition.reachedBy?.(live, inputs) ?? inputs;
    return stateAfterApply(this.fields.settings, reached, this.#seen(live), facts, sent) as ObjectOutputs<
      Inputs,
      Facts
    >;
  }

  afterRead(
    olds: ObjectOutputs<Inputs, Facts>,
    live: Live,
    notify: Context["notify"],
  ): { outputs: ObjectOutputs<Inputs, Facts>; inputs: Inputs | undefined } {
    const facts = this.#definition.factsAfterRead?.(live, olds) ?? {
      ...this.keptOf(olds),
      ...this.factsOf(live, [plain(olds)]),
    };
    const state = stateAfterRead<Inputs, Properties>(
      this.fields.settings,
      // The names of an interface are those of an object.
      olds as ObjectOutputs<Inputs>,
      this.factNames,
      this.#seen(live),
      facts,
      notify,
    );
    return { inputs: state.inputs, outputs: state.outputs as ObjectOutputs<Inputs, Facts> };
  }

  /** What the state keeps although no read returns it. */
  keptOf(outputs: object): Properties {
    const olds = plain(outputs);
    const names = this.#keptNames.filter((name) => olds[name] !== undefined);
    return Object.fromEntries(names.map((name) => [name, olds[name]]));
  }

  /** @param declared The inputs, new and old. */
  factsOf(live: Live, declared: readonly Properties[]): Properties {
    const values = live as Properties;
    const { facts, handedOut } = this.fields;
    const told = [...facts, ...handedOut].filter(
      (name) => values[name] !== undefined && values[name] !== null,
    );
    const found = Object.fromEntries(told.map((name) => [name, values[name]]));
    return { ...found, ...this.#definition.factsOf?.(live, declared) };
  }

  upstreamOf(live: Live): Properties {
    return { ...upstreamSettings(this.fields, live), ...this.#definition.upstreamOf?.(live) };
  }

  #seen(live: Live): Seen {
    return seen(live, this.upstreamOf(live), this.fields.apiNames);
  }
}

export function haveLostSecrets(outputs: object): boolean {
  return plain(outputs)[SECRETS_LOST] === true;
}

/** Inputs and outputs are plain data with the names of their interface. */
export function plain(values: object): Properties {
  return { ...values } as Properties;
}
