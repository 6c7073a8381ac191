import { checkedFields } from "./case";

/** What is sent of something new with settings of its own: `extraConfig` is ours, and goes into `config`. */
export function mergedConfig<T extends { config?: object; extraConfig?: object }>(
  thing: T,
): Omit<T, "config" | "extraConfig"> & { config?: object } {
  const { config, extraConfig, ...rest } = checkedFields(thing);
  return { ...rest, ...mergeConfig(config, extraConfig) };
}

/** The same of changes: their `service` says what the settings are, and is not sent, since it never changes. */
export function mergedChanges<T extends { service?: string; config?: object; extraConfig?: object }>(
  changes: T,
): Omit<T, "service" | "config" | "extraConfig"> & { config?: object } {
  const { service: _, config, extraConfig, ...rest } = checkedFields(changes);
  return { ...rest, ...mergeConfig(config, extraConfig) };
}

function mergeConfig(config: object | undefined, extra: object | undefined): { config?: object } {
  if (extra !== undefined) return { config: { ...config, ...extra } };
  return config === undefined ? {} : { config };
}
