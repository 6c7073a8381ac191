import type { Connection, FivetranClient } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { ConnectionReader } from "../../../core/src/run/connectionReader";

/** A client that counts its reads, and a clock that a test moves. */
function reader(): {
  reader: ConnectionReader;
  reads: () => number;
  fail: (error: Error) => void;
  advance: (ms: number) => void;
} {
  let reads = 0;
  let now = 0;
  let failure: Error | undefined;
  const retrieve = (id: string): Promise<Connection> => {
    reads += 1;
    return failure === undefined
      ? Promise.resolve({ id, schema: `read ${reads}` } as Connection)
      : Promise.reject(failure);
  };
  const client = { connections: { retrieve } } as unknown as FivetranClient;
  return {
    reader: new ConnectionReader(client, () => now),
    reads: () => reads,
    fail: (error) => {
      failure = error;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

describe("ConnectionReader", () => {
  it("reads a connection once for all that ask within moments, also at once", async () => {
    const bench = reader();
    await Promise.all([bench.reader.retrieve("a", {}), bench.reader.retrieve("a", {})]);
    await bench.reader.retrieve("a", {});
    expect(bench.reads()).toBe(1);
    await bench.reader.retrieve("b", {});
    expect(bench.reads()).toBe(2);
  });

  it("reads again after 30 s, and after a change", async () => {
    const bench = reader();
    await bench.reader.retrieve("a", {});
    bench.advance(30_000);
    await bench.reader.retrieve("a", {});
    expect(bench.reads()).toBe(2);
    bench.reader.forget("a");
    await bench.reader.retrieve("a", {});
    expect(bench.reads()).toBe(3);
  });

  it("serves what a change answered", async () => {
    const bench = reader();
    bench.reader.put({ id: "a", schema: "put" } as Connection);
    expect((await bench.reader.retrieve("a", {})).schema).toBe("put");
    expect(bench.reads()).toBe(0);
  });

  it("does not remember a failure", async () => {
    const bench = reader();
    bench.fail(new Error("gone"));
    await expect(bench.reader.retrieve("a", {})).rejects.toThrow("gone");
    await expect(bench.reader.retrieve("a", {})).rejects.toThrow("gone");
    expect(bench.reads()).toBe(2);
  });
});
