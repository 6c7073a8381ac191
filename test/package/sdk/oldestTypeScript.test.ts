import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type ts from "typescript";
import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";

/** The compiler that `@pulumi/pulumi` brings, for programs that have none of their own: the oldest that is supported. */
const vendored = fileURLToPath(
  new URL("../../../node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js", import.meta.url),
);
const old = createRequire(import.meta.url)(vendored) as typeof ts;

const OPTIONS: ts.CompilerOptions = {
  target: old.ScriptTarget.ES2020,
  module: old.ModuleKind.CommonJS,
  moduleResolution: old.ModuleResolutionKind.NodeJs,
  lib: ["lib.es2020.d.ts"],
  types: ["node"],
};

const OWN = /\/sdk\/dist\//;

describe("TypeScript 3.8, with moduleResolution node", () => {
  it("is the one that Pulumi brings", () => expect(old.version).toBe("3.8.3"));

  it("checks a program that uses the client and its types", () => {
    const { errors } = compile(
      old,
      `import { ClientEvent, Connection, customService, FivetranClient, isNotFound, Listing } from "@pulumi-fivetran/sdk";
const client = new FivetranClient({ apiKey: "k", apiSecret: "s", onEvent: (event: ClientEvent) => console.log(event.type) });
export const all: Listing<{ id: string }> = client.groups.list();
export async function made(): Promise<Connection> {
  await client.connections.create({ groupId: "g", service: customService("new"), config: { any: 1 } });
  await client.connections.update("id", { service: "postgres", config: { port: 5433, password: null } });
  return client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", port: 5432 } });
}
export const status: number = made().then(({ status }) => status?.setupState);
export const wrong = client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", hots: "h" } });
export const unknown = client.connections.create({ groupId: "g", service: "new", config: { any: 1 } });
export const gone = isNotFound(new Error());
`,
      OPTIONS,
    );
    expect(errors.map((error) => /^\d+/.exec(error)?.[0])).toEqual(["9", "10", "11"]);
    expect(errors[1]).toContain("'hots' does not exist in type 'PostgresConfig'");
    expect(errors[2]).toContain('"new"\' is not assignable');
  });

  it("checks a program that uses the types of the services", () => {
    const { errors } = compile(
      old,
      `import { ConfigOf, ConnectionConfigs, customService } from "@pulumi-fivetran/sdk/services";
export const right: ConfigOf<ConnectionConfigs, "postgres"> = { schema_prefix: "s", port: 5432 };
export const wrong: ConfigOf<ConnectionConfigs, "postgres"> = { schema_prefix: "s", hots: "h" };
export const service = customService("new");
`,
      OPTIONS,
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^3: .*'hots'/);
  });

  it("has nothing to say of any declaration file of the package", () => {
    const { declarations } = compile(
      old,
      'import "@pulumi-fivetran/sdk"; import "@pulumi-fivetran/sdk/services";',
      OPTIONS,
    );
    const { files, errors } = declarations(OWN);
    expect(files.length).toBeGreaterThan(60);
    expect(errors).toEqual([]);
  });
});
