import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import type { LocalServer } from "@pulumi-fivetran/server";
import { type OperationsOptions, openOperations } from "../../../operations/src/runtime/open";
import type { Runtime } from "../../../operations/src/runtime/runtime";
import { startSeeded } from "../../support/operationsSeed";

/** A local Fivetran with three connections, and a store of operations of its own. */
export class OperationsTest {
  readonly folder = mkdtempSync(join(tmpdir(), "fivetran-operations-"));
  readonly data = join(this.folder, "data");
  readonly server: LocalServer;
  readonly client: FivetranClient;
  readonly #stores = new Set<Runtime>();

  private constructor(server: LocalServer) {
    this.server = server;
    const { apiKey, apiSecret, url } = server;
    this.client = new FivetranClient({ apiKey, apiSecret, baseUrl: url, random: () => 0 });
  }

  static async start(options: Parameters<typeof startSeeded>[0] = {}): Promise<OperationsTest> {
    return new OperationsTest(await startSeeded(options));
  }

  async open(options: Partial<OperationsOptions> = {}): Promise<Runtime> {
    const { data, client } = this;
    const { apiKey, apiSecret, url } = this.server;
    const environment = { FIVETRAN_API_KEY: apiKey, FIVETRAN_API_SECRET: apiSecret, FIVETRAN_API_URL: url };
    const store = await openOperations({
      data,
      client,
      retryMs: 1,
      patienceMs: 2_000,
      environment,
      ...options,
    });
    this.#stores.add(store);
    return store;
  }

  async close(store: Runtime): Promise<void> {
    this.#stores.delete(store);
    await store.stop();
  }

  async setState(id: string, state: Record<string, unknown>): Promise<void> {
    const { paused } = await this.client.connections.retrieve(id);
    await this.client.connections.pause(id);
    await this.client.connections.updateState(id, { state });
    if (paused !== true) await this.client.connections.resume(id);
    this.server.control.clearJournal();
  }

  async get(path: string): Promise<Record<string, unknown>> {
    const { url, apiKey, apiSecret } = this.server;
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    const response = await fetch(`${url}/v1/${path}`, { headers: { authorization } });
    return ((await response.json()) as { data: Record<string, unknown> }).data;
  }

  async stateOf(id: string): Promise<unknown> {
    return (await this.client.connections.retrieveState(id)).state;
  }

  async isPaused(id: string): Promise<boolean> {
    return (await this.client.connections.retrieve(id)).paused === true;
  }

  /** The requests that changed something, such as `PATCH /v1/connections/orders {"paused":true}`. */
  writes(): string[] {
    return this.server.control
      .journal()
      .filter(({ method, status }) => method !== "GET" && status !== undefined && status < 300)
      .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
  }

  async stop(): Promise<void> {
    for (const store of this.#stores) await store.stop();
    await this.server.stop();
    rmSync(this.folder, { recursive: true });
  }
}
