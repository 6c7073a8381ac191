import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

const PASSWORD = "correct-horse-battery-staple";

/** An entry of an import file, as docs/adopting.md describes it. */
interface Entry {
  type: string;
  name: string;
  id: string | undefined;
  inputs: Readonly<Record<string, unknown>>;
  outputs: Readonly<Record<string, unknown>>;
}

/** What one stack manages is moved to another, by a file; each test goes on where the one before ended. */
describe("pulumi import by a file", () => {
  let server: LocalServer;
  let from: TestStack;
  let to: TestStack;
  let client: FivetranClient;
  const program = pipeline({ password: PASSWORD });

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    from = await TestStack.open({ server, program });
    to = await TestStack.open({ server, program });
    expect((await from.up()).resources).toEqual({ created: 6 });
  });
  afterAll(async () => {
    await from.close();
    await to.close();
    await server.stop();
  });

  const ids = async (stack: TestStack): Promise<string[]> =>
    (await stack.resources()).map(({ type, id }) => `${type} ${id ?? ""}`).sort();

  it("takes resources over as they are, without a write", async () => {
    const resources = (await from.resources()).map(
      ({ urn, ...rest }): Entry => ({ name: urn.split("::").at(-1) ?? "", ...rest }),
    );
    const file = join(to.folder, "resources.json");
    await writeFile(file, JSON.stringify({ resources }));
    server.control.clearJournal();
    const imported = await to.import("--file", file, "--generate-code=false", "--protect=false");
    expect(imported.output).not.toMatch(/error/i);
    expect(await ids(to)).toEqual(await ids(from));
    expect((await to.preview("--expect-no-changes")).exitCode).toBe(0);
    expect(server.control.journal().filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("keeps secrets, encrypted", async () => {
    expect((await to.exportText()).includes(PASSWORD)).toBe(false);
    expect((await to.exportText("--show-secrets")).includes(PASSWORD)).toBe(true);
  });

  it("manages them from then on", async () => {
    expect((await to.up()).resources).toEqual({ unchanged: 6 });
    expect((await to.destroy()).output).not.toMatch(/error/i);
    expect(await client.groups.list().all()).toEqual([]);
  });
});
