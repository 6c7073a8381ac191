/**
 * A connector of 200 000 rows with 8 typed columns and 10 checkpoints: by our runner, discarded and into DuckDB, and by Fivetran's own SDK
 * 2.13.1 over gRPC, discarded by a client that does not even decode them.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Destination,
  discard,
  environmentOf,
  openDuckDb,
  pythonConnector,
  runSync,
} from "@pulumi-fivetran/cli/runner";
import { environmentFor, MissingError, runOrThrow } from "../tools/kit/environment.ts";
import { median, watchMemory } from "./measure.ts";

const ROWS = 200_000;

const CONNECTOR = `from fivetran_connector_sdk import Connector, Operations as op

def schema(configuration):
    return [{"table": "orders", "primary_key": ["id"], "columns": {
        "id": "LONG", "customer": "STRING", "email": "STRING", "paid": "BOOLEAN", "amount": "DOUBLE",
        "created_at": "UTC_DATETIME", "items": "INT", "note": "STRING"}}]

def update(configuration, state):
    for n in range(1, ${ROWS} + 1):
        op.upsert("orders", {"id": n, "customer": f"customer {n}", "email": f"c{n}@example.com", "paid": n % 2 == 0,
            "amount": n * 1.25, "created_at": "2026-01-01T00:00:00Z", "items": n % 9, "note": "a text of ordinary length"})
        if n % ${ROWS / 10} == 0:
            op.checkpoint({"n": n})

connector = Connector(update=update, schema=schema)
`;

/** Serves the connector as Fivetran's SDK does, and reads its stream in a thread, message by message, without decoding it. */
const SDK_CLIENT = `
import json, os, sys, time
begun = time.perf_counter()
sys.path.insert(0, sys.argv[1])
import grpc
from connector import connector
from fivetran_connector_sdk.protos import connector_sdk_pb2 as pb, connector_sdk_pb2_grpc as service
from concurrent import futures
server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.max_receive_message_length", 2**28), ("grpc.max_send_message_length", 2**28)])
service.add_SourceConnectorServicer_to_server(connector, server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
first = None
channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=[("grpc.max_receive_message_length", 2**28)])
channel.unary_unary("/fivetran_sdk.v2.SourceConnector/Schema", request_serializer=pb.SchemaRequest.SerializeToString, response_deserializer=lambda data: data)(pb.SchemaRequest())
started = time.perf_counter()
for message in channel.unary_stream("/fivetran_sdk.v2.SourceConnector/Update", request_serializer=pb.UpdateRequest.SerializeToString, response_deserializer=lambda data: data)(pb.UpdateRequest(state_json="{}")):
    if first is None: first = time.perf_counter() - begun
print(json.dumps({"seconds": time.perf_counter() - started, "firstRowMs": first * 1000}), flush=True)
os._exit(0)
`;

export interface RunFigures {
  readonly by: string;
  readonly rowsPerSecond: number;
  readonly firstRowMs: number;
  readonly peakMB: number;
}

/** @returns the figures of each, medians of `runs`; without the SDK's where it cannot be installed */
export async function measureConnectorRuns(runs: number): Promise<RunFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-connector-"));
  try {
    await writeFile(join(folder, "connector.py"), CONNECTOR);
    const python = await environmentOf(folder);
    const kinds: Record<string, () => Promise<Omit<RunFigures, "by">>> = {
      "runner, discarded": () => once(python, folder, () => Promise.resolve(discard())),
      "runner, into DuckDB": async () => {
        const file = join(folder, "w.duckdb");
        await rm(file, { force: true });
        return once(python, folder, () =>
          openDuckDb({ file, schema: "bench", mode: "soft-delete", naming: "fivetran" }),
        );
      },
      ...(await sdk(folder)),
    };
    const measured = new Map<string, Omit<RunFigures, "by">[]>();
    for (let round = 0; round < runs; round++)
      for (const [by, measure] of Object.entries(kinds))
        measured.set(by, [...(measured.get(by) ?? []), await measure()]);
    return [...measured].map(([by, list]) => ({
      by,
      rowsPerSecond: Math.round(median(list.map((each) => each.rowsPerSecond))),
      firstRowMs: Math.round(median(list.map((each) => each.firstRowMs))),
      peakMB: median(list.map((each) => each.peakMB)),
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function once(
  python: string,
  folder: string,
  open: () => Promise<Destination>,
): Promise<Omit<RunFigures, "by">> {
  const memory = watchMemory(process.pid);
  const destination = await open();
  const begun = performance.now();
  let firstRowMs = 0;
  const { rows } = await runSync({
    connector: pythonConnector({ python, folder }),
    destination,
    configuration: {},
    state: "{}",
    onEvent: ({ type }) => {
      if (type === "rows" && firstRowMs === 0) firstRowMs = performance.now() - begun;
    },
  });
  const seconds = (performance.now() - begun) / 1000;
  await destination.close();
  return { rowsPerSecond: rows / seconds, firstRowMs, peakMB: memory.stop() };
}

/** The SDK in an environment of its own. Its figures leave out what both do once: starting and the schema. */
async function sdk(folder: string): Promise<Record<string, () => Promise<Omit<RunFigures, "by">>>> {
  let python: string;
  try {
    python = await environmentFor(fileURLToPath(new URL("sdk-requirements.txt", import.meta.url)), [
      "--no-deps",
    ]);
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
    console.error(`The SDK is left out: ${error.message}`);
    return {};
  }
  return {
    "SDK 2.13.1 over gRPC, discarded": async () => {
      const memory = watchMemory(process.pid);
      const output = await runOrThrow(python, ["-c", SDK_CLIENT, folder], folder);
      const { seconds, firstRowMs } = JSON.parse(output.split("\n").at(-1) ?? "") as {
        seconds: number;
        firstRowMs: number;
      };
      return { rowsPerSecond: ROWS / seconds, firstRowMs, peakMB: memory.stop() };
    },
  };
}
