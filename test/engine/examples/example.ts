import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWorkspace, type Workspace } from "../../../tools/engine/workspace.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What a command did. */
export interface Outcome {
  readonly exitCode: number | undefined;
  /** All that a user would see. */
  readonly output: string;
}

/**
 * A copy of an example as a user would have it: outside this repository, with what its package.json files name and nothing else, on a
 * Pulumi of its own.
 */
export class Example {
  /** The copy. */
  readonly folder: string;
  readonly #root: string;
  readonly workspace: Workspace;

  private constructor(root: string, folder: string, workspace: Workspace) {
    this.#root = root;
    this.folder = folder;
    this.workspace = workspace;
  }

  static async copy(name: string, env: Readonly<Record<string, string>> = {}): Promise<Example> {
    const root = await realpath(await mkdtemp(join(tmpdir(), "pulumi-fivetran-example-")));
    const folder = join(root, basename(name));
    const withoutModules = (path: string): boolean => basename(path) !== "node_modules";
    await cp(join(REPOSITORY, "examples", name), folder, { recursive: true, filter: withoutModules });
    await linkPackages(folder);
    const workspace = await openWorkspace({
      folder: join(root, "pulumi"),
      project: folder,
      // The repository's own check compiles the examples; here each run would do it again, and load the compiler afresh.
      env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true", NODE_COMPILE_CACHE: join(root, "compiled"), ...env },
    });
    return new Example(root, folder, workspace);
  }

  /** Runs `pulumi` in a folder of the copy to its end. */
  async pulumi(project: string, ...args: readonly string[]): Promise<Outcome> {
    const { exitCode, stdout, stderr } = await this.workspace.run(args, { cwd: join(this.folder, project) });
    return { exitCode, output: stdout + stderr };
  }

  /** The same for what must succeed. Answers its output. */
  async succeed(project: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, output } = await this.pulumi(project, ...args);
    if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} failed in ${project}:\n${output}`);
    return output;
  }

  /** Removes the folder; what was deployed goes with the server. */
  async close(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}

async function manifestsBelow(folder: string): Promise<{ folder: string; manifest: Manifest }[]> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((entry) => basename(entry) === "package.json");
  return Promise.all(
    files.map(async (file) => ({
      folder: join(folder, dirname(file)),
      manifest: JSON.parse(await readFile(join(folder, file), "utf8")) as Manifest,
    })),
  );
}

/** Gives the copy a node_modules as npm would make it: what is named, its own packages by their names, all at the top. */
async function linkPackages(folder: string): Promise<void> {
  const packages = await manifestsBelow(folder);
  const own = new Map(packages.map((one) => [one.manifest.name, one.folder]));
  const named = packages.flatMap(({ manifest }) =>
    Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
  );
  for (const name of new Set(named)) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(own.get(name) ?? join(REPOSITORY, "node_modules", name), link);
  }
}
