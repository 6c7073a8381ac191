import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalServer, type ServerOptions, startServer } from "@pulumi-fivetran/server";
import { runCommandLine } from "../../../cli/src/command";
import type { GivenSurroundings } from "../../../cli/src/surroundings";
import { Written } from "./connectorFolder";
import { SEED } from "./seed";

/** When the account's clock stands still. */
export const NOW = Date.parse("2026-01-02T03:04:05Z");

/** What one command line did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** A local account, and command lines that are run in this process. */
export class CommandLine {
  /** For files of the test: profiles, results. */
  readonly folder = mkdtempSync(join(tmpdir(), "fivetranctl-"));
  readonly environment: Record<string, string>;

  private constructor(readonly server: LocalServer) {
    this.environment = {
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
      HOME: this.folder,
    };
  }

  static async open(options: ServerOptions = {}): Promise<CommandLine> {
    return new CommandLine(await startServer({ seed: SEED, startAt: NOW, frozen: true, ...options }));
  }

  /** Runs one command line, with the account's clock for its own. */
  async run(args: readonly string[], given: GivenSurroundings = {}): Promise<Ran> {
    const written = new Written();
    const code = await runCommandLine(args, written, {
      environment: this.environment,
      folder: this.folder,
      signal: new AbortController().signal,
      clock: this.clock,
      ask: undefined,
      ...given,
    });
    return { code, out: written.printed.join("\n"), said: written.said.join("\n") };
  }

  /** The server's clock: waiting moves it, so that no test waits. */
  readonly clock = {
    now: (): number => this.server.control.clock.now(),
    sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
      signal?.throwIfAborted();
      await this.server.control.clock.advance(ms);
    },
  };

  /** The requests that change something, as `PATCH /v1/connections/crisp_falcon`. */
  writes(): string[] {
    return this.server.control
      .journal()
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path}`);
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
