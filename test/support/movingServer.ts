import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createSyncExecutor } from "@pulumi-fivetran/engine";
import type { ServerOptions } from "@pulumi-fivetran/server";
import { expect } from "vitest";
import { Api } from "../server/support/api";
import { duckdbRows, TestFolder } from "./moving";

/** What a test looks at of a connection. */
export interface Details {
  readonly connection: {
    readonly status: {
      readonly tasks: readonly { code: string; message: string }[];
      readonly setup_state: string;
      readonly sync_state: string;
    };
  };
  readonly setup_problems: readonly string[];
  readonly syncs: readonly {
    readonly number: number;
    readonly status: string;
    readonly rows?: number;
    readonly bytes?: number;
    readonly reason?: string;
    readonly tables?: readonly {
      table: string;
      rows: number;
      bytes: number;
      durationMs: number;
      error?: string;
    }[];
  }[];
}

/** A local server that really moves data, in a folder that is gone after the test. Its DuckDB file is `warehouse.duckdb`. */
export class MovingServer implements AsyncDisposable {
  readonly folder = new TestFolder();
  #api: Api | undefined;

  get api(): Api {
    if (this.#api === undefined) throw new Error("The server was not started.");
    return this.#api;
  }

  /** Writes a file of the folder. */
  write(name: string, text: string): void {
    const path = this.folder.file(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  async start(standIns: string, options: ServerOptions = {}): Promise<Api> {
    this.write("stand-ins.yaml", standIns);
    const engine = createSyncExecutor({
      standIns: this.folder.file("stand-ins.yaml"),
      folder: this.folder.file("engine"),
    });
    this.#api = await Api.start({ engine, ...options });
    return this.#api;
  }

  async stop(): Promise<void> {
    await this.#api?.stop();
    this.#api = undefined;
  }

  /** Syncs, and waits for the end. */
  async sync(id: string): Promise<Details> {
    expect((await this.api.post(`/v1/connections/${id}/sync`, { force: false })).status).toBe(200);
    return await this.settled(id);
  }

  /** Waits until no data is moved. */
  async settled(id: string): Promise<Details> {
    await this.api.control.idle();
    return (await this.api.control.details(id)) as unknown as Details;
  }

  async rows(sql: string, database = "warehouse"): Promise<Record<string, string | null>[]> {
    return await duckdbRows(this.folder.file(`${database}.duckdb`), sql);
  }

  /** Whether a text is in any file of the folder but those whose path begins with one of `besides`. */
  filesWith(text: string, besides: readonly string[]): string[] {
    return readdirSync(this.folder.path, { recursive: true, encoding: "utf8" }).filter((name) => {
      const path = join(this.folder.path, name);
      if (besides.some((each) => name.startsWith(each)) || !statSync(path).isFile()) return false;
      return readFileSync(path).includes(text);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.folder[Symbol.dispose]();
  }
}
