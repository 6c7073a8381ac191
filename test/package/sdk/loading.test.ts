import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));

interface Trace {
  readonly modules: string[];
  readonly reads: string[];

  /** What the program has pushed to `told`. */
  readonly told: unknown[];
}

/**
 * What a program loads and reads of the built sdk. Every read of a file is seen, whoever does it.
 *
 * @param end What closes a function that the program has left open, so that the trace is taken in it.
 */
async function traceOf(program: string, end = ""): Promise<Trace> {
  const script = `
    const fs = require("node:fs");
    const reads = [];
    const told = [];
    for (const name of ["readFileSync", "readFile", "openSync", "open"]) {
      const original = fs[name];
      fs[name] = (file, ...rest) => { reads.push(String(file)); return original(file, ...rest); };
    }
    ${program}
    const own = (file) => /[/]sdk[/](dist|src)[/]/.test(file);
    const short = (file) => file.split("/dist/").pop();
    const modules = Object.keys(require.cache).filter(own).map(short);
    process.stdout.write(JSON.stringify({ modules, reads: reads.filter((file) => file.endsWith(".json") && own(file)).map(short), told }));
    ${end}
  `;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: root });
  return JSON.parse(stdout) as Trace;
}

const MODEL = /^generated|^services\/(model|unknownSettings)/;

describe("requiring the sdk", () => {
  it("loads no model of the services and reads nothing of them, and a client that is made does neither", async () => {
    const { modules, reads } = await traceOf(
      'const { FivetranClient } = require("@pulumi-fivetran/sdk"); new FivetranClient({ apiKey: "k", apiSecret: "s" });',
    );
    expect(modules).toContain("index.js");
    expect(modules.filter((file) => MODEL.test(file))).toEqual([]);
    expect(reads).toEqual([]);
  });

  it("by its services loads no client, and reads nothing until it is asked", async () => {
    const { modules, reads } = await traceOf('require("@pulumi-fivetran/sdk/services");');
    expect(modules.sort()).toEqual([
      "record.js",
      "services/generated.js",
      "services/index.js",
      "services/metadata.js",
      "services/model.js",
      "services/nearest.js",
      "services/secretNames.js",
      "services/secrets.js",
      "services/types.js",
      "services/unknownSettings.js",
    ]);
    expect(reads).toEqual([]);
  });

  it("by its words loads the grammar alone: no client, no axios, no zod", async () => {
    const { modules, reads, told } = await traceOf(
      'require("@pulumi-fivetran/sdk/words"); told.push(...Object.keys(require.cache).filter((file) => /node_modules/.test(file)));',
    );
    expect(modules.sort()).toEqual([
      "services/nearest.js",
      "words/connectionSchedules.js",
      "words/days.js",
      "words/durations.js",
      "words/filters.js",
      "words/index.js",
      "words/names.js",
      "words/rowFilters.js",
      "words/schedules.js",
    ]);
    expect(reads).toEqual([]);
    expect(told).toEqual([]);
  });

  it("reads the metadata once when it is asked for it, and not the model", async () => {
    const { reads } = await traceOf(
      'const s = require("@pulumi-fivetran/sdk/services"); s.serviceMetadata("connection", "postgres"); s.isSecretPath("connection", "mysql", ["auth"]);',
    );
    expect(reads).toEqual(["generated/services.metadata.json"]);
  });
});

/** A call that creates a connection on a server that refuses it. */
const creation = (options: string): string => `
    (async () => {
    const { FivetranClient } = require("@pulumi-fivetran/sdk");
    const server = require("node:http").createServer((_, response) => response.writeHead(422).end('{"message":"orders swordfish"}')).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const baseUrl = "http://127.0.0.1:" + server.address().port;
    const client = new FivetranClient({ apiKey: "k", apiSecret: "s", baseUrl, ${options} });
    const config = { schema_prefix: "orders", hots: 1, password: "swordfish" };
    await client.connections.create({ groupId: "g", service: "postgres", config }).catch((error) => told.push(error.status, error.message.split(": ").pop()));
    server.closeAllConnections();
    server.close();
`;

describe("creating a thing of a service", () => {
  it("reads no model of the services where nobody listens, and when it fails, which settings are secret", async () => {
    const { modules, reads, told } = await traceOf(creation(""), "})();");
    expect(modules).toContain("http/transport.js");
    expect(modules.filter((file) => MODEL.test(file))).toEqual([]);
    expect(reads).toEqual(["generated/services.metadata.json"]);
    expect(told).toEqual([422, "orders [redacted]."]);
  });

  it("hides all settings where a bundle has left out which are secret", async () => {
    const noMetadata = `const read = fs.readFileSync; fs.readFileSync = (file, ...rest) => {
      if (String(file).includes("services.metadata")) throw new Error("ENOENT");
      return read(file, ...rest);
    };`;
    const { told } = await traceOf(noMetadata + creation(""), "})();");
    expect(told).toEqual([422, "[redacted] [redacted]."]);
  });

  it("reads the model where somebody does, and tells what it does not know", async () => {
    const { reads, told } = await traceOf(creation("onEvent: (event) => told.push(event.type)"), "})();");
    expect(reads.sort()).toEqual(["generated/services.metadata.json", "generated/services.model.json"]);
    expect(told).toEqual(["unknownSetting", "request", "response", 422, "orders [redacted]."]);
  });

  it("is not hindered by a bundle that has left the model out", async () => {
    const noModel = `const read = fs.readFileSync; fs.readFileSync = (file, ...rest) => {
      if (String(file).includes("services.model")) throw new Error("ENOENT");
      return read(file, ...rest);
    };`;
    const { told } = await traceOf(noModel + creation("onEvent: (event) => told.push(event.type)"), "})();");
    expect(told).toEqual(["request", "response", 422, "orders [redacted]."]);
  });
});
