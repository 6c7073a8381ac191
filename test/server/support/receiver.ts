import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";

/** A request as a webhook's receiver gets it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Answer = number | ((response: ServerResponse, received: Received) => void);

/** Somebody's endpoint for webhooks, on loopback. */
export class Receiver {
  readonly received: Received[] = [];
  /** What it answers from now on: a status, or what is done with the response. */
  answer: Answer = 200;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    const receiver = new Receiver(server, `http://127.0.0.1:${port}/hook`);
    server.on("request", (request, response) => void receiver.take(request, response));
    return receiver;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const body = JSON.parse(text) as Received["body"];
    const received: Received = { path: request.url ?? "", headers: request.headers, text, body };
    this.received.push(received);
    if (typeof this.answer === "number") response.writeHead(this.answer).end();
    else this.answer(response, received);
    this.server.emit("taken");
  }

  /** The names of the events that came, in their order, without the tests of new webhooks. */
  get events(): unknown[] {
    return this.received.map(({ body }) => body["event"]).filter((event) => event !== "test_event");
  }

  /** Resolves when the next request has come. */
  async next(): Promise<void> {
    await once(this.server, "taken");
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
