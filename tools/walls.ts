// node tools/walls.ts: which part of the repository may import which. Prints every import that goes through a wall.
import { fileURLToPath } from "node:url";
import { cyclesIn } from "./walls/cycles.ts";
import { readImports } from "./walls/imports.ts";
import { brokenWalls } from "./walls/rules.ts";
import { TOLERATED } from "./walls/tolerated.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const files = readImports(ROOT);
const tolerated = new Set(TOLERATED);
const inCycles = new Set<string>();
const problems = brokenWalls(files);
for (const cycle of cyclesIn(files)) {
  for (const file of cycle) inCycles.add(file);
  if (cycle.some((file) => !tolerated.has(file))) problems.push(`import cycle: ${cycle.join(" -> ")}`);
}
for (const file of TOLERATED)
  if (!inCycles.has(file))
    problems.push(`${file}: in no cycle any more; take it off tools/walls/tolerated.ts`);

for (const problem of problems) console.log(problem);
console.log(`${files.size} files, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
