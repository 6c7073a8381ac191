import type { Terminal } from "../terminal";

/** A terminal that never shows what is to be hidden. */
export interface Guard extends Terminal {
  /** Passes everything that is written from now on through a function that blanks secrets out, besides those given before. */
  hideBy(redact: (text: string) => string): void;
}

export function guarded(terminal: Terminal): Guard {
  const redactors: ((text: string) => string)[] = [];
  const safe = (text: string): string => redactors.reduce((left, redact) => redact(left), text);
  return {
    print: (line) => terminal.print(safe(line)),
    say: (line) => terminal.say(safe(line)),
    hideBy: (redact) => void redactors.push(redact),
    ...(terminal.results === undefined ? {} : { results: terminal.results }),
    ...(terminal.messages === undefined ? {} : { messages: terminal.messages }),
  };
}
