/**
 * Shows that a program, its import file and nothing else give an empty preview: the import and the preview run in a stack of their own, in a
 * folder that is removed, with a placeholder for each secret in both. Nothing of it is written beside the program.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../userError";
import type { Converted } from "./convert";
import { importEntries, importFile } from "./importFile";
import type { Placed } from "./layout";
import type { SecretSetting } from "./secrets";
import { writeFiles } from "./write";

const STACK = "verify";

export interface VerifyOptions {
  /** The folder of the program: `packages/` and `node_modules` are taken from it. */
  readonly folder: string;
  readonly project: string;
  /** Of the run of Pulumi: with `pulumi` on its PATH, and Fivetran's credentials. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

export interface Verified {
  readonly isEmpty: boolean;
  /** What the preview printed, where it is not empty. */
  readonly output: string;
}

/** @throws {UserError} where Pulumi or the packages of the program are not there, or the import fails */
export async function verify(converted: Converted, options: VerifyOptions): Promise<Verified> {
  const trial = mkdtempSync(join(tmpdir(), "fivetran-verify-"));
  try {
    return await new Trial(trial, converted, options).run();
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

class Trial {
  readonly #project: string;
  readonly #environment: Record<string, string | undefined>;

  constructor(
    private readonly folder: string,
    private readonly converted: Converted,
    private readonly options: VerifyOptions,
  ) {
    this.#project = join(folder, "project");
    const state = pathToFileURL(join(folder, "state"));
    state.searchParams.set("metadata", "skip");
    this.#environment = {
      ...options.environment,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: state.href,
      PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString("hex"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // One state at the end in place of one a resource: the import of a large account is minutes otherwise.
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_SKIP_CHECKPOINTS: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      NO_COLOR: "1",
    };
  }

  async run(): Promise<Verified> {
    const { say } = this.options;
    this.#prepare();
    await this.#must(["stack", "init", STACK]);
    say("verify: importing into a stack of its own…");
    await this.#must(["import", "--file", "import.json", "--generate-code=false", "--yes", "--skip-preview"]);
    say("verify: preview…");
    const { code, output } = await this.#pulumi([
      "preview",
      "--expect-no-changes",
      "--non-interactive",
      "--diff",
    ]);
    return { isEmpty: code === 0, output: code === 0 ? "" : output };
  }

  #prepare(): void {
    const { layout, secrets, files } = this.converted;
    const { folder, project } = this.options;
    for (const each of ["state", "home", "project"]) mkdirSync(join(this.folder, each));
    const own = Object.entries(files).filter(
      ([name]) => name !== "import.json" && !/^Pulumi\..+\.yaml$/.test(name),
    );
    writeFiles(this.#project, Object.fromEntries(own));
    const packages = join(folder, "packages");
    if (existsSync(packages)) cpSync(packages, join(this.#project, "packages"), { recursive: true });
    symlinkSync(modulesFor(folder), join(this.#project, "node_modules"), "dir");
    const placeholders = new Map<Placed, (readonly [SecretSetting, unknown])[]>();
    const config: Record<string, string> = {};
    for (const secret of secrets) {
      const value = `placeholder-${secret.key}`;
      const given: unknown = secret.isList ? [`DBT_PLACEHOLDER=${value}`] : value;
      placeholders.set(secret.placed, [...(placeholders.get(secret.placed) ?? []), [secret, given]]);
      config[`${project}:${secret.key}`] = secret.isList ? JSON.stringify(given) : value;
    }
    writeFileSync(join(this.#project, "import.json"), importFile(importEntries(layout, placeholders)));
    writeFileSync(join(this.#project, `Pulumi.${STACK}.yaml`), JSON.stringify({ config }));
  }

  async #must(args: readonly string[]): Promise<void> {
    const { code, output } = await this.#pulumi(args);
    if (code !== 0)
      throw new UserError(`--verify: pulumi ${args.slice(0, 2).join(" ")} failed:\n${output.trim()}`);
  }

  #pulumi(args: readonly string[]): Promise<{ code: number | null; output: string }> {
    return new Promise((done, failed) => {
      const child = spawn("pulumi", args, {
        cwd: this.#project,
        env: this.#environment,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      const gather = (chunk: Buffer): void => {
        output += chunk.toString("utf8");
      };
      child.stdout.on("data", gather);
      child.stderr.on("data", gather);
      child.on("error", () => {
        failed(
          new UserError(
            "--verify needs Pulumi 3.254 or newer on the PATH (https://www.pulumi.com/docs/install/).",
          ),
        );
      });
      child.on("close", (code) => {
        done({ code, output });
      });
    });
  }
}

/** The nearest node_modules, from the program's folder and then from this one up, that has what a program needs. */
function modulesFor(folder: string): string {
  for (const start of [folder, process.cwd()]) {
    for (let at = resolve(start); ; at = dirname(at)) {
      const modules = join(at, "node_modules");
      if (["pulumi-fivetran", "@pulumi/pulumi"].every((name) => existsSync(join(modules, name))))
        return modules;
      if (dirname(at) === at) break;
    }
  }
  throw new UserError(
    `--verify runs the program, whose packages are not installed. Run 'npm install' in ${folder}, then the same command with --resume.`,
  );
}
