import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const manifests = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(root, entry.name)).includes("package.json"))
  .map(({ name }) => read(`${name}/package.json`) as Manifest);
const published = manifests.filter((each) => each.private !== true);
const names = published.map(({ name }) => name);

describe("the packages", () => {
  it("have one version, and depend on each other by exactly that", () => {
    expect(new Set(published.map(({ version }) => version)).size).toBe(1);
    const [{ version } = { version: "" }] = published;
    const uses = manifests.flatMap(({ name, dependencies = {} }) =>
      Object.entries(dependencies).flatMap(([used, wanted]) =>
        names.includes(used) ? [{ name, used, wanted }] : [],
      ),
    );
    expect(uses.filter(({ wanted }) => wanted !== version)).toEqual([]);
    expect(uses.length).toBeGreaterThan(2);
  });

  it("have the version of the Python package, which the templates ask for", () => {
    const [{ version } = { version: "" }] = published;
    const python = readFileSync(join(root, "connector-kit/pyproject.toml"), "utf8");
    expect(/^version = "(.*)"$/m.exec(python)?.[1]).toBe(version);
    for (const kind of ["ids", "windows"])
      expect(readFileSync(join(root, `cli/template/${kind}/requirements.txt`), "utf8")).toContain(
        `==${version}\n`,
      );
  });

  it("get each new version together", () => {
    const { fixed } = read(".changeset/config.json") as { fixed: string[][] };
    expect(fixed.map((group) => [...group].sort())).toEqual([[...names].sort()]);
  });
});
