import type { Imports } from "./imports.ts";

/** Groups of files each of which leads to every other, by imports of values or types (Tarjan's strongly connected components). */
export function cyclesIn(imports: Imports): string[][] {
  const index = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    const own = index.size;
    index.set(file, own);
    open.push(file);
    isOpen.add(file);
    let low = own;
    for (const { file: next } of imports.get(file) ?? []) {
      if (next === undefined || !imports.has(next)) continue;
      const seen = index.get(next);
      if (seen === undefined) low = Math.min(low, visit(next));
      else if (isOpen.has(next)) low = Math.min(low, seen);
    }
    if (low === own) {
      const cycle = open.splice(open.indexOf(file));
      for (const each of cycle) isOpen.delete(each);
      if (cycle.length > 1) cycles.push(cycle.sort());
    }
    return low;
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return cycles;
}
