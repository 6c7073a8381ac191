/** `rotationTrigger`, the argument that renews secrets; the same on every resource that has it. */
import type { InputsOf } from "../fields/field";
import type { rotationFields } from "../fields/shared";
import { type SecretLeaf, secretLeaves } from "../secrets/secretLeaves";
import { isObject } from "../values/objects";

/** Another value than before, or a first one on what exists already, renews the secrets. Removing it does nothing. */
type RotationInputs = InputsOf<typeof rotationFields>;

export function triggerOf(inputs: object): string | undefined {
  return (inputs as RotationInputs).rotationTrigger;
}

/** True when an update is to renew the secrets. */
export function rotates(olds: object, news: object): boolean {
  return triggerOf(news) !== undefined && triggerOf(olds) !== triggerOf(news);
}

/**
 * A patch with every declared secret, changed or not: each with the whole key of `config` or `auth` that it stands in, because whether
 * the API merges deeper is not documented. What the patch holds already stays.
 */
export function withDeclaredSecrets(
  patch: Readonly<Record<string, unknown>>,
  inputs: object,
): Record<string, unknown> {
  const declared = { ...inputs } as Record<string, unknown>;
  const result: Record<string, unknown> = { ...patch };
  for (const [setting, key] of Array.from(secretLeaves(declared), keyOf)) {
    const values = declared[setting];
    const sent = isObject(result[setting]) ? result[setting] : {};
    if (isObject(values) && !Object.hasOwn(sent, key)) result[setting] = { ...sent, [key]: values[key] };
  }
  return result;
}

function keyOf({ path: [setting, key] }: SecretLeaf): [string, string] {
  return [String(setting), String(key)];
}
