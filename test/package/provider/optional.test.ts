import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { type Field, typesBelow } from "../../../tools/docs/shape.ts";
import { type ProviderSource, readProvider } from "../../../tools/docs/source.ts";
import { compile } from "../sdk/compile.ts";

/** Strictest of all: what may be left out may not be undefined, unless its type says so. */
const EXACT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  exactOptionalPropertyTypes: true,
  types: ["node"],
};

const OLD: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2020,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  lib: ["lib.es2020.d.ts"],
  types: [],
};

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
declare const cfg: pulumi.Config, output: pulumi.Output<undefined>, promise: Promise<undefined>;
`;

const optional = (fields: readonly Field[]): string[] =>
  fields.filter(({ isOptional }) => isOptional).map(({ name }) => name);

/** A statement for each optional field of a type: it takes undefined, and Outputs and Promises of it where it takes Outputs at all. */
function statements(type: string, fields: readonly Field[], values: readonly string[]): string[] {
  return optional(fields).flatMap((name) =>
    values.map((value) => `{ const given: Pick<${type}, "${name}"> = { ${name}: ${value} }; void given; }`),
  );
}

const INPUTS = ["undefined", "output", "promise"];

/** Of the arguments of every class and component, and of all that they are made of. */
function ofResources({ resources }: ProviderSource): string[] {
  const args = resources.flatMap((source) => statements(`fivetran.${source.kind}Args`, source.args, INPUTS));
  const nested = new Map(
    resources
      .flatMap((source) => typesBelow(source.args))
      .flatMap(({ name, shape }) => (shape?.kind === "object" ? [[name, shape.fields] as const] : [])),
  );
  return [
    ...args,
    ...[...nested].flatMap(([name, fields]) => statements(`fivetran.${name}`, fields, INPUTS)),
  ];
}

/** Of every lookup and action, in its plain form and in that for Outputs. */
function ofFunctions({ functions }: ProviderSource): string[] {
  return functions.flatMap(({ name, parameters, args }) => {
    // It declares resources, so there is no form of it for Outputs.
    if (name === "connectorsIn") return statements("fivetran.ConnectorsInArgs<string>", args, ["undefined"]);
    const given = (form: string): string =>
      `NonNullable<Parameters<typeof fivetran.${form}>[${parameters.length - 1}]>`;
    return [
      ...statements(given(name), args, ["undefined"]),
      ...statements(given(`${name}Output`), args, INPUTS),
    ];
  });
}

/** As programs write it. */
const WRITTEN = `
new fivetran.Group("g", { name: "n", adopt: cfg.get("adopt"), timeouts: { create: cfg.get("create") } });
const args: fivetran.ConnectorScheduleArgs = { connectorId: "c", paused: cfg.getBoolean("paused"), syncFrequencyMinutes: cfg.getNumber("m") };
new fivetran.ConnectorSchedule("s", args);
new fivetran.Webhook("w", { url: "https://a", events: [], secret: cfg.getSecret("hook"), active: pulumi.output(cfg.getBoolean("active")) });
new fivetran.Connector("c", {
  groupId: "g", service: "postgres", destinationSchema: { prefix: "p" }, config: { host: cfg.get("host"), port: cfg.getNumber("port"), password: cfg.getSecret("p") },
  extraConfig: cfg.getObject<Record<string, unknown>>("more"), networkingMethod: cfg.get("method"),
});
new fivetran.Connector("ads", {
  groupId: "g", service: "google_ads", destinationSchema: { name: cfg.get("n") }, auth: { client_access: { client_id: cfg.get("id"), client_secret: cfg.getSecret("s") } },
});
new fivetran.Destination("d", { groupId: "g", timeZoneOffset: "0", service: "snowflake", region: cfg.get("region"), config: { host: cfg.get("h"), password: cfg.getSecret("s") } });
new fivetran.Pipeline("p", {
  groupId: "g", service: "s3", destinationSchema: { name: "n" }, schedule: cfg.get("schedule"), paused: cfg.getBoolean("paused"),
  schemas: cfg.getObject<Record<string, fivetran.SchemaArgs>>("schemas"), config: { files: [{ table_name: cfg.get("t") }] },
});
void fivetran.getGroup({ name: cfg.get("name"), id: cfg.get("id") });
fivetran.getConnectorsOutput({ groupId: pulumi.output(cfg.get("group")) });
`;

/** Every setting of every service, told by the compiler itself: those that do not take undefined are named. */
const ALL_SETTINGS = `
import { ConnectionAuths, ConnectionConfigs, DestinationConfigs } from "@pulumi-fivetran/sdk/services";
type OptionalOf<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type Refusing<T> = { [K in OptionalOf<T>]: { [Name in K]: undefined } extends Pick<T, K> ? never : K }[OptionalOf<T>];
type Connectors = { [S in keyof ConnectionConfigs]: Refusing<fivetran.ConnectorConfig<S>> }[keyof ConnectionConfigs];
type Auths = { [S in keyof ConnectionAuths]: Refusing<fivetran.ConnectorAuth<S>> }[keyof ConnectionAuths];
type Destinations = { [S in keyof DestinationConfigs]: Refusing<fivetran.DestinationConfig<S>> }[keyof DestinationConfigs];
export const connectors: [Connectors] extends [never] ? "none" : Connectors = "none";
export const auths: [Auths] extends [never] ? "none" : Auths = "none";
export const destinations: [Destinations] extends [never] ? "none" : Destinations = "none";
`;

describe("every optional argument takes undefined", () => {
  let source: ProviderSource;
  let program: string;
  beforeAll(() => {
    source = readProvider();
    program = [HEAD, ...ofResources(source), ...ofFunctions(source), WRITTEN].join("\n");
  });

  it("and is looked at here, all of them", () => {
    const count = source.resources.reduce((sum, { args }) => sum + optional(args).length, 0);
    expect(count).toBeGreaterThan(150);
    expect(ofResources(source).length).toBeGreaterThan(3 * count);
    expect(ofFunctions(source).length).toBeGreaterThan(50);
  });

  it("where the compiler tells undefined from what is left out", () => {
    expect(compile(ts, program, EXACT).errors).toEqual([]);
  });

  it("each setting of each service too", () => {
    expect(compile(ts, HEAD + ALL_SETTINGS, EXACT).errors).toEqual([]);
  });

  it("on TypeScript 3.8, which Pulumi brings", () => {
    const vendored = "../../../node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js";
    const old = createRequire(import.meta.url)(
      fileURLToPath(new URL(vendored, import.meta.url)),
    ) as typeof ts;
    expect(compile(old, program, OLD).errors).toEqual([]);
  });

  it("and one that is required does not", () => {
    const required = 'new fivetran.Group("g", { name: cfg.get("name") });';
    expect(compile(ts, HEAD + required, EXACT).errors).toEqual([
      expect.stringContaining("is not assignable to type 'Input<string>'"),
    ]);
  });
});
