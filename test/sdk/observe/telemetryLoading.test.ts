import { trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import nock from "nock";
import { expect, it, vi } from "vitest";
import { GROUP, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const loaded = vi.hoisted(() => ({ times: 0 }));
vi.mock("../../../sdk/src/observe/telemetry.ts", async (original) => {
  loaded.times += 1;
  return original();
});

/** Alone in its file: a process loads it once. */
it("is not loaded where nobody has set OpenTelemetry up, and is when somebody has", async () => {
  const { client } = makeClient();
  nock(HOST).get("/v1/groups/g").times(2).reply(200, success(GROUP));
  await client.groups.retrieve("g");
  expect(loaded.times).toBe(0);
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  await client.groups.retrieve("g");
  expect(loaded.times).toBe(1);
  expect(exporter.getFinishedSpans()).toHaveLength(1);
  trace.disable();
});
