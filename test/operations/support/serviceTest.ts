import pino from "pino";
import { type Service, type ServiceOptions, startService } from "../../../operations/src/service/service";
import { OperationsTest } from "./operationsTest";

/** What a request is sent with, beside its path. */
interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;

  /** `own` credentials as Basic authentication, the service's `token`, or nothing. */
  readonly as?: "token" | "own" | "nobody";
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** A service of operations beside a local Fivetran. */
export class ServiceTest {
  readonly fivetran: OperationsTest;
  /** What the service logged. */
  readonly logged: string[] = [];
  service: Service;
  readonly #options: Partial<ServiceOptions>;

  private constructor(
    fivetran: OperationsTest,
    service: Service,
    logged: string[],
    options: Partial<ServiceOptions>,
  ) {
    this.fivetran = fivetran;
    this.service = service;
    this.logged = logged;
    this.#options = options;
  }

  static async start(options: Partial<ServiceOptions> = {}): Promise<ServiceTest> {
    const fivetran = await OperationsTest.start();
    const logged: string[] = [];
    return new ServiceTest(fivetran, await startOn(fivetran, logged, options), logged, options);
  }

  async restart(): Promise<void> {
    await this.service.stop();
    this.service = await startOn(this.fivetran, this.logged, this.#options);
  }

  /** Starts another service on what the stopped one left. */
  async startAgain(options: Partial<ServiceOptions>): Promise<void> {
    this.service = await startOn(this.fivetran, this.logged, options);
  }

  /** Of the account that the service's environment has too. */
  get credentials(): { api_key: string; api_secret: string } {
    const { apiKey, apiSecret } = this.fivetran.server;
    return { api_key: apiKey, api_secret: apiSecret };
  }

  get(path: string, sent: Sent = {}): Promise<Received> {
    return this.call("GET", path, sent);
  }

  post(path: string, body: unknown, sent: Sent = {}): Promise<Received> {
    return this.call("POST", path, { body, ...sent });
  }

  async call(method: string, path: string, { body, headers = {}, as = "token" }: Sent): Promise<Received> {
    const { api_key, api_secret } = this.credentials;
    const basic = Buffer.from(`${api_key}:${api_secret}`).toString("base64");
    const authorization = {
      token: `Bearer ${this.service.token.text}`,
      own: `Basic ${basic}`,
      nobody: undefined,
    }[as];
    const answer = await fetch(`${this.service.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(authorization === undefined ? {} : { authorization }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
      text,
    };
  }

  /** Resolves when an operation begins a step. */
  reaches(step: string): Promise<void> {
    return new Promise((resolve) => {
      const end = this.service.runtime.onStepEvent((event) => {
        if (event.step !== step || event.point !== "begun") return;
        end();
        resolve();
      });
    });
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.fivetran.stop();
  }
}

function startOn(
  fivetran: OperationsTest,
  logged: string[],
  options: Partial<ServiceOptions>,
): Promise<Service> {
  const { apiKey, apiSecret, url } = fivetran.server;
  return startService({
    data: fivetran.data,
    port: 0,
    retryMs: 1,
    pollMs: 20,
    environment: {
      FIVETRAN_API_KEY: apiKey,
      FIVETRAN_API_SECRET: apiSecret,
      FIVETRAN_API_URL: url,
      FIVETRAN_API_KEY_PROD: apiKey,
      FIVETRAN_API_SECRET_PROD: apiSecret,
    },
    logger: pino({ level: "debug" }, { write: (line: string) => void logged.push(line) }),
    ...options,
  });
}
