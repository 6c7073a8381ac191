/** What a table of fields says, as lists and tables of names. */
import type { Settings } from "../settings/settings";
import type {
  BodyOf,
  Fields,
  InputBehaviour,
  InputField,
  InputsOf,
  OutputBehaviour,
  OutputField,
} from "./field";

/** What a handler and a face ask of a table. */
export interface FieldFacts {
  /** What is compared, each with what becomes of it when it changes. */
  readonly settings: Settings;
  /** Inputs that have an output of their name. */
  readonly registeredInputs: readonly string[];
  /** Outputs of the class that are no inputs. */
  readonly registeredFacts: readonly string[];
  /** Outputs that a read finds. */
  readonly facts: readonly string[];
  readonly handedOut: readonly string[];
  readonly kept: readonly string[];
  /** Inputs and outputs that are secret as a whole. */
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  /** Inputs with a service's own settings. */
  readonly serviceSettings: readonly string[];
  /** The client's names, where they are others. */
  readonly apiNames: Readonly<Record<string, string>>;
}

/** Tables do not change, and a program may declare thousands of resources. */
const known = new WeakMap<Fields, FieldFacts>();

export function factsOfFields(fields: Fields): FieldFacts {
  const before = known.get(fields);
  if (before !== undefined) return before;
  const facts = readFields(fields);
  known.set(fields, facts);
  return facts;
}

function readFields(fields: Fields): FieldFacts {
  const inputs = inputsIn(fields);
  const outputs = outputsIn(fields);
  const inputNames = (says: (behaviour: InputBehaviour) => boolean): string[] =>
    inputs.filter(([, { behaviour }]) => says(behaviour)).map(([name]) => name);
  const outputNames = (says: (behaviour: OutputBehaviour) => boolean): string[] =>
    outputs.filter(([, { behaviour }]) => says(behaviour)).map(([name]) => name);
  return {
    settings: settingsOf(fields),
    registeredInputs: inputNames(({ inputOnly }) => inputOnly !== true),
    registeredFacts: outputNames(({ hidden }) => hidden !== true),
    facts: outputNames(({ handedOut, kept }) => handedOut !== true && kept !== true),
    handedOut: outputNames(({ handedOut }) => handedOut === true),
    kept: outputNames(({ kept }) => kept === true),
    secretInputs: inputNames(({ secret }) => secret === true),
    secretOutputs: outputNames(({ secret }) => secret === true),
    serviceSettings: inputNames(({ serviceSettings }) => serviceSettings === true),
    apiNames: Object.fromEntries(
      inputs.flatMap(([name, { behaviour }]) =>
        behaviour.apiName === undefined ? [] : [[name, behaviour.apiName]],
      ),
    ),
  };
}

/** The compared inputs. */
export function settingsOf(fields: Fields): Settings {
  const compared = inputsIn(fields).filter(([, { behaviour }]) => behaviour.uncompared !== true);
  return Object.fromEntries(compared.map(([name, { behaviour }]) => [name, behaviour]));
}

/** What a creation sends of the inputs, under the client's names. */
export function bodyOf<F extends Fields>(fields: F, inputs: InputsOf<F>): BodyOf<F> {
  const values = inputs as Readonly<Record<string, unknown>>;
  const sent = inputsIn(fields).filter(
    ([name, { behaviour }]) =>
      behaviour.unsent !== true && values[name] !== undefined && values[name] !== null,
  );
  // The table's names are those of the type.
  return Object.fromEntries(
    sent.map(([name, { behaviour }]) => [behaviour.apiName ?? name, values[name]]),
  ) as BodyOf<F>;
}

/** The settings of an object as the client returns it, under the names of the inputs. */
export function upstreamSettings({ settings, apiNames }: FieldFacts, live: unknown): Record<string, unknown> {
  const values = live as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(settings).map((name) => [name, values[apiNames[name] ?? name]]));
}

export function inputsIn(fields: Fields): [string, InputField][] {
  return Object.entries(fields).flatMap(([name, field]): [string, InputField][] =>
    field.role === "input" ? [[name, field]] : [],
  );
}

function outputsIn(fields: Fields): [string, OutputField][] {
  return Object.entries(fields).flatMap(([name, field]): [string, OutputField][] =>
    field.role === "output" ? [[name, field]] : [],
  );
}
