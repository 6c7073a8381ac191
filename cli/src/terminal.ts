/** Where a command writes: results to standard output, all else to standard error, so that results can be piped. */
export interface Terminal {
  print(line: string): void;
  say(line: string): void;
}

export const TERMINAL: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
};
