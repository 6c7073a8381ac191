/** A program of a monorepo, and the package of the same monorepo that it uses, which alone depends on ours. */

/** The package `shared`: declares resources for others. */
export const SHARED = `const fivetran = require("pulumi-fivetran");
exports.makeGroup = (name) => new fivetran.Group(name, { name });`;

export const PROGRAM = `const { makeGroup } = require("shared");
for (const name of ["one", "two", "three"]) makeGroup(name);`;

/** Different texts: what is told while a run goes on stands among the diagnostics at its end too. */
export function told(output: string, text: RegExp): string[] {
  return [...new Set(output.match(text))];
}
