/** A connector behind the public partner protocol: in Go, Java, Node.js or anything else that serves it. */
import type { Client, ClientReadableStream, ServiceError } from "@grpc/grpc-js";
import { blankerOf } from "../blank";
import type { Connector, ConnectorEvent, ConnectorRequest, FormField, RunningConnector } from "../port";
import {
  type LoadedProtocol,
  loadProtocol,
  type PartnerForm,
  type PartnerFormField,
  type PartnerTables,
  type PartnerUpdate,
} from "./protocol";
import { type Served, serve } from "./serve";
import { Tables } from "./tables";

export interface GrpcConnectorOptions {
  /** Where it serves: `127.0.0.1:50051`. Only on this machine: what is sent holds secrets, and is not encrypted. */
  readonly address?: string;
  /** A program that serves it, with its arguments; `--port <port>` is added. Started for each request, in `folder`, and ended after it. */
  readonly command?: readonly string[];
  /** Where the command starts; default the working directory. */
  readonly folder?: string;
  /** The whole environment of the command; default {@link plainEnvironment}. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends a request that takes longer, in milliseconds; default no limit. */
  readonly timeLimitMs?: number;
}

const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]):\d+$|^unix:/;

/** @throws Error for an address that is not on this machine, and for neither an address nor a command */
export function grpcConnector(options: GrpcConnectorOptions): Connector {
  const { address, command } = options;
  if ((address === undefined) === (command === undefined))
    throw new Error("A connector behind gRPC has an address, or a command that serves it: give one of them.");
  if (address !== undefined && !LOOPBACK.test(address))
    throw new Error(
      `'${address}' is no address of this machine such as 127.0.0.1:50051. Secrets are sent to it without encryption, so it has to be one.`,
    );
  return { start: (request) => startGrpc(options, request) };
}

function startGrpc(options: GrpcConnectorOptions, request: ConnectorRequest): RunningConnector {
  const run = new Run(options, request);
  return {
    events: run.events(),
    proceed: () => run.answer("proceed"),
    stop: () => run.answer("stop"),
    cancel: async () => await run.cancel(),
  };
}

type Answer = "proceed" | "stop";

class Run {
  readonly #options: GrpcConnectorOptions;
  readonly #request: ConnectorRequest;
  readonly #blank: (text: string) => string;
  readonly #end = new AbortController();
  #answered: (answer: Answer) => void = () => undefined;
  #served: Served | undefined;
  #client: Client | undefined;
  #overTime = false;

  constructor(options: GrpcConnectorOptions, request: ConnectorRequest) {
    this.#options = options;
    this.#request = request;
    this.#blank = blankerOf(request.configuration);
  }

  async *events(): AsyncGenerator<ConnectorEvent> {
    const { timeLimitMs } = this.#options;
    const timer =
      timeLimitMs === undefined
        ? undefined
        : setTimeout(() => {
            this.#overTime = true;
            void this.cancel();
          }, timeLimitMs);
    try {
      const protocol = await loadProtocol();
      const client = await this.#connect(protocol);
      yield { type: "hello" };
      if (this.#request.command === "test") yield* this.#test(client);
      else yield* this.#sync(client);
    } catch (error) {
      yield { type: "failed", ...this.#failure(error) };
    } finally {
      clearTimeout(timer);
      await this.cancel();
    }
  }

  answer(answer: Answer): void {
    this.#answered(answer);
  }

  async cancel(): Promise<void> {
    this.#end.abort();
    this.#client?.close();
    await this.#served?.end();
  }

  async #connect({ grpc, service }: LoadedProtocol): Promise<Calls> {
    const { address, command, folder, env } = this.#options;
    this.#served =
      command === undefined ? undefined : await serve({ command, folder, env, signal: this.#end.signal });
    const client = new grpc.Client(
      this.#served?.address ?? address ?? "",
      grpc.credentials.createInsecure(),
      { "grpc.max_receive_message_length": MAX_MESSAGE_BYTES },
    );
    this.#client = client;
    return new Calls(client, service, this.#end.signal);
  }

  async *#test(calls: Calls): AsyncGenerator<ConnectorEvent> {
    const { configuration } = this.#request;
    const { fields = [], tests = [] } = await calls.unary<PartnerForm>("ConfigurationForm", {});
    const labels = tests.map(({ name, label }) => label ?? name);
    yield { type: "form", form: { fields: fields.flatMap(formFields), tests: labels } };
    const results: { label: string; passed: boolean; message: string }[] = [];
    for (const [index, { name }] of tests.entries()) {
      const { success, failure } = await calls.unary<{ success?: boolean; failure?: string }>("Test", {
        name,
        configuration,
      });
      const message = failure ?? (success === true ? "" : "the test says neither success nor failure");
      results.push({ label: labels[index] ?? name, passed: success === true, message: this.#blank(message) });
    }
    yield { type: "tests", tests: results };
    yield { type: "done" };
  }

  async *#sync(calls: Calls): AsyncGenerator<ConnectorEvent> {
    const { command, configuration, state } = this.#request;
    const tables = new Tables();
    // Also before an update: some connectors prepare themselves by it.
    tables.declare(await calls.unary<PartnerTables>("Schema", { configuration }));
    yield { type: "schema", tables: tables.definitions };
    for (const table of tables.definitions) yield { type: "table", ...table };
    if (command === "update") {
      for await (const response of calls.stream<PartnerUpdate>("Update", {
        configuration,
        state_json: state,
      })) {
        const answer = yield* this.#take(tables, response);
        if (answer === "stop") {
          yield { type: "stopped" };
          return;
        }
      }
      yield* tables.flush();
    }
    yield { type: "done" };
  }

  async *#take(tables: Tables, response: PartnerUpdate): AsyncGenerator<ConnectorEvent, Answer> {
    const { record, records, schema_change: change, checkpoint, warning, task } = response;
    if (record !== undefined) yield* tables.add(record);
    else if (records !== undefined) for (const each of records.records ?? []) yield* tables.add(each);
    else if (change !== undefined) {
      yield* tables.flush();
      tables.declare(change);
      for (const table of tables.definitions) yield { type: "table", ...table };
    } else if (checkpoint !== undefined) {
      yield* tables.flush();
      const answered = new Promise<Answer>((resolve) => {
        this.#answered = resolve;
      });
      yield { type: "checkpoint", state: checkpoint.state_json ?? "{}" };
      return await answered;
    } else if (warning !== undefined) yield { type: "warning", message: this.#blank(warning.message ?? "") };
    else if (task !== undefined) throw new TaskError(task.message ?? "the connector needs a person");
    else
      throw new Error(
        "the connector sent an operation that this client does not know: its protocol is newer",
      );
    return "proceed";
  }

  #failure(error: unknown): { message: string; traceback: string } {
    if (this.#overTime)
      return { message: `The connector ran longer than ${this.#options.timeLimitMs} ms.`, traceback: "" };
    const text = isServiceError(error)
      ? error.details
      : error instanceof Error
        ? error.message
        : String(error);
    const [first = "", ...rest] = this.#blank(text).split("\n");
    const hint = this.#served?.output() ?? "";
    return {
      message:
        isServiceError(error) && error.code === UNAVAILABLE
          ? `The connector cannot be reached: ${first}`
          : first,
      traceback: [...rest, ...(hint === "" ? [] : [this.#blank(hint)])].join("\n"),
    };
  }
}

/** The code of gRPC for a server that is not there. */
const UNAVAILABLE = 14;

/** What a person has to do before the connector can go on. */
class TaskError extends Error {}

/** The calls of one client. */
class Calls {
  constructor(
    private readonly client: Client,
    private readonly service: LoadedProtocol["service"],
    private readonly signal: AbortSignal,
  ) {}

  unary<Response>(name: string, request: object): Promise<Response> {
    const { path, requestSerialize, responseDeserialize } = this.#method(name);
    return new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        (error: ServiceError | null, response?: unknown) => {
          if (error === null) resolve((response ?? {}) as Response);
          else reject(error);
        },
      );
      this.signal.addEventListener("abort", () => call.cancel(), { once: true });
    });
  }

  stream<Response>(name: string, request: object): AsyncIterable<Response> {
    const { path, requestSerialize, responseDeserialize } = this.#method(name);
    const call: ClientReadableStream<unknown> = this.client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
    );
    this.signal.addEventListener("abort", () => call.cancel(), { once: true });
    return call as AsyncIterable<Response>;
  }

  #method(name: string): LoadedProtocol["service"][string] {
    const method = this.service[name];
    if (method === undefined) throw new Error(`the protocol has no method ${name}`);
    return method;
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "details" in error && "code" in error;
}

/** Fields that depend on another one are fields too, which nobody has to fill in. */
function formFields(field: PartnerFormField): FormField[] {
  if (field.conditional_fields !== undefined)
    return (field.conditional_fields.fields ?? [])
      .flatMap(formFields)
      .map((each) => ({ ...each, required: false }));
  const choices =
    field.dropdown_field?.dropdown_field ??
    field.descriptive_dropdown_fields?.descriptive_dropdown_field?.map(({ value }) => value);
  return [
    {
      name: field.name,
      label: field.label ?? field.name,
      kind: kindOf(field),
      required: field.required === true,
      ...(field.description === undefined ? {} : { description: field.description }),
      ...(choices === undefined ? {} : { choices }),
    },
  ];
}

function kindOf({ type, text_field: text }: PartnerFormField): string {
  switch (type) {
    case "text_field":
      return text === "Password" ? "password" : "text";
    case "toggle_field":
      return "toggle";
    case "upload_field":
      return "upload";
    default:
      return "dropdown";
  }
}
