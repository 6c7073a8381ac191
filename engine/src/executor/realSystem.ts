import type { DestinationSettings, SourceSettings } from "../catalog";
import { EngineError } from "../errors";
import type { Configuration } from "./serverSync";
import type { DestinationEntry, SourceEntry } from "./standInsFile";

/** The services that speak PostgreSQL, sources and destinations. */
const POSTGRES = /(?:^|_)postgres(?:ql)?(?:_|$)/;

/**
 * The real source of a connection, by the address of its configuration. It is only read from.
 *
 * @throws EngineError for a service that the engine cannot read, and a configuration without an address
 */
export function realSource(entry: SourceEntry, service: string, config: Configuration): SourceSettings {
  return {
    type: "postgres",
    connectionString: addressOf("source", service, config, entry),
    ...(entry.tables === undefined ? {} : { tables: entry.tables }),
    ...(entry.deletes === undefined ? {} : { deletes: entry.deletes }),
  };
}

/** The real destination of a group. @throws EngineError as `realSource` */
export function realDestination(
  entry: DestinationEntry,
  service: string,
  config: Configuration,
): DestinationSettings {
  return { type: "postgres", connectionString: addressOf("destination", service, config, entry) };
}

function addressOf(
  kind: "source" | "destination",
  service: string,
  config: Configuration,
  { password, sslmode }: Pick<SourceEntry, "password" | "sslmode">,
): string {
  if (!POSTGRES.test(service))
    throw new EngineError(
      `An entry with real: true is for PostgreSQL, and the service of the ${kind} is ${service}.`,
      {},
      `Write what stands in for it, as ${kind}.`,
    );
  const given = {
    host: textOf(config["host"]),
    database: textOf(config["database"]),
    user: textOf(config["user"]),
  };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0)
    throw new EngineError(
      `The configuration of the ${kind} has no ${missing.join(", no ")}.`,
      {},
      "`real: true` takes the address from there.",
    );
  const { host, database, user } = given;
  if (!/^[\w.:-]+$/.test(host ?? ""))
    throw new EngineError(`The host of the ${kind} is no name or address of a machine.`);
  const name = (host ?? "").includes(":") ? `[${host ?? ""}]` : (host ?? "");
  const login = `${encodeURIComponent(user ?? "")}${password === undefined ? "" : `:${encodeURIComponent(password)}`}`;
  const port = encodeURIComponent(textOf(config["port"]) ?? "5432");
  const query = sslmode === undefined ? "" : `?sslmode=${sslmode}`;
  return `postgresql://${login}@${name}:${port}/${encodeURIComponent(database ?? "")}${query}`;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
