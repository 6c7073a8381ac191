/** How the outputs of a resource are put together: its inputs as they are upstream, and facts. */
import { type Answered, answeredOtherwise, refreshDeclared } from "./projection";
import { secretsByName } from "./secretPolicy";
import { declaredSettings, type Settings } from "./settings";

/** Facts that the handlers keep besides what the API says. */
export interface Bookkeeping {
  /** @see Answered */
  readonly answered?: Answered;
}

/** The outputs after a create or an update: the inputs, the facts, and how the API answered otherwise than declared. */
export function stateAfterApply<Inputs extends object, Facts extends object>(
  settings: Settings,
  inputs: Inputs,
  upstream: Readonly<Record<string, unknown>>,
  facts: Facts,
): Inputs & Facts & Bookkeeping {
  const service = (inputs as { service?: string }).service;
  const answered = answeredOtherwise(comparedSettings(settings, inputs), upstream, (path) =>
    secretsByName.isSecret(service, path),
  );
  return { ...inputs, ...facts, ...(answered === undefined ? {} : { answered }) };
}

/** The outputs after a read, and the inputs where upstream has changed one of them. */
export function stateAfterRead<Inputs extends object, Facts extends object>(
  settings: Settings,
  olds: Inputs & Facts & Bookkeeping,
  factNames: readonly (keyof Facts & string)[],
  upstream: Readonly<Record<string, unknown>>,
  facts: Facts,
): { outputs: Inputs & Facts & Bookkeeping; inputs: Inputs | undefined } {
  const { answered } = olds;
  const { declared, drifted } = refreshDeclared(comparedSettings(settings, olds), upstream, answered);
  const inputs = { ...olds } as Record<string, unknown>;
  for (const name of [...Object.keys(settings), ...factNames, "answered"]) {
    if (settings[name]?.unread !== true) delete inputs[name];
  }
  Object.assign(inputs, declared);
  return {
    outputs: { ...(inputs as Inputs), ...facts, ...(answered === undefined ? {} : { answered }) },
    inputs: drifted.length > 0 ? (inputs as Inputs) : undefined,
  };
}

/** The declared settings that a read can be compared with. */
function comparedSettings(settings: Settings, values: object): Record<string, unknown> {
  const readable = Object.fromEntries(
    Object.entries(settings).filter(([, setting]) => setting.unread !== true),
  );
  return declaredSettings(readable, values);
}
