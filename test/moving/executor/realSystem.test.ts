import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { realSource } from "../../../engine/src/executor/realSystem";
import { connect } from "../../../engine/src/postgres/connect";
import { MovingServer } from "../../support/movingServer";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

describe("a real system", () => {
  const address = (config: Record<string, unknown>, more = {}, service = "postgres"): unknown => {
    const source = realSource({ real: true, ...more }, service, config);
    return source.type === "postgres" ? source.connectionString : undefined;
  };

  it("has the address of the configuration, and the password of the file", () => {
    const config = {
      host: "db.acme.com",
      port: 5433,
      database: "sh op",
      user: "me@acme",
      password: "******",
    };
    expect(address(config, { password: "p/w", sslmode: "require" })).toBe(
      "postgresql://me%40acme:p%2Fw@db.acme.com:5433/sh%20op?sslmode=require",
    );
    expect(address({ ...config, host: "::1", port: undefined })).toBe(
      "postgresql://me%40acme@[::1]:5432/sh%20op",
    );
  });

  it("is refused for what the engine cannot reach, with what to do", () => {
    expect(() => address({}, {}, "salesforce")).toThrow(
      "An entry with real: true is for PostgreSQL, and the service of the source is salesforce.",
    );
    expect(() => address({ host: "db" })).toThrow("has no database, no user");
    expect(() => address({ host: "db/x?y@z", database: "d", user: "u" })).toThrow("no name or address");
  });
});

withPostgres("real systems", () => {
  describe("a real PostgreSQL, by the address of the configuration", () => {
    let postgres: PostgresServer;
    let database: string;
    let moving: MovingServer;
    beforeAll(async () => {
      postgres = await startPostgres({ isOnPort: true });
      database = await postgres.database("shop");
      await postgres.run(
        database,
        "CREATE TABLE customers (id int PRIMARY KEY, email text); INSERT INTO customers VALUES (1, 'a@example.com')",
      );
    });
    afterAll(async () => {
      await postgres.stop();
    });
    beforeEach(() => {
      moving = new MovingServer();
    });
    afterEach(async () => {
      await moving[Symbol.asyncDispose]();
    });

    const STAND_INS = `sources:
  - service: postgres
    real: true
destinations:
  - destination: { type: duckdb, path: ./warehouse.duckdb }
`;
    const config = () => {
      const { hostname, port, username, pathname } = new URL(database);
      return { host: hostname, port: Number(port), user: username, database: pathname.slice(1) };
    };

    it("is read once the file says so", async () => {
      const api = await moving.start(STAND_INS);
      const id = await api.connection({}, config());
      const { syncs } = await moving.sync(id);
      expect(syncs[0]).toMatchObject({ status: "SUCCESSFUL", rows: 1 });
      expect(await moving.rows("SELECT id, email FROM shop_public.customers")).toEqual([
        { id: "1", email: "a@example.com" },
      ]);
    });

    it("is not reached by an entry that does not say so, whatever the configuration says", async () => {
      const api = await moving.start(
        STAND_INS.replace("real: true", "source: { type: fixtures, path: ./none }"),
      );
      const id = await api.connection({}, config());
      const { connection, setup_problems } = (await api.control.details(id)) as unknown as {
        connection: { status: { setup_state: string } };
        setup_problems: string[];
      };
      expect(connection.status.setup_state).toBe("incomplete");
      expect(setup_problems[0]).toMatch(/Reading the source failed: The folder .*none cannot be read/);
    });

    it("is only read from", async () => {
      const client = await connect(database, "source");
      await expect(client.query("INSERT INTO customers VALUES (2, 'x')")).rejects.toThrow("read-only");
      await client.end();
    });
  });
});
