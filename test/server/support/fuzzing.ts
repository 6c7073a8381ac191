import { Agent, request } from "node:http";
import fc from "fast-check";
import { CONNECTORS, documentedOperation } from "../../../server/src/http/aliases";
import { operations } from "../../../server/src/operations/catalog";
import type { Operation } from "../../../server/src/operations/operation";
import { Api } from "./api";
import { requestsTo, type WireRequest } from "./requests";
import { makeWorld, type World } from "./world";

/** What a request may be answered, whatever it was; no 5xx, since none was asked for. */
const STATUSES = new Set([200, 201, 400, 403, 404, 405, 406, 409, 413, 415]);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Requests go out side by side, as many as this. */
const AT_ONCE = 8;

/** Each operation once: the older names of connections lead to the same code. */
export const fuzzedOperations: readonly Operation[] = operations.filter(
  ({ path }) => !path.includes(CONNECTORS.older),
);

/** A server with something of everything, to which generated requests are sent. */
export class Fuzzer {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  private constructor(
    private readonly api: Api,
    private readonly world: World,
    private readonly start: ReturnType<Api["control"]["snapshot"]>,
    private readonly seed: number,
  ) {}

  static async open(seed: number): Promise<Fuzzer> {
    const api = await Api.start({ checkAnswers: true });
    const world = await makeWorld(api);
    return new Fuzzer(api, world, api.control.snapshot(), seed);
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.api.stop();
  }

  /**
   * Sends so many requests to an operation. Each time, the account is what it was at first.
   *
   * @returns how many were answered with success
   * @throws Error with the smallest batch of requests that was answered wrongly, and the seed
   */
  async fuzz(operation: Operation, count: number): Promise<number> {
    let successes = 0;
    // A batch holds half of the most on average. What takes nothing from its request answers the same each time.
    const runs = isVaried(operation) ? Math.ceil((count * 2) / AT_ONCE) : 5;
    await this.api.control.restore(this.start);
    // The account has one, and could not be given another.
    if (operation.path === "/v1/external-logging/account" && operation.method === "POST")
      await this.api.delete(operation.path);
    const batches = fc.array(requestsTo(operation, this.world), { minLength: 1, maxLength: AT_ONCE });
    const property = fc.asyncProperty(batches, async (batch) => {
      const answers = await Promise.all(batch.map((one) => this.send(one)));
      answers.forEach((answer, index) => {
        const problem = problemOf(answer, operation);
        if (problem !== undefined)
          throw new Error(`${JSON.stringify(batch[index])}\nwas answered ${problem}`);
        if (answer.status < 300) successes += 1;
      });
    });
    await fc.assert(property, { seed: this.seed, numRuns: runs, endOnFailure: false });
    return successes;
  }

  private send({ method, path, headers: given, body = "", isBinary }: WireRequest): Promise<Answer> {
    const bytes = Buffer.from(body, isBinary === true ? "latin1" : "utf8");
    const headers = { ...given, "content-length": bytes.length };
    const { url, apiKey, apiSecret } = this.api.server;
    return new Promise((resolve, reject) => {
      const sent = request(
        url + path,
        { method, agent: this.agent, auth: `${apiKey}:${apiSecret}`, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", text });
          });
        },
      );
      sent.on("error", reject);
      sent.end(bytes);
    });
  }
}

function isVaried({ method, path, body, upload }: Operation): boolean {
  const takesQuery = documentedOperation(method, path)?.query !== undefined;
  return takesQuery || upload || body !== undefined || path.includes("{");
}

function problemOf({ status, type, text }: Answer, operation: Operation): string | undefined {
  const shown = `${status} ${text.slice(0, 2000)}`;
  if (!STATUSES.has(status)) return shown;
  if (status === 200 && operation.path.endsWith("/download")) return undefined;
  if (type !== "application/json") return `${shown} as ${type}`;
  const { code, message, data } = JSON.parse(text) as { code?: unknown; message?: unknown; data?: unknown };
  const isSuccess = status < 300;
  if (typeof code !== "string" || (code === "Success") !== isSuccess) return shown;
  if (isSuccess && status !== operation.status) return shown;
  return typeof message === "string" && (isSuccess || data === undefined) ? undefined : shown;
}
