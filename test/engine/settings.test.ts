import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

const TOKEN = "the-token-of-a-setting-that-is-newer-than-the-types";

/** The pipeline with more arguments for its connector. */
const withArguments = (args: string): string =>
  pipeline().replace('destinationSchema: { prefix: "orders" },', `$& ${args},`);

/** Each test goes on where the one before ended. */
describe("a service's settings", () => {
  let server: LocalServer;
  let stack: TestStack;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: pipeline() });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  /** What was sent to connections since the last call. */
  const sent = (method: string): unknown[] => {
    const entries = server.control.journal();
    server.control.clearJournal();
    return entries
      .filter((entry) => entry.method === method && /^\/v1\/connections(\/[^/]+)?$/.test(entry.path))
      .map(({ body }) => body);
  };

  it("[3.7] [6 Validation] are checked in the preview: a wrong form of the name, and all else that is wrong, before any call", async () => {
    stack.program = pipeline()
      .replace('destinationSchema: { prefix: "orders" }', 'destinationSchema: { name: "orders", table: "t" }')
      .replace("port: 5432", "$&, schema_prefix: 'p'")
      .replace("update_method:", "public_key: 'k', $&");
    const preview = await stack.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(preview.output).toContain(
      "destinationSchema: must be `{ prefix }` for 'postgres', not `{ name, table }`",
    );
    expect(preview.output).toContain("config.schema_prefix: belongs in `destinationSchema.prefix`");
    expect(preview.output).toContain("config.public_key is what Fivetran answers for 'postgres'");
    expect(server.control.journal()).toEqual([]);
  });

  it("are found in the preview where they are of a type that cannot be, or would be lost on the way", async () => {
    const previewed = async (setting: string): Promise<string> => {
      stack.program = pipeline().replace("port: 5432", setting);
      const { exitCode, output } = await stack.preview();
      expect(exitCode).not.toBe(0);
      return output;
    };
    expect(await previewed("port: 'many'")).toContain("config.port: must be a whole number, not this text");
    const lost = await previewed("port: NaN, since: new Date(0), name_of: () => 'shop'");
    for (const told of ["config.port is NaN", "config.since is a Date", "config.name_of is a function"])
      expect(lost).toContain(`fivetran.Connector 'orders': ${told}`);
    expect(await previewed("port: pulumi.output(NaN)")).toContain(
      "fivetran.Connector 'orders': config.port is NaN",
    );
    expect(server.control.journal()).toEqual([]);
  });

  it("[3.6] [6 Config types] may be newer than the types: extraConfig is sent with config, and kept as it is", async () => {
    const extraConfig = `extraConfig: { brand_new: [1], brand_new_token: "${TOKEN}", host: "stronger.acme.com" }`;
    stack.program = withArguments(extraConfig);
    const up = await stack.up();
    expect(up.exitCode).toBe(0);
    // The server's journal masks secrets as Fivetran's answers do.
    const created = {
      brand_new: [1],
      brand_new_token: "******",
      host: "stronger.acme.com",
      database: "shop",
    };
    expect(sent("POST")).toMatchObject([{ config: created }]);
    expect(up.output).toContain("config.brand_new is no setting of 'postgres' that this version knows");
    const state = await stack.exportText();
    expect(state).toContain("stronger.acme.com");
    for (const text of [up.output, state]) expect(text).not.toContain(TOKEN);
    expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
    await stack.refresh();
    expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
  });

  it("are the same in config, once the types know them", async () => {
    stack.program = withArguments('extraConfig: { host: "stronger.acme.com" }').replace(
      "port: 5432",
      `$&, brand_new: [1], brand_new_token: "${TOKEN}"`,
    );
    expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
  });

  it("are compared wherever they stand: what changed is sent, and what is taken out is cleared", async () => {
    stack.program = withArguments(`extraConfig: { brand_new: [2], host: "stronger.acme.com" }`);
    sent("PATCH");
    expect((await stack.up()).exitCode).toBe(0);
    expect(sent("PATCH")).toMatchObject([{ config: { brand_new: [2], brand_new_token: null } }]);
  });

  it("can be wholly unknown until something is made", async () => {
    stack.program = pipeline({ name: "other" })
      .replaceAll(/new fivetran\.(\w+)\("/g, "$&another-")
      .replace(
        'destinationSchema: { prefix: "orders" }',
        "destinationSchema: { prefix: group.id }, extraConfig: group.id.apply((id) => ({ of: id }))",
      );
    const preview = await stack.preview();
    expect(preview.resources).toMatchObject({ create: 5, delete: 5 });
    expect(preview.exitCode).toBe(0);
  });
});
