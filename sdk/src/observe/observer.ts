import type { ClientEvent, RequestEvent } from "../events";
import type { Redact } from "../failures/redact";
import type { Clock } from "../http/clock";
import { rateLimitIn } from "../http/headers";
import type { ServiceSettings } from "../services/serviceSettings";
import type { UnknownSetting } from "../services/unknownSettings";
import type { UnreadableField } from "../unreadable";
import { unreadableFields } from "../unreadable";
import { below } from "../wire/fieldPath";
import type * as telemetryModule from "./telemetry";

/** One attempt, before it is made. */
export interface ObservedAttempt {
  readonly method: string;

  /** Not yet redacted, like {@link url}. */
  readonly path: string;
  readonly url: string;

  readonly pathTemplate: string;
  readonly redact: Redact;

  /** 1 for the first. */
  readonly attempt: number;

  /** What is sent; not part of any event but for its size. */
  readonly body: string | Uint8Array | undefined;

  /** Not part of any event but for the names of what is not known. */
  readonly ofService: ServiceSettings | undefined;
}

/** What one attempt came to. */
export type ObservedEnd =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;

      /** Undefined for a stream. Not part of any event but for its size. */
      readonly body: string | undefined;
      readonly requestId?: string;
    }
  | {
      /** Why no answer came, in words. */
      readonly reason: string;

      /** The same in one word, for OpenTelemetry. */
      readonly errorType: string;
    };

/** One attempt that somebody looks at. */
export interface Observation {
  /** The headers of the request, and those that carry the trace where they are wanted. */
  headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;

  /** Carries out `work` as part of the attempt. */
  run<T>(work: () => T): T;

  end(end: ObservedEnd): void;
}

/** Where `@opentelemetry/api` 1.x keeps what is registered with it, for all its copies in a process. */
const REGISTERED = Symbol.for("opentelemetry.js.api.1");

type Telemetry = typeof telemetryModule;

/** Undefined until somebody has set up OpenTelemetry; null where its API cannot be loaded. */
let telemetry: Telemetry | null | undefined;

/** Tells a listener and OpenTelemetry of the attempts of one client. Costs nothing where there is neither. */
export class Observer {
  constructor(
    private readonly listener: ((event: ClientEvent) => void) | undefined,
    private readonly clock: Clock,
    private readonly propagates: boolean,
  ) {}

  /** The attempt that begins; undefined where nobody looks. */
  async begin(attempt: ObservedAttempt): Promise<Observation | undefined> {
    if (telemetry === undefined && REGISTERED in globalThis) telemetry = await load();
    if (this.listener === undefined && !telemetry) return undefined;
    if (this.listener !== undefined && attempt.attempt === 1) await this.#tellUnknownSettings(attempt);
    return this.#observe(attempt);
  }

  /** Tells the listener. */
  tell(event: ClientEvent): void {
    swallowErrors(() => {
      // TypeScript takes a function that returns a promise for one that returns nothing.
      const answer: unknown = this.listener?.(event);
      if (answer instanceof Promise) answer.catch(() => undefined);
    });
  }

  /** Tells the listener what could not be read of an answer that was read all the same. */
  tellUnreadable(attempt: Pick<ObservedAttempt, keyof AttemptFacts | "redact">, answer: unknown): void {
    if (this.listener === undefined || typeof answer !== "object" || answer === null) return;
    const { method, pathTemplate, redact } = attempt;
    const facts = { method, path: redact(attempt.path), pathTemplate, attempt: attempt.attempt };
    for (const { place, problem, count } of kindsOf(unreadableFields(answer))) {
      this.tell({ type: "unreadable", ...facts, place: redact(place), problem: redact(problem), count });
    }
  }

  /** The knowledge of the services is loaded here, so that only programs that listen pay for it. */
  async #tellUnknownSettings({ ofService, redact, ...attempt }: ObservedAttempt): Promise<void> {
    if (ofService?.service === undefined) return;
    const { method, pathTemplate } = attempt;
    const facts = { method, path: redact(attempt.path), pathTemplate, attempt: attempt.attempt };
    for (const { kind, path, nearest } of await unknownIn({ ...ofService, service: ofService.service })) {
      const what = { service: redact(ofService.service), kind, setting: redact(path) };
      this.tell({ type: "unknownSetting", ...facts, ...what, ...(nearest === undefined ? {} : { nearest }) });
    }
  }

  #observe({ method, path, url, pathTemplate, redact, attempt, body }: ObservedAttempt): Observation {
    const facts = { method, path: redact(path), pathTemplate, attempt };
    const span = swallowErrors(() =>
      telemetry?.startSpan({ method, url: redact(url), pathTemplate, attempt }),
    );
    const startedAt = this.clock.now();
    const request: RequestEvent = { type: "request", ...facts, bytes: sizeOf(body) };
    this.tell(request);
    return {
      headers: (headers) => {
        const carrier = { ...headers };
        if (this.propagates) swallowErrors(() => span?.inject(carrier));
        return carrier;
      },
      run: (work) => (span === undefined ? work() : span.run(work)),
      end: (end) => {
        const durationMs = this.clock.now() - startedAt;
        const how = "reason" in end ? { errorType: end.errorType } : { status: end.status };
        swallowErrors(() => span?.end({ ...how, durationMs }));
        this.tell({ type: "response", ...facts, durationMs, ...describeEnd(end, redact) });
      },
    };
  }
}

/** What all events of an attempt say of it. */
type AttemptFacts = Pick<ObservedAttempt, "method" | "path" | "pathTemplate" | "attempt">;

/** The first of each kind: what is the same but for positions in lists. Places are said from the body on. */
function kindsOf(fields: readonly UnreadableField[]): (UnreadableField & { count: number })[] {
  const kinds = new Map<string, UnreadableField & { count: number }>();
  for (const field of fields) {
    const { place, problem } = field;
    const kind = `${place.replace(/\[\d+\]/g, "[]")} ${problem}`;
    const first = kinds.get(kind);
    if (first === undefined) kinds.set(kind, { ...below(["data"], field), count: 1 });
    else first.count += 1;
  }
  return [...kinds.values()];
}

/** The part of a response event that depends on how it ended. */
function describeEnd(end: ObservedEnd, redact: Redact): { status: number } | { reason: string } {
  if ("reason" in end) return { reason: end.reason };
  const { status, headers, body, requestId } = end;
  return {
    status,
    ...(body === undefined ? {} : { bytes: sizeOf(body) }),
    ...(requestId === undefined ? {} : { requestId: redact(requestId) }),
    ...rateLimitIn(headers),
  };
}

/** Runs code of the program. A mistake in it is no reason to lose a call. */
function swallowErrors<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

function sizeOf(body: string | Uint8Array | undefined): number {
  return body === undefined ? 0 : Buffer.byteLength(body);
}

/** A mistake here, such as a bundle that leaves out the generated files, is not a reason to lose a call either. */
async function unknownIn({
  family,
  service,
  settings,
}: ServiceSettings & { service: string }): Promise<UnknownSetting[]> {
  try {
    // Loaded with the first request that somebody observes: it reads the model of all services.
    const { unknownSettings } = await import("../services/unknownSettings.js");
    return unknownSettings(family, service, settings);
  } catch {
    return [];
  }
}

/** OpenTelemetry's API is an optional peer, loaded where it is installed. */
async function load(): Promise<Telemetry | null> {
  try {
    return await import("./telemetry.js");
  } catch {
    return null;
  }
}
