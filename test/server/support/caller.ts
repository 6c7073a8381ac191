export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly code?: string;
  readonly message?: string;
  readonly data?: unknown;
}

/** Where a server answers, and a key of the account that is asked. */
export interface Access {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Calls to the API as a foreign client makes them, to any server. */
export class Caller {
  constructor(private readonly access: Access) {}

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
    const { apiKey, apiSecret, url } = this.access;
    const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
    // A form brings its own type.
    const isForm = body instanceof FormData;
    return fetch(url + path, {
      method,
      headers: {
        authorization,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: isForm || typeof body === "string" ? body : JSON.stringify(body) }),
    });
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
