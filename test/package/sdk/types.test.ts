import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";

const NODE16: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
};

const CLIENT = `import { customService, FivetranClient } from "@pulumi-fivetran/sdk";
const client = new FivetranClient({ apiKey: "k", apiSecret: "s" });
`;

/** What a ten-line program that uses two services may cost. */
const MOST_INSTANTIATIONS = 40_000;

/** The errors of calls of the client, by the number of the call. */
function errorsOf(...calls: string[]): string[][] {
  const { errors } = compile(ts, CLIENT + calls.join("\n"), NODE16);
  return calls.map((_, index) =>
    errors.filter((error) => error.startsWith(`${index + 3}: `)).map((error) => error.replace(/^\d+: /, "")),
  );
}

describe("the types of the client", () => {
  it("take the settings of each family's services", () => {
    expect(
      errorsOf(
        'void client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", port: 5432, update_method: "A_NEW_ONE" } });',
        'void client.connections.create({ groupId: "g", service: "google_ads", config: { schema: "s" }, auth: { client_access: { client_id: "c" } } });',
        'void client.connections.create({ groupId: "g", service: "15five", config: { schema: "s" }, extraConfig: { anything: 1 } });',
        'void client.destinations.create({ groupId: "g", service: "snowflake", timeZoneOffset: "0", config: { port: 443 } });',
      ),
    ).toEqual([[], [], [], []]);
  });

  it.each([
    [
      "connections",
      'void client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", hots: "h" } });',
      /'hots'.* in type 'PostgresConfig'/,
    ],
    [
      "connections' auth",
      'void client.connections.create({ groupId: "g", service: "google_ads", config: { schema: "s" }, auth: { clientAccess: {} } });',
      /'clientAccess'.* in type 'GoogleAdsAuth'/,
    ],
    [
      "destinations",
      'void client.destinations.create({ groupId: "g", service: "snowflake", timeZoneOffset: "0", config: { hots: "h" } });',
      /'hots'.* in type 'SnowflakeConfig'/,
    ],
  ])("name a wrong key of %s, and nothing else", (_family, call, message) => {
    const [errors = []] = errorsOf(call);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
  });

  it("want the naming keys of a connection", () => {
    const [errors = []] = errorsOf(
      'void client.connections.create({ groupId: "g", service: "google_sheets", config: { schema: "s" } });',
    );
    expect(errors.join()).toContain("'table' is missing");
  });

  it("take a service that they do not know only when it is said to be custom", () => {
    const [plain, custom, chosen] = errorsOf(
      'void client.connections.create({ groupId: "g", service: "new_service", config: { schema: "s", any: 1 } });',
      'void client.connections.create({ groupId: "g", service: customService("new_service"), config: { schema: "s", any: 1 } });',
      'void client.destinations.create({ groupId: "g", service: String(1), timeZoneOffset: "0" });',
    );
    expect(plain?.join()).toContain('"new_service"\' is not assignable');
    expect(custom).toEqual([]);
    expect(chosen?.join()).toContain("'string' is not assignable");
  });

  it(`cost a ten-line program at most ${MOST_INSTANTIATIONS} instantiations`, () => {
    const { errors, instantiations } = compile(
      ts,
      `${CLIENT}export async function main() {
  const group = await client.groups.create({ name: "analytics" });
  await client.destinations.create({ groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "h" } });
  const orders = await client.connections.create({ groupId: group.id, service: "postgres", config: { schema_prefix: "orders", host: "h" } });
  await client.connections.create({ groupId: group.id, service: "google_ads", config: { schema: "ads" }, extraConfig: { a: 1 } });
  await client.connectionSchemas.reload(orders.id);
  await client.connections.sync(orders.id);
  return orders.id;
}`,
      NODE16,
    );
    expect(errors).toEqual([]);
    expect(instantiations()).toBeGreaterThan(0);
    expect(instantiations()).toBeLessThan(MOST_INSTANTIATIONS);
  });
});

describe("the types of the services", () => {
  it("compile on TypeScript 3.8, which Pulumi brings, with moduleResolution node", () => {
    const vendored = fileURLToPath(
      new URL("../../../node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js", import.meta.url),
    );
    const old = createRequire(import.meta.url)(vendored) as typeof ts;
    expect(old.version).toBe("3.8.3");
    const options = {
      target: old.ScriptTarget.ES2020,
      module: old.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      lib: ["lib.es2020.d.ts"],
      types: [],
    };
    const program = `import { ConfigOf, ConnectionConfigs, customService } from "@pulumi-fivetran/sdk/services";
export const right: ConfigOf<ConnectionConfigs, "postgres"> = { schema_prefix: "s", port: 5432 };
export const wrong: ConfigOf<ConnectionConfigs, "postgres"> = { schema_prefix: "s", hots: "h" };
export const service = customService("new");
`;
    const { errors } = compile(old, program, options);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^3: .*'hots'/);
  });
});
