import { mkdirSync, writeFileSync } from "node:fs";
import { context, trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FilesSource } from "../../../engine/src/sources/files/filesSource";
import { filesByTable } from "../../../engine/src/sources/files/tableFiles";
import { duckdbDestination, TestFolder, trySync } from "../../support/moving";

describe("the spans of a sync", () => {
  let folder: TestFolder;
  let spans: InMemorySpanExporter;
  beforeEach(() => {
    folder = new TestFolder();
    spans = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
    );
  });
  afterEach(() => {
    trace.disable();
    context.disable();
    folder[Symbol.dispose]();
  });

  it("are one for the sync and one for each table, with rows and failures, without a value", async () => {
    mkdirSync(folder.file("data"));
    writeFileSync(folder.file("data/good.csv"), "id,v\n1,value-marker\n2,value-marker\n");
    writeFileSync(folder.file("data/bad.csv"), "id,v\n1,value-marker\n,value-marker\n");
    await trySync({
      source: new FilesSource({ tables: () => filesByTable({ path: folder.file("data"), schema: "s" }) }),
      destination: await duckdbDestination(folder.file("out.duckdb")),
      folder: folder.path,
    });
    const found = spans.getFinishedSpans();
    const sync = found.find(({ name }) => name === "fivetran.sync");
    expect(
      found.map(({ name, attributes, status }) => [
        name,
        attributes["fivetran.table"],
        attributes["fivetran.rows"],
        status.code,
      ]),
    ).toEqual([
      ["fivetran.sync.table", "s.bad", 0, 2],
      ["fivetran.sync.table", "s.good", 2, 0],
      ["fivetran.sync", undefined, 2, 2],
    ]);
    expect(found.slice(0, 2).map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
      sync?.spanContext().spanId,
      sync?.spanContext().spanId,
    ]);
    expect(
      JSON.stringify(found.map(({ attributes, events, status }) => [attributes, events, status])),
    ).not.toContain("value-marker");
  });
});
