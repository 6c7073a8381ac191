/** Without the fields that are undefined, which would hide those beneath them in a spread. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const defined = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The same keys with the same values, less the undefined ones.
  return Object.fromEntries(defined) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
