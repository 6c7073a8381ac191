// Runs one sync of an engine in a process of its own, which ends itself by SIGKILL at a call to its destination, before or after it.
// A folder's manifest that is put in place counts as a call too.
// Arguments: the folder of the built package, and a JSON of { source, target, folder, mode, killAt, after, segmentBytes }.
const fs = require("node:fs");
const { join } = require("node:path");

const [dist, text] = process.argv.slice(2);
const options = JSON.parse(text);
const load = (path) => require(join(dist, path));
const { PostgresSource } = load("sources/postgres/postgresSource.js");
const { SqlDestination } = load("sql/sqlDestination.js");
const { DuckdbSession } = load("destinations/duckdb/duckdbSession.js");
const { PostgresSession } = load("destinations/postgres/postgresSession.js");
const { FolderDestination, openFolder } = load("destinations/folder/folderDestination.js");
const { SegmentFolder } = load("segments/segmentFolder.js");
const { planTable } = load("plan/planTable.js");
const { runSync } = load("sync/runSync.js");

let calls = 0;

function killBefore() {
  calls += 1;
  if (calls === options.killAt && !options.after) process.kill(process.pid, "SIGKILL");
}

function killBehind() {
  if (calls === options.killAt && options.after) process.kill(process.pid, "SIGKILL");
}

const { renameSync } = fs;
fs.renameSync = (...names) => {
  killBefore();
  renameSync(...names);
  killBehind();
};

function killing(session) {
  const counted = new Set(["run", "query", "stage", "insert"]);
  return new Proxy(session, {
    get(target, name) {
      const value = target[name];
      if (typeof value !== "function") return value;
      if (!counted.has(name)) return value.bind(target);
      return async (...args) => {
        killBefore();
        const result = await value.apply(target, args);
        killBehind();
        return result;
      };
    },
  });
}

async function openDestination(target) {
  const [, format, path] = /^(parquet|json|csv):(.*)$/.exec(target) ?? [];
  if (path !== undefined)
    return new FolderDestination("test", { path, format }, killing(await openFolder(path)));
  const session = target.startsWith("postgres")
    ? await PostgresSession.open(target, "test")
    : await DuckdbSession.open(target);
  return new SqlDestination("test", killing(session));
}

async function main() {
  const source = new PostgresSource({
    connectionString: options.source,
    segmentBytes: options.segmentBytes ?? 300,
  });
  const destination = await openDestination(options.target);
  const plan = (table) => ({
    plan: planTable(table, {
      rules: { handling: "ALLOW_ALL", schemas: {} },
      naming: "FIVETRAN_NAMING",
      destinationSchema: (schema) => schema,
      mode: () => options.mode,
      keySweep: true,
    }),
    known: { blocked: new Set(), declared: new Set(), dropped: new Set() },
  });
  const result = await runSync({
    source,
    destination,
    plan,
    policy: { autoMigrate: true, allowBreaking: true, dropBlocked: false },
    salt: { text: "5".repeat(64) },
    folder: new SegmentFolder(options.folder),
    now: Date.now,
    signal: new AbortController().signal,
    observer: {},
  });
  await source.close();
  await destination.close();
  for (const { error } of result.tables) if (error !== undefined) throw error;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
