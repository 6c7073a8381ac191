/** What reading a REST API takes: the engine into DuckDB beside a loop that fetches the pages and parses them, and keeps nothing. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectorOptions, Fivetran } from "@pulumi-fivetran/engine";
import { median } from "./measure.ts";
import type { MovingFigures } from "./moving.ts";

const ROWS = 100_000;
const PAGE = 1000;

/** The API runs in this process, so that both contenders share it: what it takes is in both figures. */
export async function measureRest(runs: number): Promise<MovingFigures[]> {
  const pages = Array.from({ length: ROWS / PAGE }, (_, page) => JSON.stringify(recordsOf(page)));
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? "/", "http://api").searchParams.get("page")) - 1;
    response.writeHead(200, { "content-type": "application/json" }).end(pages[page] ?? "[]");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const taken = { engine: [] as number[], "bare loop": [] as number[] };
  try {
    for (let round = 0; round < runs; round += 1) {
      taken["bare loop"].push(await timed(async () => await loop(url)));
      taken.engine.push(await timed(async () => await sync(url)));
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return Object.entries(taken).map(([by, list]) => {
    const seconds = median(list);
    const rowsPerSecond = Math.round(ROWS / seconds);
    return {
      work: "REST to DuckDB",
      by,
      seconds: Number(seconds.toFixed(2)),
      rowsPerSecond,
      peakMB: Number.NaN,
    };
  });
}

function recordsOf(page: number): object[] {
  return Array.from({ length: PAGE }, (_, index) => {
    const id = page * PAGE + index;
    return {
      id,
      name: `customer ${id}`,
      email: `c${id}@example.com`,
      price: id / 100,
      n: id % 1000,
      ok: id % 2 === 0,
      more: { a: id },
      updated: "2026-01-01T00:00:00Z",
    };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function loop(url: string): Promise<void> {
  for (let page = 1; ; page += 1) {
    const records = (await (await fetch(`${url}/customers?page=${page}`)).json()) as unknown[];
    if (records.length === 0) return;
  }
}

async function sync(url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-rest-"));
  try {
    const options: ConnectorOptions = {
      id: "api",
      source: {
        type: "rest",
        baseUrl: url,
        endpoints: [{ table: "customers", path: "/customers", paging: { type: "page", parameter: "page" } }],
      },
      destination: { type: "duckdb", path: join(folder, "out.duckdb") },
    };
    const fivetran = new Fivetran({ id: "bench", folder: join(folder, "engine"), progress: false });
    await fivetran.createConnector(options).sync();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
