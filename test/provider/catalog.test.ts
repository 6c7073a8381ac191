import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { beforeAll, describe, expect, it } from "vitest";
import type { Handler } from "../../core/src/contract";
import * as actions from "../../provider/src/actions/connectCard";
import * as catalog from "../../provider/src/catalog";
import * as connectors from "../../provider/src/connectors";
import * as lookups from "../../provider/src/lookups";

const source = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Kinds by the files of a folder: `group.ts` is `Group`. */
function kindsIn(folder: string): string[] {
  return readdirSync(source(folder))
    .filter((file) => file.endsWith(".ts") && file !== "arguments.ts")
    .map((file) => file.charAt(0).toUpperCase() + file.slice(1, -".ts".length))
    .sort();
}

describe("the catalog", () => {
  it("has every resource, each with its handler, and every component, which has none", () => {
    const kinds = kindsIn("provider/src/resources");
    expect(Object.keys(catalog).sort()).toEqual([...kinds, ...kindsIn("provider/src/components")].sort());
    expect(kindsIn("core/src/handlers")).toEqual(kinds);
  });

  it("is what the package exports, besides the actions, the lookups and the escape from the types", () => {
    const functions = [...Object.keys(actions), ...Object.keys(connectors), ...Object.keys(lookups)];
    const exported = [...Object.keys(catalog), ...functions, "customService"];
    expect(Object.keys(fivetran).sort()).toEqual(exported.sort());
  });

  it.each(kindsIn("core/src/handlers"))(
    "finds the handler of %s under the name that the state holds",
    async (kind) => {
      const file = kind.charAt(0).toLowerCase() + kind.slice(1);
      const { handler } = (await import(source(`core/src/handlers/${file}.ts`))) as { handler: Handler };
      expect(handler.kind).toBe(kind);
    },
  );
});

describe("the resources", () => {
  const registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];
  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: inputs as object };
      },
      call: () => ({}),
    });
  });

  it("have these type tokens: a changed one would replace users' resources", async () => {
    const args = {
      name: "n",
      groupId: "g",
      service: "s",
      timeZoneOffset: "0",
      destinationSchema: { name: "n" },
      connectorId: "c",
    };
    const components = kindsIn("provider/src/components");
    for (const [kind, Class] of Object.entries(catalog)) {
      if (components.includes(kind)) continue;
      const resource = new (Class as new (name: string, args: object) => pulumi.CustomResource)(kind, args);
      await new Promise((resolve) => resource.urn.apply(resolve));
    }
    // Named after their kinds, unlike those of the other tests.
    const made = registered.filter(({ name }) => name in catalog);
    expect(made.map(({ type }) => type).sort()).toMatchInlineSnapshot(`
      [
        "pulumi-nodejs:dynamic/fivetran:AccountExternalLogging",
        "pulumi-nodejs:dynamic/fivetran:ApiKey",
        "pulumi-nodejs:dynamic/fivetran:Connector",
        "pulumi-nodejs:dynamic/fivetran:ConnectorCertificate",
        "pulumi-nodejs:dynamic/fivetran:ConnectorFingerprint",
        "pulumi-nodejs:dynamic/fivetran:ConnectorSchedule",
        "pulumi-nodejs:dynamic/fivetran:ConnectorSdkPackage",
        "pulumi-nodejs:dynamic/fivetran:Destination",
        "pulumi-nodejs:dynamic/fivetran:DestinationCertificate",
        "pulumi-nodejs:dynamic/fivetran:DestinationFingerprint",
        "pulumi-nodejs:dynamic/fivetran:ExternalLogging",
        "pulumi-nodejs:dynamic/fivetran:ExternalSecretsManager",
        "pulumi-nodejs:dynamic/fivetran:Group",
        "pulumi-nodejs:dynamic/fivetran:GroupUsers",
        "pulumi-nodejs:dynamic/fivetran:HybridDeploymentAgent",
        "pulumi-nodejs:dynamic/fivetran:PrivateLink",
        "pulumi-nodejs:dynamic/fivetran:ProxyAgent",
        "pulumi-nodejs:dynamic/fivetran:SchemaConfig",
        "pulumi-nodejs:dynamic/fivetran:ServiceAccount",
        "pulumi-nodejs:dynamic/fivetran:SystemKey",
        "pulumi-nodejs:dynamic/fivetran:Team",
        "pulumi-nodejs:dynamic/fivetran:TeamConnectorMembership",
        "pulumi-nodejs:dynamic/fivetran:TeamConnectors",
        "pulumi-nodejs:dynamic/fivetran:TeamGroupMembership",
        "pulumi-nodejs:dynamic/fivetran:TeamGroups",
        "pulumi-nodejs:dynamic/fivetran:TeamUserMembership",
        "pulumi-nodejs:dynamic/fivetran:TeamUsers",
        "pulumi-nodejs:dynamic/fivetran:Transformation",
        "pulumi-nodejs:dynamic/fivetran:TransformationProject",
        "pulumi-nodejs:dynamic/fivetran:User",
        "pulumi-nodejs:dynamic/fivetran:UserConnectorMembership",
        "pulumi-nodejs:dynamic/fivetran:UserConnectors",
        "pulumi-nodejs:dynamic/fivetran:UserGroupMembership",
        "pulumi-nodejs:dynamic/fivetran:UserGroups",
        "pulumi-nodejs:dynamic/fivetran:Webhook",
      ]
    `);
  });

  it("of components have type tokens besides: a changed one would replace all children", () => {
    const made = new fivetran.Pipeline("p", {
      groupId: "g",
      service: "postgres",
      destinationSchema: { prefix: "p" },
    });
    return new Promise<void>((resolve) => {
      made.urn.apply((urn) => {
        expect(urn).toContain("::fivetran:index:Pipeline::p");
        resolve();
      });
    });
  });

  it("refuse to be made without arguments, by name", () => {
    expect(() => new fivetran.Group("g", undefined as unknown as fivetran.GroupArgs)).toThrow(
      "fivetran.Group 'g' needs its arguments: new fivetran.Group(\"g\", { ... })",
    );
  });
});
