/** A tutorial as a reader follows it: each command typed, each file written, each output compared, from the top of its page to the end. */
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startProcess } from "../../tools/engine/process.ts";

/** A block of code of a page, with the heading that it stands under. */
export interface Step {
  readonly heading: string;
  /** `sh` is typed, `text` is what the commands before it print, and a block with a file's name is written. */
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}

export function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  let heading = "";
  for (const [, title, language = "", file, text = ""] of readFileSync(page, "utf8").matchAll(
    /^#+ (.+)$|^```(\w*)(?: \[(.+)\])?\n([\s\S]*?)^```$/gm,
  )) {
    if (title === undefined) steps.push({ heading, language, file, text });
    else heading = title;
  }
  return steps;
}

export interface TutorialOptions {
  /** Empty; the tutorial begins in it. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What is typed in the place of what a reader types: other sources of the same files, and answers to questions. */
  readonly instead?: readonly (readonly [typed: RegExp, run: string])[];
}

/** One reader, in one shell: folders and variables that a command sets stay. */
export class Tutorial {
  readonly #options: TutorialOptions;
  #folder: string;
  #printed = "";

  constructor(options: TutorialOptions) {
    this.#options = options;
    this.#folder = options.folder;
  }

  /** @throws Error where a command fails, or prints no line as the page shows it */
  async follow(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.#take(step);
  }

  /** Changes a file, as a reader does in an editor. */
  async edit(file: string, before: string, after: string): Promise<void> {
    const path = join(this.#folder, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(before)) throw new Error(`${file} does not have ${before}`);
    await writeFile(path, text.replace(before, after));
  }

  async #take({ heading, language, file, text }: Step): Promise<void> {
    if (file !== undefined) await writeFile(join(this.#folder, file), text);
    else if (language === "sh") this.#printed = await this.run(text, heading);
    else if (language === "text") {
      const printed = linesOf(this.#printed);
      const missing = linesOf(text).filter((line) => !printed.includes(line));
      if (missing.length > 0)
        throw new Error(`"${heading}": the page shows ${missing.join(", ")}; printed was\n${this.#printed}`);
    }
  }

  /** Types commands into the shell, and returns all that they print. */
  async run(commands: string, heading = ""): Promise<string> {
    const { env, instead = [] } = this.#options;
    const typed = instead.reduce((line, [pattern, run]) => line.replaceAll(pattern, run), commands);
    const told = "the folder is ";
    const shell = startProcess("bash", ["-euc", `${typed}\necho "${told}$PWD"`], { cwd: this.#folder, env });
    const { exitCode, stdout, stderr } = await shell.done;
    if (exitCode !== 0) throw new Error(`"${heading}" failed at\n${typed}\n${stdout}${stderr}`);
    const end = stdout.lastIndexOf(told);
    this.#folder = stdout.slice(end + told.length).trim();
    return stdout.slice(0, end) + stderr;
  }
}

/** Without what differs in spaces only. */
function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .filter((line) => line !== "");
}
