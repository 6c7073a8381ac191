import type { Client } from "pg";
import { EngineError, messageOf } from "../errors";
import { loadOptional } from "../optionalPackage";

/** What every session of the engine begins with: values are written in one form, whatever the server's settings are. */
const SESSION = [
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO, YMD'",
  "SET intervalstyle = 'postgres'",
  "SET bytea_output = 'hex'",
  "SET extra_float_digits = 1",
  "SET xmloption = 'content'",
  "SET statement_timeout = 0",
  "SET idle_in_transaction_session_timeout = 0",
].join("; ");

/** A source is never written to, whatever a statement says. */
const READ_ONLY = "SET default_transaction_read_only = on";

/**
 * Opens a session with a PostgreSQL server.
 *
 * @throws EngineError that names the role of the server (source, destination) and no credential
 */
export async function connect(connectionString: string, role: "source" | "destination"): Promise<Client> {
  const { default: pg } = await loadOptional("pg", () => import("pg"));
  let client: Client | undefined;
  try {
    client = new pg.Client({ connectionString, application_name: "fivetran-engine" });
    // A server that goes away between two statements is told of by the next one.
    client.on("error", () => undefined);
    await client.connect();
    await client.query(role === "source" ? `${SESSION}; ${READ_ONLY}` : SESSION);
    return client;
  } catch (error) {
    await client?.end().catch(() => undefined);
    throw new EngineError(
      `The ${role} cannot be reached: ${messageOf(error) || codeOf(error)}.`,
      {},
      `Check the connection string of the ${role}, and that the server accepts connections.`,
      error,
    );
  }
}

/** A connection that is refused at several addresses has a code and no message. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "no reason given";
}
