import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdbRows } from "../support/moving";
import { type PostgresServer, startPostgres, withPostgres } from "../support/postgres";
import { program } from "../support/programs";
import { authorization, ServerProcess } from "../support/serverProcess";
import { TestStack } from "../support/stack";

/** Written for Salesforce and a database of the company into Snowflake: it knows nothing of what stands in. */
const PROGRAM = program(`
const group = (name) => {
  const made = new fivetran.Group(name, { name });
  return new fivetran.Destination(name, {
    groupId: made.id, service: "snowflake", timeZoneOffset: "0",
    config: { host: "acme.snowflakecomputing.com", port: 443, database: "RAW", auth: "PASSWORD", user: "fivetran", password: "hunter2-hunter2" },
  });
};
const connector = (name, groupId, service, more) => new fivetran.Connector(name, { groupId, service, ...more });
const laptop = group("laptop");
const warehouse = group("warehouse");
const login = { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2", update_method: "XMIN" };
const shop = connector("shop", laptop.groupId, "postgres", { destinationSchema: { prefix: "shop" }, config: login });
const crm = connector("crm", warehouse.groupId, "salesforce", { destinationSchema: { name: "crm" }, config: {} });
new fivetran.SchemaConfig("shop", {
  connectorId: shop.id, schemaChangeHandling: "ALLOW_COLUMNS",
  schemas: { public: { tables: { customers: { columns: { email: { hashed: true }, phone: { enabled: false } } }, audit_log: { enabled: false } } } },
});
new fivetran.SchemaConfig("crm", { connectorId: crm.id, schemaChangeHandling: "ALLOW_ALL", schemas: { crm: { tables: { Contact: { columns: { Email: { hashed: true } } } } } } });
exports.shop = shop.id;
exports.crm = crm.id;
`);

/** All files below a folder whose paths from there match. */
function textsIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), "latin1"));
}

withPostgres("pulumi up, sync, rows", () => {
  describe("a stack on the real command, with an engine", () => {
    let folder: string;
    let postgres: PostgresServer;
    let database: string;
    let server: ServerProcess;
    let url: string | undefined;
    let stack: TestStack;
    let client: FivetranClient;

    const write = async (name: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    const startServer = async (): Promise<string> => {
      server = new ServerProcess(
        ...[
          "--json",
          "--engine",
          "--stand-ins",
          join(folder, "stand-ins.yaml"),
          "--data",
          join(folder, "data"),
        ],
        ...(url === undefined ? [] : ["--port", new URL(url).port]),
      );
      url = await server.url();
      return url;
    };
    const sync = async (id: string): Promise<void> => {
      await client.connections.sync(id);
      const headers = { authorization };
      expect((await fetch(`${url ?? ""}/_local/idle`, { method: "POST", headers })).status).toBe(200);
    };

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "pulumi-fivetran-moving-"));
      postgres = await startPostgres();
      database = await postgres.database("warehouse");
      await write("stand-ins.yaml", "sources: []\n");
      const baseUrl = await startServer();
      client = new FivetranClient({ apiKey: "local-key", apiSecret: "local-secret", baseUrl });
      stack = await TestStack.open({
        server: { url: baseUrl, apiKey: "local-key", apiSecret: "local-secret" },
        program: PROGRAM,
      });
    });
    afterAll(async () => {
      await stack.close();
      await server.end("SIGTERM");
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it("names the lines that the file of stand-ins lacks, in the failed deployment", async () => {
      const up = await stack.up();
      expect(up.exitCode).not.toBe(0);
      expect(up.output).toContain('- group: "laptop"');
      expect(up.output).toContain("destination: { type: duckdb, path: ./laptop.duckdb }");
    });

    it("ends with rows in a DuckDB file and in PostgreSQL once the file names them", async () => {
      await write(
        "shop/1/public/customers.csv",
        "id,name,email,phone\n1,Ann,ann-marker@example.com,phone-marker\n",
      );
      await write("shop/1/public/audit_log.ndjson", '{"id": 1, "line": "audit-marker"}\n');
      await write(
        "shop/2/public/customers.csv",
        "id,name,email,phone\n1,Anna,ann-marker@example.com,phone-marker\n2,Bo,,\n",
      );
      await write(
        "crm/Contact.ndjson",
        '{"Id": "003A", "LastName": "Lee", "Email": "lee-marker@example.com"}\n',
      );
      await write(
        "stand-ins.yaml",
        `sources:
  - connection: shop
    source: { type: fixtures, path: ./shop }
  - service: salesforce
    source: { type: fixtures, path: ./crm, keys: { Contact: [Id] } }
destinations:
  - group: laptop
    destination: { type: duckdb, path: ./laptop.duckdb }
  - group: warehouse
    destination: { type: postgres, connectionString: ${JSON.stringify(database)} }
`,
      );
      await server.end("SIGTERM");
      await startServer();
      const up = await stack.up();
      expect(up.output).not.toMatch(/\berror\b/i);
      expect(up.exitCode).toBe(0);
      const { shop, crm } = (await stack.outputs()) as { shop: string; crm: string };
      for (const id of [shop, crm]) {
        await client.connections.update(id, { paused: false });
        await sync(id);
      }
      const first = await duckdbRows(
        join(folder, "laptop.duckdb"),
        "SELECT * EXCLUDE (_fivetran_synced) FROM shop_public.customers ORDER BY id",
      );
      expect(first).toEqual([
        {
          id: "1",
          name: "Ann",
          email: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
          _fivetran_deleted: "false",
        },
      ]);
      expect(
        await duckdbRows(
          join(folder, "laptop.duckdb"),
          "SELECT schema_name, table_name FROM duckdb_tables() WHERE schema_name LIKE 'shop%'",
        ),
      ).toEqual([{ schema_name: "shop_public", table_name: "customers" }]);
      expect(
        await postgres.run(database, "SELECT id, last_name, length(email) AS hash FROM crm.contact"),
      ).toEqual([{ id: "003A", last_name: "Lee", hash: 64 }]);
      await sync(shop);
      expect(
        await duckdbRows(
          join(folder, "laptop.duckdb"),
          "SELECT id, name FROM shop_public.customers ORDER BY id",
        ),
      ).toEqual([
        { id: "1", name: "Anna" },
        { id: "2", name: "Bo" },
      ]);
      expect((await stack.up()).resources).toEqual({ unchanged: 9 });
    });

    it("says on the terminal what was moved, and nothing of what is hashed or blocked anywhere", async () => {
      const { stderr, stdout } = await server.end("SIGTERM");
      expect(stderr).toMatch(/shop #2: public\.customers: 2 rows/);
      expect(stderr).toMatch(/crm #1: SUCCESSFUL, 1 row/);
      const places = [
        stderr + stdout,
        await postgres.everything(database),
        ...textsIn(folder, /^(?:laptop\.duckdb|data\/)/),
      ];
      for (const marker of ["ann-marker", "lee-marker", "phone-marker", "audit-marker"])
        for (const place of places) expect(place.includes(marker)).toBe(false);
    });

    it("has its file of stand-ins written by the command, once", async () => {
      const file = join(folder, "new", "stand-ins.yaml");
      const args = ["--engine", "--init-stand-ins", "--stand-ins", file, "--data", join(folder, "data")];
      const first = await new ServerProcess(...args).ended;
      expect([first.exitCode, first.stderr]).toEqual([0, ""]);
      expect(first.stdout.split("\n")).toContain(join(folder, "new/fixtures/shop/public/customers.csv"));
      const header = readFileSync(join(folder, "new/fixtures/crm/Contact.csv"), "utf8").split("\n")[0];
      expect(header).toBe("Id,Email,LastName");
      const second = await new ServerProcess(...args).ended;
      expect(second.exitCode).toBe(1);
      expect(second.stderr).toContain("is there, and stays as it is. It names all connections.");
    });
  });
});
