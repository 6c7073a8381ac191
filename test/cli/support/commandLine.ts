import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalServer, type ServerOptions, startServer } from "@pulumi-fivetran/server";
import { runCommandLine } from "../../../cli/src/command";
import type { GivenSurroundings } from "../../../cli/src/surroundings";
import { Written } from "./connectorFolder";

/** An account with connections in each state that matters, and nothing that happens by itself. */
export const SEED = {
  accountName: "Acme",
  schedules: false,
  groups: [
    { id: "warm_heron", name: "analytics" },
    { id: "cold_crane", name: "my team" },
  ],
  destinations: [
    { groupId: "warm_heron", service: "snowflake" },
    { groupId: "cold_crane", service: "snowflake" },
  ],
  connections: [
    connection("crisp_falcon", "warm_heron", "postgres", "shop_eu", { succeededAt: "2026-01-02T02:04:05Z" }),
    connection("brave_otter", "warm_heron", "mysql", "crm", {
      setupState: "broken",
      failedAt: "2026-01-02T01:04:05Z",
    }),
    connection("quiet_lynx", "warm_heron", "postgres", "shop_us", {
      paused: true,
      succeededAt: "2025-12-31T03:04:05Z",
    }),
    connection("shy_mole", "cold_crane", "postgres", "billing", {}),
  ],
} as const;

/** When the account's clock stands still. */
export const NOW = Date.parse("2026-01-02T03:04:05Z");

function connection(id: string, groupId: string, service: string, schema: string, rest: object) {
  return { id, groupId, service, schema, paused: false, createdAt: "2025-12-01T00:00:00Z", ...rest };
}

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
    return new CommandLine(
      await startServer({ seed: SEED, startAt: NOW, frozen: true, ...options } as ServerOptions),
    );
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
