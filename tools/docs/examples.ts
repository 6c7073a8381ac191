/** The examples of all pages are one story: what one declares, others use. So they can be shown with links, and run as one program. */
import ts from "typescript";

/** What every example begins with, and no page repeats. */
export const PREAMBLE = `import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const cfg = new pulumi.Config();
const password = cfg.requireSecret("password");
`;

const PREAMBLE_LINES = new Set(PREAMBLE.split("\n"));

export interface Example {
  /** The page, and the place in it. */
  readonly from: string;
  readonly code: string;
}

/** What an example is made of, for those around it. */
export interface Names {
  /** Of what it declares outside of any function. */
  readonly declared: readonly string[];
  /** All that it uses and does not declare, but for globals, each once. */
  readonly used: readonly string[];
}

export function namesIn(code: string): Names {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const declared = new Set<string>();
  const used = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations)
      if (ts.isIdentifier(name)) declared.add(name.text);
  }
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isUse(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { declared: [...declared], used: [...used].filter((name) => !declared.has(name)) };
}

/** Not the name of a property or of what is declared. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node;
  return !ts.isParameter(parent) || parent.initializer === node;
}

/** Without what the preamble says, and without `export`, which stands at the top of a program only. */
function bodyOf(code: string): string {
  const lines = code.split("\n").filter((line) => line === "" || !PREAMBLE_LINES.has(line));
  return lines.join("\n").replaceAll(/^export (?=const )/gm, "");
}

/**
 * All examples as the body of one program, each after those whose names it uses. Of several that declare a name the first one's is
 * what the others use. The rest are other ways to come to the same; they keep their names to themselves, and what they make, which is
 * called like its variable, is called otherwise.
 *
 * @throws Error when an example uses a name that nobody declares, or two wait for each other
 */
export function assembled(examples: readonly Example[]): string {
  const owners = new Map<string, Example>();
  for (const example of examples)
    for (const name of namesIn(bodyOf(example.code)).declared)
      if (!owners.has(name)) owners.set(name, example);
  const waiting = [...examples];
  const placed = new Set<Example>();
  const parts: string[] = [];
  while (waiting.length > 0) {
    const index = waiting.findIndex((example) =>
      namesIn(bodyOf(example.code)).used.every((name) => isThere(name, example, owners, placed)),
    );
    const [example] = waiting.splice(index === -1 ? 0 : index, 1);
    if (index === -1 || example === undefined) {
      const names = waiting.map(({ from }) => from).join(", ");
      throw new Error(`The examples of ${example?.from ?? ""}, ${names} wait for each other.`);
    }
    placed.add(example);
    const code = bodyOf(example.code);
    const isOwner = namesIn(code).declared.every((name) => owners.get(name) === example);
    parts.push(`// ${example.from}`, isOwner ? code : `{\n${renamed(code, parts.length)}\n}`);
  }
  return `${parts.join("\n")}\n`;
}

/** With another text wherever one is the name of a variable. */
function renamed(code: string, place: number): string {
  return namesIn(code).declared.reduce(
    (text, name) => text.replaceAll(JSON.stringify(name), JSON.stringify(`${name}_${place}`)),
    code,
  );
}

function isThere(
  name: string,
  example: Example,
  owners: ReadonlyMap<string, Example>,
  placed: ReadonlySet<Example>,
): boolean {
  const owner = owners.get(name);
  // A name that no example declares is the preamble's or a global's, or an error that the compiler tells.
  return owner === undefined || owner === example || placed.has(owner);
}
