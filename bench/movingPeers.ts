/** What the engine is measured beside: `psql`, DuckDB's own reading, dlt and sling, each as a command of its own. */
import { chmodSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { environmentFor, MissingError } from "../tools/kit/environment.ts";

/** A command to measure. It is started without a shell. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Addresses {
  readonly source: string;
  readonly target: string;
  /** A folder for what a contender keeps, and for files that it writes. */
  readonly folder: string;
}

/** COPY piped to COPY: rows without discovery, system columns or checks. The key is declared behind the load, as the engine does. */
export function psqlPipe({ source, target }: Addresses, table: string): Command {
  const make = `psql -q "$1" -c "COPY ${table} TO STDOUT" | psql -q "$2" -c "COPY ${table} FROM STDIN" && psql -q "$2" -c "ALTER TABLE ${table} ADD PRIMARY KEY (id)"`;
  return { program: "sh", arguments: ["-c", make, "sh", source, target] };
}

const DUCKDB = `
import sys, duckdb
from pathlib import Path
source, file, table = sys.argv[1:]
[extension] = Path(duckdb.__file__).parent.parent.glob("duckdb_extension_postgres_scanner/**/*.duckdb_extension")
connection = duckdb.connect(file, config={"allow_unsigned_extensions": "true"})
connection.execute(f"LOAD '{extension}'")
connection.execute(f"ATTACH '{source}' AS source (TYPE postgres, READ_ONLY)")
connection.execute(f"CREATE TABLE {table} AS FROM source.public.{table}")
`;

const DLT = `
import sys, dlt
from dlt.sources.sql_database import sql_table
source, kind, address, folder, mode, table = sys.argv[1:]
destination = {"postgres": dlt.destinations.postgres, "duckdb": dlt.destinations.duckdb, "parquet": dlt.destinations.filesystem}[kind](address)
pipeline = dlt.pipeline("bench", destination=destination, dataset_name="dlt_bench", pipelines_dir=folder)
rows = sql_table(credentials=source, table=table, backend="connectorx", incremental=dlt.sources.incremental("updated") if mode == "incremental" else None)
rows.apply_hints(primary_key="id", write_disposition="append" if kind == "parquet" else "merge")
pipeline.run(rows, loader_file_format="parquet" if kind == "parquet" else None)
`;

export interface Peers {
  readonly duckdb: ((from: Addresses, table: string) => Command) | undefined;
  readonly dlt:
    | ((
        from: Addresses,
        kind: "postgres" | "duckdb" | "parquet",
        mode: "full" | "incremental",
        table: string,
      ) => Command)
    | undefined;
  readonly sling: ((from: Addresses, mode: "full" | "incremental", table: string) => Command) | undefined;
}

/** Installs the peers that can be had. */
export async function findPeers(): Promise<Peers> {
  const python = await install("moving-requirements.txt");
  const duck = await install("moving-duckdb-requirements.txt");
  return {
    duckdb:
      duck === undefined
        ? undefined
        : ({ source, folder }, table) => ({
            program: duck,
            arguments: ["-c", DUCKDB, source, join(folder, "duckdb.duckdb"), table],
          }),
    dlt:
      python === undefined
        ? undefined
        : ({ source, target, folder }, kind, mode, table) => {
            const address = {
              postgres: target,
              duckdb: join(folder, "dlt.duckdb"),
              parquet: `file://${folder}/dlt`,
            }[kind];
            return {
              program: python,
              arguments: ["-c", DLT, source, kind, address, join(folder, `dlt-${kind}`), mode, table],
              environment: {
                RUNTIME__DLTHUB_TELEMETRY: "false",
                RUNTIME__LOG_LEVEL: "ERROR",
                // dlt asks for one; the server of the bench asks nobody.
                CREDENTIALS__PASSWORD: "none",
              },
            };
          },
    sling:
      python === undefined
        ? undefined
        : ({ source, target, folder }, mode, table) => ({
            program: slingOf(python),
            arguments: [
              ...["run", "--src-conn", `${source}?sslmode=disable`, "--src-stream", `public.${table}`],
              ...["--tgt-conn", `${target}?sslmode=disable`, "--tgt-object", `public.sling_${table}`],
              ...(mode === "full"
                ? ["--mode", "full-refresh", "--primary-key", "id"]
                : ["--mode", "incremental", "--primary-key", "id", "--update-key", "updated"]),
            ],
            environment: {
              SLING_HOME_DIR: join(folder, "sling"),
              SLING_DISABLE_TELEMETRY: "true",
              DO_NOT_TRACK: "1",
            },
          }),
  };
}

/** The package has the program in its own folder, without the right to run it. */
function slingOf(python: string): string {
  const [program = ""] = globSync(
    join(dirname(python), "../lib/*/site-packages/sling_linux_amd64/bin/sling-linux-amd64"),
  );
  chmodSync(program, 0o755);
  return program;
}

async function install(requirements: string): Promise<string | undefined> {
  try {
    return await environmentFor(fileURLToPath(new URL(requirements, import.meta.url)));
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
    console.error(`What ${requirements} names is left out: ${error.message}`);
    return undefined;
  }
}
