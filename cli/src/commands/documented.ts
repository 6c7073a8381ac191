/** What the docs say of a command besides its options. It stands beside the declaration, so that both change together. */
import type { Command } from "commander";

export interface CommandDocs {
  /** Command lines as a person would write them, without `fivetranctl`, each with what it is for. A test runs them. */
  readonly examples: readonly Example[];

  /** The fields of `--json`, with their meaning; for reading commands. They are stable. */
  readonly fields?: Readonly<Record<string, string>>;

  /** Paragraphs of plain text. */
  readonly notes?: readonly string[];
}

export interface Example {
  readonly line: string;
  readonly purpose: string;

  /** How the example ends. @default 0 */
  readonly exitCode?: number;

  /** Why no test runs it as it is; without it, a test does. */
  readonly notRun?: string;
}

const documented = new WeakMap<Command, CommandDocs>();

/** Adds examples to a command's help, and all of it to the docs. */
export function documentedAs(command: Command, docs: CommandDocs): Command {
  documented.set(command, docs);
  const examples = docs.examples.map(({ line, purpose }) => `  fivetranctl ${line}\n      ${purpose}`);
  return command.addHelpText("after", `\nExamples:\n${examples.join("\n")}`);
}

export function docsOf(command: Command): CommandDocs | undefined {
  return documented.get(command);
}
