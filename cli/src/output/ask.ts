import { type Environment, isCi } from "../environment";
import { EXIT } from "../exitCodes";
import type { Terminal } from "../terminal";
import { UserError } from "../userError";

/** Asks the person at the terminal. Questions go to standard error, so that results can be piped. */
export interface Ask {
  /** @returns false for no. @throws {UserError} (exit code 130) for Ctrl-C */
  confirm(question: string): Promise<boolean>;

  /** @returns the text. @throws {UserError} (exit code 130) for Ctrl-C */
  text(question: string, options?: TextQuestion): Promise<string>;

  /** The same, with nothing of it shown. */
  secret(question: string): Promise<string>;

  /** @returns the value that was chosen. @throws {UserError} (exit code 130) for Ctrl-C */
  choose(question: string, choices: readonly Choice[]): Promise<string>;
}

export interface TextQuestion {
  readonly initial?: string;

  /** Says what is wrong with a text; undefined when nothing is. */
  readonly problem?: (text: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Undefined where nobody can be asked. */
export function askAt({ messages }: Terminal, environment: Environment): Ask | undefined {
  if (messages === undefined || !process.stdin.isTTY || isCi(environment)) return undefined;
  const output = process.stderr;
  // Loaded for the first question: most commands ask none.
  const prompts = () => import("@clack/prompts");
  return {
    async confirm(question) {
      const { confirm } = await prompts();
      return given(await confirm({ message: question, initialValue: false, output }));
    },
    async text(question, { initial, problem } = {}) {
      const { text } = await prompts();
      const validate = (typed: string | undefined): string | undefined => problem?.(typed ?? "");
      return given(
        await text({
          message: question,
          output,
          validate,
          ...(initial === undefined ? {} : { initialValue: initial }),
        }),
      );
    },
    async secret(question) {
      const { password } = await prompts();
      return given(await password({ message: question, output }));
    },
    async choose(question, choices) {
      const { select } = await prompts();
      return given(await select({ message: question, options: [...choices], output }));
    },
  };
}

/** The prompts return a symbol for Ctrl-C. */
function given<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === "symbol")
    throw new UserError("Stopped; nothing was sent.", { exitCode: EXIT.interrupted });
  return answer as Exclude<T, symbol>;
}
