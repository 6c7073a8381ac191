/** What is known of a stream that leads to a terminal. */
export interface Screen {
  /** Characters in a line. */
  readonly columns: number;

  readonly hasColors: boolean;
}

/** Where a command writes: results to standard output, all else to standard error, so that results can be piped. */
export interface Terminal {
  print(line: string): void;
  say(line: string): void;

  /** Where results go, when that is a terminal. */
  readonly results?: Screen;

  /** Where messages go, when that is a terminal. */
  readonly messages?: Screen;
}

export const TERMINAL: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  ...screenOf("results", process.stdout),
  ...screenOf("messages", process.stderr),
};

function screenOf<Name extends string>(
  name: Name,
  stream: NodeJS.WriteStream,
): { readonly [Each in Name]?: Screen } {
  if (!stream.isTTY) return {};
  // Node's own rule, which knows NO_COLOR, FORCE_COLOR and TERM.
  const screen = {
    get columns() {
      return stream.columns;
    },
    hasColors: stream.hasColors(),
  };
  return { [name]: screen } as { readonly [Each in Name]?: Screen };
}
