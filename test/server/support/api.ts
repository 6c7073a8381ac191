import { type LocalServer, type ServerOptions, startServer } from "@pulumi-fivetran/server";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly code?: string;
  readonly message?: string;
  readonly data?: unknown;
}

/** 2026-01-02T03:04:05Z, and it stands still. */
export const START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A server of a test's own, and calls to it as a foreign client makes them. */
export class Api {
  private constructor(readonly server: LocalServer) {}

  static async start(options: ServerOptions = {}): Promise<Api> {
    return new Api(await startServer({ clock: { now: () => START_MS }, ...options }));
  }

  get control(): LocalServer["control"] {
    return this.server.control;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.call("GET", path, undefined, headers);
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return this.call("POST", path, body);
  }

  patch(path: string, body?: unknown): Promise<Reply> {
    return this.call("PATCH", path, body);
  }

  delete(path: string): Promise<Reply> {
    return this.call("DELETE", path);
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await this.fetch(method, path, body, headers);
    // Every answer of the API carries an envelope; a test that gets anything else fails here.
    const envelope = (await response.json()) as { code?: string; message?: string; data?: unknown };
    return { ...envelope, status: response.status, headers: response.headers };
  }

  fetch(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const { apiKey, apiSecret, url } = this.server;
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    return fetch(url + path, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  async group(name = "analytics"): Promise<string> {
    return idOf(await this.post("/v1/groups", { name }));
  }

  /** A group with a destination in it; ids of both. */
  async destination(): Promise<string> {
    const group = await this.group();
    return idOf(
      await this.post("/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "0" }),
    );
  }

  /** A connected database connection in a destination of its own. */
  async connection(
    fields: Record<string, unknown> = {},
    config: Record<string, unknown> = {},
  ): Promise<string> {
    const group = await this.destination();
    const body = {
      group_id: group,
      service: "postgres",
      config: { schema_prefix: "shop", host: "db", ...config },
      ...fields,
    };
    return idOf(await this.post("/v1/connections", body));
  }
}

/** The id in a creation's answer. */
export function idOf(reply: Reply): string {
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.code}: ${reply.message}`);
  return (reply.data as { id: string }).id;
}

export function itemsOf(reply: Reply): readonly Record<string, unknown>[] {
  return (reply.data as { items: Record<string, unknown>[] }).items;
}
