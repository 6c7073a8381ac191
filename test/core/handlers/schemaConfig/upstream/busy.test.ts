import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../../../../core/src/contract";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../../core/src/handlers/schemaConfig";
import { startWorkbench, type Workbench } from "../../../../support/context";
import { arrangePeople } from "../../../../support/people";

describe("a schema that is being changed by somebody else (409)", () => {
  let bench: Workbench;
  let inputs: SchemaConfigInputs;
  let waits: number[];

  beforeAll(async () => {
    bench = await startWorkbench();
    const { connectorId } = await arrangePeople(bench);
    await bench.client.connectionSchemas.reload(connectorId, {});
    inputs = { connectorId, schemas: { public: { tables: { customers: { enabled: false } } } } };
  });
  afterAll(() => bench.stop());
  beforeEach(() => {
    waits = [];
    bench.server.control.faults.clear();
    bench.server.control.clearJournal();
  });

  const refuse = (method: string, path: string, times: number) =>
    bench.server.control.faults.add({ method, path, status: 409, message: "It is being updated", times });
  const waiting = (changes: Partial<Context> = {}): Context =>
    bench.freshContext({ sleep: (ms) => Promise.resolve(void waits.push(ms)), ...changes });
  const patches = () => bench.server.control.journal().filter(({ method }) => method === "PATCH");

  it("fails after a few tries with what to do, and nothing was changed", async () => {
    refuse("PATCH", "/schemas$", 10);
    await expect(handler.create({ inputs }, waiting())).rejects.toThrow(
      new RegExp(
        `^The schema of connection '${inputs.connectorId}' is being changed by somebody else: .*409.*It is being updated.*\\n` +
          "It was tried 4 times\\. Another run, the dashboard or a schema reload may be changing it\\.\\nRun it again when that is done\\.$",
      ),
    );
    expect(waits).toEqual([2_000, 5_000, 10_000]);
    expect(patches()).toHaveLength(4);
  });

  it("is not waited for longer than the operation may take", async () => {
    refuse("PATCH", "/schemas$", 10);
    const brief = { ...inputs, timeouts: { create: "6s" } };
    const now = (): number => waits.reduce((total, ms) => total + ms, 0);
    await expect(handler.create({ inputs: brief }, waiting({ now }))).rejects.toThrow("It was tried 2 times");
    expect(waits).toEqual([2_000]);
    expect(patches()).toHaveLength(2);
  });

  it("is not waited for once the run is cancelled: what Fivetran said is the error", async () => {
    refuse("PATCH", "/schemas$", 10);
    const cancelled = { sleep: () => Promise.reject(new Error("cancelled")) };
    await expect(handler.create({ inputs }, waiting(cancelled))).rejects.toThrow(
      /It is being updated[\s\S]*It was tried once/,
    );
    expect(patches()).toHaveLength(1);
  });

  it("is waited for by a reload too", async () => {
    refuse("POST", "/schemas/reload$", 1);
    const missing: SchemaConfigInputs = { ...inputs, schemas: { nowhere: { enabled: true } } };
    await expect(handler.create({ inputs: missing }, waiting())).rejects.toThrow(
      /also after a schema reload/,
    );
    expect(waits).toEqual([2_000]);
  });
});
