// npm run prose [-- --update | -- <file>…]: holds the prose of this repository to the rules of docs/style.md that a machine can see.
// tools/prose/ratchet.json says how often each file may break each rule: the counts may only fall, and a new file has none.
// --update writes lower counts into it. With files it lists each sentence that breaks a rule.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Counts, compareCounts, countsOf, type Ratchet } from "./prose/ratchet.ts";
import { RULES } from "./prose/rules.ts";
import { sentencesIn } from "./prose/texts.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const RATCHET = join(ROOT, "tools/prose/ratchet.json");

/** The texts that users read: pages, and the docstrings and messages of the packages. */
const READ = /\.md$|^(sdk|core|provider|server|engine|operations|cli)\/src\/.*\.ts$/;
/** Generated from Fivetran's document, records of the past, and release notes that are not written yet. */
const NOT_READ = /^(docs\/services|decisions|\.changeset)\/|^CHANGELOG\.md$|\/src\/generated\//;

const { values, positionals } = parseArgs({
  options: { update: { type: "boolean", default: false } },
  allowPositionals: true,
});

if (positionals.length > 0) for (const file of positionals) await list(file);
else await check();

async function check(): Promise<void> {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  }).split("\n");
  const found: Record<string, Counts> = {};
  for (const file of files) {
    if (!isRead(file) || !existsSync(join(ROOT, file))) continue;
    const counts = countsOf(sentencesIn(file, await readFile(join(ROOT, file), "utf8")));
    if (Object.keys(counts).length > 0) found[file] = counts;
  }
  // The first one is what there is.
  const allowed = existsSync(RATCHET) ? (JSON.parse(await readFile(RATCHET, "utf8")) as Ratchet) : found;
  const { more, fewer } = compareCounts(found, allowed);
  for (const { file, rule, count, limit } of more) {
    const advice = RULES.find(({ id }) => id === rule)?.advice ?? "";
    console.error(
      `${file}: ${rule} ${count} times, allowed are ${limit}: ${advice}. npm run prose -- ${file}`,
    );
  }
  const sum = Object.values(found)
    .flatMap((counts) => Object.values(counts))
    .reduce((a, b) => a + b, 0);
  if (values.update && more.length === 0) {
    await writeFile(RATCHET, `${JSON.stringify(sorted(found), undefined, 1)}\n`);
    console.log(`prose: ${sum} places are left.`);
  } else if (fewer > 0)
    console.log(`prose: ${fewer} counts are lower. npm run prose -- --update keeps it so.`);
  if (more.length > 0) process.exitCode = 1;
}

async function list(file: string): Promise<void> {
  for (const sentence of sentencesIn(file, await readFile(file, "utf8"))) {
    const broken = RULES.filter(({ find }) => find(sentence) > 0).map(({ id }) => id);
    if (broken.length > 0) console.log(`${broken.join(", ")}: ${sentence}`);
  }
}

function isRead(file: string): boolean {
  return READ.test(file) && !NOT_READ.test(file);
}

function sorted(found: Readonly<Record<string, Counts>>): Record<string, Counts> {
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
