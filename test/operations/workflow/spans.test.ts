import { SpanStatusCode, trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, expect, it } from "vitest";
import { updateState } from "../../../operations/src/updateState";
import { OperationsTest } from "../support/operationsTest";

const exporter = new InMemorySpanExporter();
beforeAll(() => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterAll(() => trace.disable());

it("each step is a span, that of a step that fails an error, and none holds a secret", async () => {
  const test = await OperationsTest.start();
  try {
    const store = await test.open();
    const newState = { token: "marker-after" };
    const message = "marker-said";
    test.server.control.faults.add({ method: "PATCH", path: "/orders/state$", status: 400, message });
    await expect(
      updateState({ client: test.client, connectionId: "orders", newState, store }),
    ).rejects.toThrow();
    const spans = exporter
      .getFinishedSpans()
      .filter(({ instrumentationScope }) => instrumentationScope.name === "@pulumi-fivetran/operations");
    expect(spans.map(({ name, status }) => [name, status.code === SpanStatusCode.ERROR])).toEqual([
      ["updateState check", false],
      ["updateState pause", false],
      ["updateState settle", false],
      ["updateState keep", false],
      ["updateState patch", true],
      ["updateState resume", false],
      ["updateState end", false],
    ]);
    const attributes = spans.map((span) => span.attributes);
    expect(attributes[0]).toEqual({
      "fivetran.operation.id": expect.stringMatching(/^op_/) as string,
      "fivetran.operation.step": "check",
    });
    expect(attributes[4]).toMatchObject({ "error.type": "invalidInput" });
    expect(
      JSON.stringify(spans.map(({ name, attributes: all, events }) => [name, all, events])),
    ).not.toContain("marker");
  } finally {
    await test.stop();
  }
});
