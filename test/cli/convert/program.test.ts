import { describe, expect, it } from "vitest";
import { importEntries } from "../../../cli/src/convert/importFile";
import type { Found } from "../../../cli/src/convert/inventory";
import { KINDS } from "../../../cli/src/convert/kinds";
import { layoutOf } from "../../../cli/src/convert/layout";
import { programFiles } from "../../../cli/src/convert/program";
import { secretSettings } from "../../../cli/src/convert/secrets";
import { stackFile } from "../../../cli/src/convert/stackFile";

const found = (kind: string, id: string, name: string, inputs: object, rest: Partial<Found> = {}): Found => ({
  kind,
  id,
  name,
  inputs: { ...inputs },
  outputs: { ...inputs },
  secrets: [],
  ...rest,
});

const ACCOUNT = [
  found("TeamConnectorMembership", "t:c2", "analysts orders", {
    teamId: "t",
    connectorId: "c2",
    role: "View",
  }),
  found(
    "Connector",
    "c2",
    "orders",
    { groupId: "g2", service: "postgres", config: { host: "h", odd: 1 } },
    { groupId: "g2", secrets: [["config", "password"]] },
  ),
  found(
    "Connector",
    "c1",
    "orders",
    { groupId: "g1", service: "newer_than_us", config: { host: "h" }, privateLinkId: "p" },
    { groupId: "g1" },
  ),
  found("ConnectorSchedule", "c1", "orders", { connectorId: "c1", paused: true }, { groupId: "g1" }),
  found("SchemaConfig", "c1", "orders", { connectorId: "c1" }, { groupId: "g1" }),
  found("PrivateLink", "p", "link", { name: "link" }),
  found("Destination", "g1", "one", { groupId: "g1", service: "snowflake" }, { groupId: "g1" }),
  found("Team", "t", "analysts", { name: "analysts" }),
  found("Group", "g2", "Two", { name: "Two" }),
  found("Group", "g1", "one", { name: "one" }),
];

describe("the program of an inventory", () => {
  const layout = layoutOf(ACCOUNT);
  const secrets = secretSettings(layout);
  const files = programFiles(layout, secrets);

  it("has a file a group, and names other resources instead of ids", () => {
    expect(Object.keys(files).sort()).toEqual(
      [
        "config.ts",
        "groups.ts",
        "groups/one.ts",
        "groups/two.ts",
        "index.ts",
        "infrastructure.ts",
        "people.ts",
      ].sort(),
    );
    const one = files["groups/one.ts"] ?? "";
    expect(one).toContain("groupId: groups.one.id");
    expect(one).toContain("groupId: destination.groupId");
    expect(one).toContain("privateLinkId: infrastructure.link.id");
    expect(one).toContain("connectorId: ordersSchema.connectorId");
    expect(files["people.ts"]).toContain("connectorId: inTwo.orders.id");
    expect(files["people.ts"]).toContain("teamId: analysts.id");
  });

  it("asks the configuration for secrets, which the stack's file names", () => {
    expect(files["groups/two.ts"]).toContain('password: config.requireSecret("twoOrdersPassword")');
    const text = stackFile(secrets, "acme");
    expect(text).toContain("# acme:twoOrdersPassword (Connector 'two-orders', config.password)");
    expect(text.split("\n").every((line) => line === "" || line.startsWith("#"))).toBe(true);
  });

  it("leaves what the types do not know where it compiles", () => {
    expect(files["groups/one.ts"]).toContain('service: fivetran.customService("newer_than_us")');
    expect(files["groups/two.ts"]).toContain('service: "postgres"');
    expect(files["groups/two.ts"]).toMatch(/extraConfig: \{\s+odd: 1,/);
  });

  it("declares before what is named, and is the same whatever the order", () => {
    const order = (all: readonly Found[]): string[] =>
      layoutOf(all).placed.map(({ found: each }) => `${each.kind} ${each.id}`);
    expect(order([...ACCOUNT].reverse())).toEqual(order(ACCOUNT));
    const reversed = layoutOf([...ACCOUNT].reverse());
    expect(programFiles(reversed, secretSettings(reversed))).toEqual(files);
    expect(order(ACCOUNT)[0]).toBe("Group g2");
  });

  it("is what the import file has, with other secrets in neither", () => {
    const entries = importEntries(layout);
    expect(entries.map(({ id }) => id)).toEqual(layout.placed.map(({ found: { id } }) => id));
    expect(new Set(entries.map(({ type, name }) => `${type} ${name}`)).size).toBe(entries.length);
    expect(JSON.stringify(entries)).not.toContain("password");
  });

  it("has a place for every kind", () => {
    for (const kind of KINDS) {
      const { placed } = layoutOf([found(kind, "x", "thing", {})]);
      expect(placed).toHaveLength(1);
    }
  });
});
