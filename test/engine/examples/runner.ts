import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Started, startProcess } from "../../../tools/engine/process.ts";
import type { Example } from "./example";
import { type Contexts, holds, readWorkflow, resolve, type Workflow } from "./workflow";

/** GitHub's command line, of which a test sees what it was told; the dependencies are there already, so npm need only be asked. */
const COMMANDS = {
  gh: `: "\${GH_TOKEN:?}"
printf '%s\\n' "gh $*" >> "$RUNNER_TEMP/gh.txt"
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cat "$2" >> "$RUNNER_TEMP/gh.txt"; shift; done`,
  npm: `[ "$*" = ci ]`,
};

/** The variables that reach a step only when the workflow gives them. */
const GIVEN_BY_WORKFLOW = /^(PULUMI_(BACKEND_URL|CONFIG_PASSPHRASE|STACK)|FIVETRAN_API_(KEY|SECRET))$/;

/** How a workflow ended, and what its steps printed. */
export interface Job {
  readonly ok: boolean;
  readonly log: string;
  /** Each command that was given to GitHub's command line, with the text that it was to publish. */
  readonly published: string;
  readonly summary: string;
}

/** Runs the `run:` steps of an example's workflows as GitHub would, with the repository's secrets and variables. */
export class WorkflowRunner {
  readonly #example: Example;
  readonly #contexts: Contexts;
  #runs = 0;

  constructor(example: Example, contexts: Contexts) {
    this.#example = example;
    this.#contexts = contexts;
  }

  read(name: string): Promise<Workflow> {
    return readWorkflow(join(this.#example.folder, ".github", "workflows", `${name}.yml`));
  }

  /** Runs a workflow to its end. `onStep` is given each step's process. */
  async run(name: string, onStep?: (started: Started) => void): Promise<Job> {
    const workflow = await this.read(name);
    const temporary = join(this.#example.folder, "..", `run-${++this.#runs}`);
    const base = await this.#environment(workflow, temporary);
    let failed = false;
    let log = "";
    for (const job of Object.values(workflow.jobs)) {
      if (!holds(job.if, false, this.#contexts)) continue;
      for (const { run, if: condition, env = {} } of job.steps) {
        if (run === undefined || !holds(condition, failed, this.#contexts)) continue;
        const script = join(temporary, "step.sh");
        await writeFile(script, resolve(run, this.#contexts));
        const started = startProcess("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
          cwd: this.#example.folder,
          env: { ...base, ...this.#resolved(env) },
        });
        onStep?.(started);
        const { exitCode, stdout, stderr } = await started.done;
        log += stdout + stderr;
        failed ||= exitCode !== 0;
      }
    }
    const textOf = (file: string): Promise<string> => readFile(join(temporary, file), "utf8");
    return { ok: !failed, log, published: await textOf("gh.txt"), summary: await textOf("summary.md") };
  }

  /** What every step sees: what a runner brings, and the workflow's own. */
  async #environment(workflow: Workflow, temporary: string): Promise<NodeJS.ProcessEnv> {
    const bin = join(temporary, "bin");
    await mkdir(bin, { recursive: true });
    for (const [command, script] of Object.entries(COMMANDS)) {
      await writeFile(join(bin, command), `#!/bin/sh\n${script}\n`);
      await chmod(join(bin, command), 0o755);
    }
    for (const file of ["gh.txt", "summary.md"]) await writeFile(join(temporary, file), "");
    const brought = Object.entries(this.#example.workspace.env).filter(
      ([key]) => !GIVEN_BY_WORKFLOW.test(key),
    );
    return {
      ...Object.fromEntries(brought),
      PATH: [bin, this.#example.workspace.env["PATH"]].join(delimiter),
      CI: "true",
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      GITHUB_STEP_SUMMARY: join(temporary, "summary.md"),
      RUNNER_TEMP: temporary,
      ...this.#resolved(workflow.env),
    };
  }

  #resolved(env: Workflow["env"]): Record<string, string> {
    return Object.fromEntries(
      Object.entries(env).map(([key, value]) => [key, resolve(value, this.#contexts)]),
    );
  }
}
