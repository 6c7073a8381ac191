import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What a program loads and reads of the packed sdk. Every read of a file is seen, whoever does it. */
async function traceOf(program: string): Promise<{ modules: string[]; reads: string[] }> {
  const script = `
    const fs = require("node:fs");
    const reads = [];
    for (const name of ["readFileSync", "readFile", "openSync", "open"]) {
      const original = fs[name];
      fs[name] = (file, ...rest) => { reads.push(String(file)); return original(file, ...rest); };
    }
    ${program}
    const own = (file) => /[/]sdk[/](dist|src)[/]/.test(file);
    const short = (file) => file.split("/dist/").pop();
    const modules = Object.keys(require.cache).filter(own).map(short);
    process.stdout.write(JSON.stringify({ modules, reads: reads.filter((file) => file.endsWith(".json") && own(file)).map(short) }));
  `;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: root });
  return JSON.parse(stdout) as { modules: string[]; reads: string[] };
}

const MODEL = /generated|^services\/(model|metadata|unknownSettings)/;

describe("requiring the sdk", () => {
  it("loads nothing of the services, and a client that is made loads nothing either", async () => {
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
      "services/generated.js",
      "services/index.js",
      "services/metadata.js",
      "services/model.js",
      "services/types.js",
      "services/unknownSettings.js",
    ]);
    expect(reads).toEqual([]);
  });

  it("reads the metadata once when it is asked for it, and not the model", async () => {
    const { reads } = await traceOf(
      'const s = require("@pulumi-fivetran/sdk/services"); s.serviceMetadata("connection", "postgres"); s.isSecretPath("connection", "mysql", ["auth"]);',
    );
    expect(reads).toEqual(["generated/services.metadata.json"]);
  });
});
