/** What the state keeps of an object of the common kind: its inputs as they are upstream, and read-only outputs. */
import type { Context, Properties } from "../contract";
import { type Sent, stateAfterApply, stateAfterRead } from "../settings/state";
import { type Seen, seen } from "../values/readable";
import type { ObjectDefinition, ObjectInputs, ObjectOutputs } from "./definition";

/** Output: true while nobody has the object's secrets, because the answers with them were lost. The next update hands out new ones. */
export const SECRETS_LOST = "secretsLost";

export class ObjectStates<Inputs extends ObjectInputs, Live, Facts extends object> {
  readonly #definition: ObjectDefinition<Inputs, Live, Facts>;
  readonly #keptNames: readonly string[];
  /** All outputs that are no inputs. */
  readonly factNames: readonly string[];

  constructor(definition: ObjectDefinition<Inputs, Live, Facts>) {
    this.#definition = definition;
    const { facts, handedOut = [], kept = [] } = definition;
    this.#keptNames = [...handedOut, ...kept, ...(definition.api.rotate === undefined ? [] : [SECRETS_LOST])];
    this.factNames = [...facts, ...this.#keptNames];
  }

  /**
   * @param handedOut Outputs that are not read from the object.
   * @param sent What was sent; undefined where the object was made from the inputs just now.
   */
  afterApply(inputs: Inputs, live: Live, handedOut: Properties, sent?: Sent): ObjectOutputs<Inputs, Facts> {
    const { settings, factsOf, reachedBy } = this.#definition;
    const declared = [plain(inputs), plain(sent?.olds ?? {})];
    const facts = { ...handedOut, ...factsOf(live, declared) };
    const reached = reachedBy?.(live, inputs) ?? inputs;
    return stateAfterApply(settings, reached, this.#seen(live), facts, sent) as ObjectOutputs<Inputs, Facts>;
  }

  afterRead(
    olds: ObjectOutputs<Inputs, Facts>,
    live: Live,
    notify: Context["notify"],
  ): { outputs: ObjectOutputs<Inputs, Facts>; inputs: Inputs | undefined } {
    const { settings, factsOf, factsAfterRead } = this.#definition;
    const facts = factsAfterRead?.(live, olds) ?? {
      ...this.keptOf(olds),
      ...factsOf(live, [plain(olds)]),
    };
    const state = stateAfterRead<Inputs, Properties>(
      settings,
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

  #seen(live: Live): Seen {
    const { upstreamOf, apiNames } = this.#definition;
    return seen(live, upstreamOf(live), apiNames);
  }
}

export function haveLostSecrets(outputs: object): boolean {
  return plain(outputs)[SECRETS_LOST] === true;
}

/** Inputs and outputs are plain data with the names of their interface. */
export function plain(values: object): Properties {
  return { ...values } as Properties;
}
