import { context, metrics, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import nock from "nock";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { failureOf, GROUP, HOST, makeClient, SECRET, success, useNock } from "../support/api.ts";

useNock();

const api = () => nock(HOST);
const spanExporter = new InMemorySpanExporter();
const reader = new PeriodicExportingMetricReader({
  exporter: new InMemoryMetricExporter(AggregationTemporality.DELTA),
  exportIntervalMillis: 2 ** 31 - 1,
});

/** What an application does that wants to see spans and metrics. */
function setUpOpenTelemetry(): void {
  const processor = new SimpleSpanProcessor(spanExporter);
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator({
    inject: (of, carrier, setter) => {
      setter.set(carrier, "traceparent", trace.getSpanContext(of)?.spanId ?? "none");
    },
    extract: (of) => of,
    fields: () => ["traceparent"],
  });
}

async function durations() {
  const { resourceMetrics } = await reader.collect();
  return resourceMetrics.scopeMetrics.flatMap(({ metrics: all }) => all);
}

const COMMON = {
  "http.request.method": "GET",
  "server.address": "api.fivetran.com",
  "server.port": 443,
  "url.template": "/v1/groups/{group}",
};

beforeAll(setUpOpenTelemetry);

beforeEach(() => {
  spanExporter.reset();
});

afterAll(async () => {
  await reader.shutdown();
  for (const part of [trace, metrics, context, propagation]) part.disable();
});

describe("OpenTelemetry", () => {
  it("is given one span for each attempt, as the conventions describe it", async () => {
    const { client } = makeClient();
    api().get("/v1/groups/g").reply(503, {}).get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g");
    const spans = spanExporter.getFinishedSpans();
    expect(spans.map(({ name, kind, status, attributes }) => ({ name, kind, status, attributes }))).toEqual([
      {
        name: "GET /v1/groups/{group}",
        kind: SpanKind.CLIENT,
        status: { code: SpanStatusCode.ERROR },
        attributes: {
          ...COMMON,
          "url.full": `${HOST}/v1/groups/g`,
          "http.response.status_code": 503,
          "error.type": "503",
        },
      },
      {
        name: "GET /v1/groups/{group}",
        kind: SpanKind.CLIENT,
        status: { code: SpanStatusCode.UNSET },
        attributes: {
          ...COMMON,
          "url.full": `${HOST}/v1/groups/g`,
          "http.request.resend_count": 1,
          "http.response.status_code": 200,
        },
      },
    ]);
    expect(spans[0]?.instrumentationScope.name).toBe("@pulumi-fivetran/sdk");
  });

  it("is told in one word why there is no answer", async () => {
    const { client } = makeClient();
    const broken = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    api().post("/v1/groups").replyWithError(broken);
    await failureOf(client.groups.create({ name: "n" }));
    const [span] = spanExporter.getFinishedSpans();
    expect(span?.attributes).toMatchObject({ "error.type": "reset" });
    expect(span?.attributes).not.toHaveProperty("http.response.status_code");
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
  });

  it("sees the caller's span as the parent, and the attempt's as the parent of what is made in it", async () => {
    const { client } = makeClient();
    const tracer = trace.getTracer("test");
    api()
      .get("/v1/groups/g")
      .reply(() => {
        tracer.startSpan("inside").end();
        return [200, success(GROUP)];
      });
    await tracer.startActiveSpan("outside", async (outside) => {
      await client.groups.retrieve("g");
      outside.end();
    });
    const spans = new Map(spanExporter.getFinishedSpans().map((span) => [span.name, span]));
    const attempt = spans.get("GET /v1/groups/{group}");
    expect(attempt?.parentSpanContext?.spanId).toBe(spans.get("outside")?.spanContext().spanId);
    expect(spans.get("inside")?.parentSpanContext?.spanId).toBe(attempt?.spanContext().spanId);
  });

  it("is shown no secret in a URL", async () => {
    const { client } = makeClient();
    api()
      .get(`/v1/connections?schema=${SECRET}`)
      .reply(200, success({ items: [] }));
    await client.connections.list({ schema: SECRET }).page();
    const [span] = spanExporter.getFinishedSpans();
    expect(span?.attributes["url.full"]).toBe(`${HOST}/v1/connections?schema=[redacted]`);
    expect(JSON.stringify(span?.attributes)).not.toContain(SECRET);
  });

  it("is given the duration of each attempt in seconds, without what would make a series of its own for each id", async () => {
    await durations();
    const { client, clock } = makeClient();
    for (const [path, status] of [
      ["a", 200],
      ["b", 200],
      ["c", 404],
    ] as const) {
      api()
        .get(`/v1/groups/${path}`)
        .reply(() => {
          clock.time += 250;
          return [status, success(GROUP)];
        });
    }
    await client.groups.retrieve("a");
    await client.groups.retrieve("b");
    await failureOf(client.groups.retrieve("c"));
    const [metric] = await durations();
    expect(metric?.descriptor).toMatchObject({ name: "http.client.request.duration", unit: "s" });
    expect(metric?.dataPoints.map(({ attributes, value }) => ({ attributes, value }))).toEqual([
      {
        attributes: { ...COMMON, "http.response.status_code": 200 },
        value: expect.objectContaining({ count: 2, sum: 0.5 }) as unknown,
      },
      {
        attributes: { ...COMMON, "http.response.status_code": 404, "error.type": "404" },
        value: expect.objectContaining({ count: 1, sum: 0.25 }) as unknown,
      },
    ]);
  });

  it("is given them in the buckets that the conventions advise", async () => {
    await durations();
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await makeClient().client.groups.retrieve("g");
    const [metric] = await durations();
    expect(metric?.dataPoints[0]?.value).toMatchObject({
      buckets: { boundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
    });
  });

  it("is told so too where there is no listener", async () => {
    const { client } = makeClient({ onEvent: undefined as never });
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g");
    expect(spanExporter.getFinishedSpans()).toHaveLength(1);
  });

  it.each([
    ["http://fivetran.example.com:8080", "fivetran.example.com", 8080],
    ["http://fivetran.example.com", "fivetran.example.com", 80],
    ["https://fivetran.example.com", "fivetran.example.com", 443],
  ])("sees where %s is, and that a refusal with 400 is one", async (baseUrl, address, port) => {
    const { client } = makeClient({ baseUrl, allowInsecureHttp: true });
    nock(baseUrl).get("/v1/groups/g").reply(400, {});
    await failureOf(client.groups.retrieve("g"));
    const [span] = spanExporter.getFinishedSpans();
    expect(span?.attributes).toMatchObject({
      "server.address": address,
      "server.port": port,
      "error.type": "400",
    });
  });

  it("is told by the provider of metrics that is set up later, as well", async () => {
    const call = async (): Promise<void> => {
      api().get("/v1/groups/g").reply(200, success(GROUP));
      await makeClient().client.groups.retrieve("g");
    };
    await call();
    const later = new PeriodicExportingMetricReader({
      exporter: new InMemoryMetricExporter(AggregationTemporality.DELTA),
      exportIntervalMillis: 2 ** 31 - 1,
    });
    const before = metrics.getMeterProvider();
    metrics.disable();
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [later] }));
    await call();
    const { resourceMetrics } = await later.collect();
    expect(resourceMetrics.scopeMetrics).toHaveLength(1);
    await later.shutdown();
    metrics.disable();
    metrics.setGlobalMeterProvider(before);
  });

  it("does not send the trace to Fivetran, unless asked", async () => {
    const sent: (string | null)[] = [];
    const note = (value: string | null): boolean => sent.push(value) > 0;
    nock(HOST, { badheaders: ["traceparent"] })
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await makeClient().client.groups.retrieve("g");
    nock(HOST, { reqheaders: { traceparent: note } })
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await makeClient({ propagateTraceContext: true }).client.groups.retrieve("g");
    const spanId = spanExporter.getFinishedSpans()[1]?.spanContext().spanId;
    expect(spanId).toBeDefined();
    expect(new Set(sent)).toEqual(new Set([spanId]));
  });

  it("loses no call by a mistake of what was set up", async () => {
    const { client } = makeClient();
    const mistake = () => {
      throw new Error("a mistake");
    };
    vi.spyOn(spanExporter, "export").mockImplementation(mistake);
    vi.spyOn(propagation, "inject").mockImplementation(mistake);
    vi.spyOn(metrics, "getMeterProvider").mockImplementation(mistake);
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ id: GROUP.id });
    vi.restoreAllMocks();
  });
});
