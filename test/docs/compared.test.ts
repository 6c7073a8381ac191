/** Holds `docs/compared.md` to the tests that it names, to the keys in tests' names, and to the list of what to beat. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What was found out about the peer; it is no part of this repository, and lies beside the checkout as Fivetran's document does. */
const FACTS = fileURLToPath(new URL("../../../shared/facts/terraform-provider.md", import.meta.url));

interface Row {
  readonly key: string;
  /** As it stands on the page: tests, or why there is none. */
  readonly proof: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const rows: readonly Row[] = readFileSync(`${ROOT}docs/compared.md`, "utf8")
  .split("\n")
  .flatMap((line) => {
    const key = /^\| `(3\.\d+|6 [^`]+)` \|/.exec(line)?.[1];
    if (key === undefined) return [];
    const proof = line.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "";
    const tests = [...proof.matchAll(/`([^`]+)` > `([^`]+)`/g)].map(([, file = "", name = ""]) => ({
      file,
      name,
    }));
    return [{ key, proof, tests }];
  });
const keys = rows.map(({ key }) => key);

const known = new Map<string, readonly string[]>();

/** The names of the tests that a file has, `it.each` included, and nothing that is skipped or left to do. */
function testsIn(file: string): readonly string[] {
  const read = known.get(file);
  if (read !== undefined) return read;
  const source = ts.createSourceFile(file, readFileSync(`${ROOT}${file}`, "utf8"), ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [name] = node.arguments;
      if (name !== undefined && ts.isStringLiteralLike(name)) names.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  known.set(file, names);
  return names;
}

/** `it`, or what `it.each(…)` answers. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "it";
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return false;
  const { expression, name } = callee.expression;
  return ts.isIdentifier(expression) && expression.text === "it" && name.text === "each";
}

function keysIn(name: string): string[] {
  return [...name.matchAll(/\[(3\.\d+|6 [^\]]+)\]/g)].map(([, key = ""]) => key);
}

describe("docs/compared.md", () => {
  it("has each key once, the pains in their order", () => {
    expect(new Set(keys).size).toBe(keys.length);
    const pains = keys.filter((key) => key.startsWith("3."));
    expect(pains).toEqual(pains.map((_, index) => `3.${index + 1}`));
  });

  it.each(rows)(
    "proves $key by tests of exactly these names, or says why there is none",
    ({ key, proof, tests }) => {
      if (tests.length === 0) expect(proof).toMatch(/^None: .{20}/);
      else expect(tests.map(({ file, name }) => `\`${file}\` > \`${name}\``).join("<br>")).toBe(proof);
      for (const { file, name } of tests) {
        expect(testsIn(file), file).toContain(name);
        expect(keysIn(name)).toContain(key);
      }
    },
  );

  it("names every test whose name has a key, in the line of each of its keys", () => {
    const tagged = globSync("test/**/*.ts", { cwd: ROOT, exclude: ["test/docs/**"] }).flatMap((file) =>
      readFileSync(`${ROOT}${file}`, "utf8").includes('"[')
        ? testsIn(file).flatMap((name) => keysIn(name).map((key) => `${key}: ${file} > ${name}`))
        : [],
    );
    const named = rows.flatMap(({ key, tests }) =>
      tests.map(({ file, name }) => `${key}: ${file} > ${name}`),
    );
    expect(tagged.sort()).toEqual(named.sort());
  });
});

describe.skipIf(!existsSync(FACTS))("docs/compared.md beside the list of what to beat", () => {
  /** The first cells of a section's table, without its head. */
  const firstCells = (section: number): string[] => {
    const [, text = ""] = readFileSync(FACTS, "utf8").split(new RegExp(`^## ${section}\\. `, "m"));
    const [table = ""] = text.split(/^## /m);
    const cells = [...table.matchAll(/^\|([^|]+)\|/gm)].map(([, cell = ""]) =>
      cell.replaceAll("`", "").trim(),
    );
    return cells.slice(cells.findIndex((cell) => /^-+$/.test(cell)) + 1);
  };

  it("has a line for each pain", () => {
    expect(firstCells(3).length).toBeGreaterThan(20);
    expect(keys.filter((key) => key.startsWith("3."))).toEqual(firstCells(3).map((cell) => `3.${cell}`));
  });

  it("has a line for each behaviour, by its name there", () => {
    expect(firstCells(6).length).toBeGreaterThan(20);
    expect(keys.filter((key) => key.startsWith("6 "))).toEqual(firstCells(6).map((cell) => `6 ${cell}`));
  });
});
