import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { Receiver } from "../server/support/receiver";
import { TestStack } from "./stack";

const EXAMPLE = fileURLToPath(new URL("../../examples/company", import.meta.url));
const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

export interface CompanyOptions {
  /** The domains of the example that are deployed. Default: all. */
  readonly domains?: readonly string[] | undefined;
}

/** The example company (`examples/company`) in a stack of its own, with a local server and an endpoint for its webhooks. */
export class Company {
  private constructor(
    readonly server: LocalServer,
    readonly client: FivetranClient,
    readonly stack: TestStack,
    readonly receiver: Receiver,
    /** Every secret that the program was given, no two the same, and the server's own. */
    readonly secrets: readonly string[],
  ) {}

  static async open({ domains }: CompanyOptions = {}): Promise<Company> {
    // Private links are there at once: how long they take is no matter here.
    const server = await startServer({ allowHttpWebhooks: true, seed: { privateLinkChangeMs: 0 } });
    const { apiKey, apiSecret, url } = server;
    const client = new FivetranClient({ apiKey, apiSecret, baseUrl: url });
    const receiver = await Receiver.start();
    const program = await readFile(join(EXAMPLE, "index.ts"), "utf8");
    const credentials = await readFile(join(EXAMPLE, "credentials.example.json"), "utf8");
    // `tsc` has checked its types; checking them again would be half of the time of a run.
    const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const prepare = (project: string) => copyExample(project, { alerts: receiver.url, domains });
    const stack = await TestStack.open({ server, program, prepare, env });
    await stack.config("credentials", credentials, "--secret");
    const secrets = Object.values(JSON.parse(credentials) as Record<string, string>);
    return new Company(server, client, stack, receiver, [...secrets, apiSecret]);
  }

  /** Changes the program from the next run on; `after` may say `$&` for what is replaced. */
  async edit(file: string, before: string, after: string): Promise<void> {
    const path = join(this.stack.folder, "project", file);
    const text = await readFile(path, "utf8");
    if (!text.includes(before)) throw new Error(`${file} has no '${before}'`);
    const edited = text.replace(before, after);
    await writeFile(path, edited);
    if (file === "index.ts") this.stack.program = edited;
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.receiver.stop();
    await this.server.stop();
  }
}

async function copyExample(project: string, config: Readonly<Record<string, unknown>>): Promise<string> {
  await cp(EXAMPLE, project, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await symlink(NODE_MODULES, join(project, "node_modules"));
  const values = Object.entries(config).filter(([, value]) => value !== undefined);
  const lines = values.map(([key, value]) => `  fivetran-company:${key}: ${JSON.stringify(value)}\n`);
  await writeFile(join(project, "Pulumi.test.yaml"), `config:\n${lines.join("")}`);
  return "index.ts";
}
