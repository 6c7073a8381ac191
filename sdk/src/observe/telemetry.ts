import type { Attributes, Histogram, MeterProvider, Span } from "@opentelemetry/api";
import { context, metrics, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { VERSION } from "../version";

const NAME = "@pulumi-fivetran/sdk";

/** The boundaries that the semantic conventions advise for durations of HTTP requests. @unit seconds */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** One attempt, as a span and a metric show it. Nothing in it is secret. */
export interface TracedAttempt {
  readonly method: string;
  readonly url: string;
  readonly pathTemplate: string;

  /** 1 for the first. */
  readonly attempt: number;
}

/** How an attempt ended: with a status, or with a word for why there is none. */
export interface TracedEnd {
  readonly status?: number;
  readonly errorType?: string;

  /** @unit milliseconds */
  readonly durationMs: number;
}

/** The span of one attempt. */
export interface AttemptSpan {
  /** Carries out `work` under the span, so that spans made in it become its children. */
  run<T>(work: () => T): T;

  /** Adds the headers that carry the trace to another service. */
  inject(headers: Record<string, string>): void;

  end(end: TracedEnd): void;
}

let histogram: { of: MeterProvider; instrument: Histogram } | undefined;

/** Begins the span of one attempt. The conventions ask for one span for each request, resent ones included. */
export function startSpan({ method, url, pathTemplate, attempt }: TracedAttempt): AttemptSpan {
  const common = { "http.request.method": method, ...serverOf(url), "url.template": pathTemplate };
  const span = trace.getTracer(NAME, VERSION).startSpan(`${method} ${pathTemplate}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      ...common,
      "url.full": url,
      ...(attempt > 1 ? { "http.request.resend_count": attempt - 1 } : {}),
    },
  });
  const own = trace.setSpan(context.active(), span);
  return {
    run: (work) => context.with(own, work),
    inject: (headers) => propagation.inject(own, headers),
    end: (end) => finish(span, common, end),
  };
}

function finish(span: Span, common: Attributes, { status, errorType, durationMs }: TracedEnd): void {
  const type = errorType ?? (status !== undefined && status >= 400 ? String(status) : undefined);
  const outcome: Attributes = {
    ...(status === undefined ? {} : { "http.response.status_code": status }),
    ...(type === undefined ? {} : { "error.type": type }),
  };
  span.setAttributes(outcome);
  if (type !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  durations().record(durationMs / 1000, { ...common, ...outcome });
}

/** The instrument is made anew when a provider is registered: until then there is one that does nothing. */
function durations(): Histogram {
  const provider = metrics.getMeterProvider();
  if (histogram?.of !== provider) {
    const instrument = provider.getMeter(NAME, VERSION).createHistogram("http.client.request.duration", {
      unit: "s",
      advice: { explicitBucketBoundaries: BOUNDARIES },
    });
    histogram = { of: provider, instrument };
  }
  return histogram.instrument;
}

function serverOf(url: string): Attributes {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === "https:" ? 443 : 80;
  return { "server.address": hostname, "server.port": port === "" ? usual : Number(port) };
}
