import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

describe("a seed file", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    file = join(folder, "seed.yaml");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const faultsOf = async (text: string): Promise<string> => {
    writeFileSync(file, text);
    try {
      await (await startServer({ seed: file })).stop();
    } catch (error) {
      return (error as Error).message.replaceAll(file, "FILE");
    }
    return "none";
  };

  it("says in YAML what an object says, with anchors for what repeats", async () => {
    writeFileSync(
      file,
      `
owner: { id: ann_a, email: ann@acme.com, givenName: Ann, familyName: Able }
groups:
  - id: my_group   # an id of one's choice
    name: analytics
    createdAt: 2025-01-01T00:00:00.000001Z
destinations:
  - { groupId: my_group, service: snowflake, config: { port: 443 } }
connections:
  - &shop { id: one, groupId: my_group, service: postgres, schema: shop, paused: true }
  - { id: two, groupId: my_group, service: postgres, schema: other }
`,
    );
    const api = await Api.start({ seed: file });
    expect(itemsOf(await api.get("/v1/users"))).toMatchObject([
      { id: "ann_a", email: "ann@acme.com", given_name: "Ann", role: "Account Administrator" },
    ]);
    expect((await api.get("/v1/groups/my_group")).data).toMatchObject({
      name: "analytics",
      created_at: "2025-01-01T00:00:00.000001Z",
    });
    expect(itemsOf(await api.get("/v1/connections"))).toMatchObject([
      { id: "one", connected_by: "ann_a", paused: true },
      { id: "two", connected_by: "ann_a", paused: false },
    ]);
    await api.stop();
  });

  it("tells every fault with its line and column", async () => {
    expect(
      await faultsOf(`users:
  - email: a@x.com
  - email: a@x.com
groups:
  - name: ""
    colour: red
sources: {}
`),
    ).toBe(`The seed has 4 faults:
  FILE:5:5 groups.0.name: Too small: expected string to have >=1 characters
  FILE:6:5 groups.0.colour: there is no such key
  FILE:7:1 sources: there is no such key
  FILE:3:5 users.1.email: the e-mail 'a@x.com' is given twice`);
  });

  it("tells them in JSON too", async () => {
    expect(await faultsOf('{\n  "groups": [\n    { "name": 5 }\n  ]\n}')).toBe(
      "The seed has 1 fault:\n  FILE:3:7 groups.0.name: Invalid input: expected string, received number",
    );
  });

  it("tells where several accounts contradict each other", async () => {
    expect(
      await faultsOf(`accounts:
  - id: one
    keys: [{ key: k, secret: s }]
  - id: one
    keys: [{ key: k, secret: s }]
  - keys: []
  - id: a/b
    connections:
      - { groupId: none, service: s, schema: s }
`),
    ).toBe(`The seed has 6 faults:
  FILE:6:5 accounts.2.id: is needed, to tell the accounts apart
  FILE:6:5 accounts.2.keys: Too small: expected array to have >=1 items
  FILE:7:5 accounts.3.id: must be letters, digits, '_', '.' and '-'
  FILE:9:11 accounts.3.connections.0.groupId: no seeded group has the id 'none'
  FILE:4:5 accounts.1.id: the id 'one' is given twice
  FILE:5:14 accounts.1.keys.0.key: the key 'k' is given twice`);
  });

  it("that is no YAML is refused with each place", async () => {
    expect(await faultsOf("a: 1\na: 2\n")).toBe(
      "The seed FILE is not YAML or JSON:\n  FILE:2:1: Map keys must be unique",
    );
    await expect(startServer({ seed: join(folder, "none.yaml") })).rejects.toThrow(
      /none\.yaml cannot be read: ENOENT/,
    );
  });
});

describe("accounts and keys", () => {
  it.each([
    [{ accounts: [{ id: "a" }], seed: {} }, "by 'accounts' or by a seed, not by both"],
    [{ accounts: [{ id: "a" }, { id: "b" }], keys: [{ key: "k", secret: "s" }] }, "keys of its own"],
    [{ accounts: [] }, "accounts"],
    [{ accounts: [{ id: "a", keys: [] }] }, "accounts.0.keys"],
    [{ keys: [] }, "at least one API key"],
  ])("%j are refused", async (options, message) => {
    await expect(startServer(options)).rejects.toThrow(message);
  });

  it("take their keys from the seed, or from the options for a single one", async () => {
    const seeded = { keys: [{ key: "seeded", secret: "s" }] };
    for (const [options, key] of [
      [{ seed: seeded }, "seeded"],
      [{ seed: seeded, keys: [{ key: "given", secret: "s" }] }, "given"],
      [{ accounts: [{ id: "only", ...seeded }] }, "seeded"],
      [{ accounts: [{ id: "only" }] }, "local-key"],
      [{ accounts: [{ id: "one" }, { id: "two" }] }, "one-key"],
    ] as const) {
      const server = await startServer(options);
      expect(server.apiKey).toBe(key);
      await server.stop();
    }
  });

  it("of a data folder that are not named are not forgotten without a word", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    const accounts = [{ id: "acme" }, { id: "globex" }];
    await (await startServer({ data: folder, accounts })).stop();
    await expect(startServer({ data: folder })).rejects.toThrow(
      "The data folder also holds 'acme', 'globex', and only 'account' is to be served.",
    );
    const again = await startServer({ data: folder, accounts: [...accounts, { id: "initech" }] });
    expect(again.accounts.map(({ id, isNew }) => [id, isNew])).toEqual([
      ["acme", false],
      ["globex", false],
      ["initech", true],
    ]);
    await again.stop();
    rmSync(folder, { recursive: true });
  });
});
