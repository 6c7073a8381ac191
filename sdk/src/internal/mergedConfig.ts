/** What is sent of something new with settings of its own: `extraConfig` is ours, and goes into `config`. */
export function mergedConfig<T extends { config?: object; extraConfig?: object }>(
  thing: T,
): Omit<T, "config" | "extraConfig"> & { config?: object } {
  const { config, extraConfig, ...rest } = thing;
  if (config === undefined && extraConfig === undefined) return rest;
  return { ...rest, config: { ...config, ...extraConfig } };
}
