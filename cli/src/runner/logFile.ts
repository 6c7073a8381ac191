/** The log of a connector's last run, for people: what it printed, logged and warned of. Its secrets are blanked out already. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { ConnectorEvent } from "./port";

/** Beyond it nothing is written: a connector that logs each row fills no disk. */
const MAX_BYTES = 10 * 1024 * 1024;

export class LogFile {
  readonly #path: string;
  #file: number | undefined;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  see(event: ConnectorEvent): void {
    if (event.type === "log") this.say(`${event.level}: ${event.message}`);
    if (event.type === "warning") this.say(`warning: ${event.message}`);
    if (event.type === "failed") this.say(`failed: ${event.message}\n${event.traceback}`);
  }

  say(line: string): void {
    if (this.#bytes > MAX_BYTES) return;
    if (this.#file === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      this.#file = openSync(this.#path, "w", 0o600);
    }
    this.#bytes += writeSync(this.#file, `${line}\n`);
    if (this.#bytes > MAX_BYTES) writeSync(this.#file, "(the rest of the log is left out)\n");
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
