import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const SETTINGS = {
  type: "object",
  properties: { schema: { type: "string", immutable: true }, host: { type: "string" } },
  required: ["schema", "host"],
};

const moon = (config: string, validate: string): string =>
  program(`
const group = new fivetran.Group("g", { name: "validated" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
for (const name of ["moon", "sun"])
  new fivetran.Connector(name, { groupId: warehouse.groupId, service: fivetran.customService("moon_database"), destinationSchema: { name }, config: ${config}, ${validate} });
`);

describe("validation from the account on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  beforeAll(async () => {
    server = await startServer({ seed: { connectorTypes: [{ id: "moon_database", config: SETTINGS }] } });
    stack = await TestStack.open({ server, program: moon(`{ hots: "h" }`, `validate: "account"`) });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("refuses in the preview what the account does not know, with one call for all connectors of a service", async () => {
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("config.hots: is no setting of 'moon_database' in the account's metadata");
    expect(output).toContain("config.host: is required");
    expect(server.control.journal().map(({ path }) => path)).toEqual([
      "/v1/metadata/connector-types/moon_database",
    ]);
  });

  it("says nothing of a service that is newer than the package, and is off where nobody asks for it", async () => {
    stack.program = moon(`{ host: "h" }`, `validate: "account"`);
    const asked = await stack.preview();
    expect(asked.exitCode).toBe(0);
    expect(asked.output).not.toContain("is no service that this version knows");
    server.control.clearJournal();
    stack.program = moon(`{ hots: "h" }`, "");
    const { output, exitCode } = await stack.preview();
    expect(exitCode).toBe(0);
    expect(output).toContain("is no service that this version knows");
    expect(server.control.journal()).toEqual([]);
  });
});
