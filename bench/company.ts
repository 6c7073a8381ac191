/** How long the engine takes over the example company (`examples/company`), beside as many resources that do nothing. */
import { once } from "node:events";
import { cp, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@pulumi-fivetran/server";
import { measureNoOps } from "./connectors.ts";
import { type LifeFigures, measureLife } from "./stackLife.ts";

const EXAMPLE = fileURLToPath(new URL("../examples/company", import.meta.url));
/** What the example declares. */
const RESOURCES = 181;

/**
 * - `no-op`: as many resources that do nothing, in JavaScript.
 * - `company`: the example in TypeScript, taken over to JavaScript at each run, unchecked.
 * - `company, checked`: with its types checked at each run, which is what Pulumi does unless it is told otherwise.
 */
export const COMPANY_KINDS = ["no-op", "company", "company, checked"] as const;

export interface CompanyFigures extends LifeFigures {
  readonly resources: (typeof COMPANY_KINDS)[number];
  readonly count: number;
}

export async function measureCompany(resources: CompanyFigures["resources"]): Promise<CompanyFigures> {
  const server = await startServer({ allowHttpWebhooks: true });
  const receiver = await startReceiver();
  try {
    const life =
      resources === "no-op"
        ? await measureNoOps(RESOURCES, server)
        : await measureLife(server, {
            prepare: copyExample,
            config: [
              ["--secret", "credentials", await readFile(join(EXAMPLE, "credentials.example.json"), "utf8")],
              ["alerts", urlOf(receiver)],
            ],
            env: { PULUMI_NODEJS_TRANSPILE_ONLY: String(resources === "company") },
          });
    return { ...life, stateBytes: Math.round(life.stateBytes / RESOURCES), resources, count: RESOURCES };
  } finally {
    receiver.close();
    await server.stop();
  }
}

async function copyExample(project: string): Promise<void> {
  await cp(EXAMPLE, project, { recursive: true, filter: (path) => !path.includes("node_modules") });
}

async function startReceiver(): Promise<Server> {
  const receiver = createServer((request, response) => {
    request.resume();
    response.end();
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  return receiver;
}

function urlOf(receiver: Server): string {
  // A server that listens on a port has such an address.
  return `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
}
