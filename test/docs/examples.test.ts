/** Holds the examples to what their readme says: each project can be copied out of this repository and run. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
const projects = globSync("**/Pulumi.yaml", {
  cwd: EXAMPLES,
  exclude: (path) => path.includes("node_modules"),
}).map((file) => dirname(file));

interface Manifest {
  readonly devDependencies?: Readonly<Record<string, string>>;
}

it("there are Pulumi projects among the examples", () => {
  expect(projects).toContain("company");
});

// The compiler that Pulumi brings is TypeScript 3.8, which knows less than the examples use.
it.each(projects)("%s brings its own compiler, and says how to use it", (project) => {
  // `accounts/pipelines` is installed with the folder that it is in.
  const folders = [project, ...(project.startsWith("accounts") ? [dirname(project)] : [])];
  const named = folders.flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(EXAMPLES, folder, "package.json"), "utf8")) as Manifest;
    return Object.keys(manifest.devDependencies ?? {});
  });
  expect(named).toContain("typescript");
  expect(existsSync(join(EXAMPLES, project, "tsconfig.json"))).toBe(true);
});
