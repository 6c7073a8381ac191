/** A Connector SDK connector as the file that Fivetran takes: the same bytes, and so the same hash, on every machine. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import ignore from "ignore";

export interface PackedSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In lower-case hexadecimal digits, as Fivetran returns it. */
  readonly sha256: string;
}

const ENTRY = "connector.py";
/** Made by Fivetran's own tool from the connector's set-up form; empty where there is none. */
const FORM = "configuration_form.pb";
const MAX_BYTES = 200 * 1024 * 1024;

/** What Fivetran's own tool leaves out, at any depth. */
const LEFT_OUT_FOLDERS = new Set(["__pycache__", "lib", "include", "files", "crash-reports"]);
const LEFT_OUT_FILES = new Set(["destination.json", "options.toml", "configuration.example.json"]);

/** Files that hold secrets, by their names. */
const SECRETS = /^(?:\.env(?:\..*)?|configuration.*\.json|.*\.(?:pem|key|p12|pfx|jks))$/i;

/**
 * The file of a folder with the connector's code, or of a ZIP file that is ready.
 *
 * @param source path, taken from the program's folder
 * @throws Error for a source that is not there, has no `connector.py`, is too large, or holds files with secrets
 */
export function packSource(source: string): PackedSource {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (stat === undefined) throw new Error(`there is no folder and no file '${source}'.`);
  const bytes = stat.isDirectory() ? packFolder(source) : new Uint8Array(readFileSync(source));
  if (bytes.length > MAX_BYTES) {
    throw new Error(`'${source}' makes a package of ${bytes.length} bytes; Fivetran takes 200 MB at most.`);
  }
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function packFolder(folder: string): Uint8Array<ArrayBuffer> {
  if (!existsSync(join(folder, ENTRY))) throw new Error(`the folder '${folder}' has no '${ENTRY}'.`);
  const paths = [...filesIn(folder, "", [])];
  const secrets = paths.filter((path) => SECRETS.test(path.split("/").at(-1) ?? ""));
  if (secrets.length > 0) {
    throw new Error(
      `${secrets.map((path) => `'${path}'`).join(", ")} in '${folder}' may hold secrets, and would be uploaded. Name what is to be left out in a .gitignore; secrets belong in the connector's \`config.secrets_list\`.`,
    );
  }
  // By bytes, not by the language of the machine.
  paths.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const files: Zippable = {};
  for (const path of paths) files[path] = new Uint8Array(readFileSync(join(folder, path)));
  if (!paths.includes(FORM)) files[FORM] = new Uint8Array();
  // Stored, not deflated: deflated bytes may differ from one version of Node.js to the next. Times are fields of a local date.
  return new Uint8Array(zipSync(files, { level: 0, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o644 << 16 }));
}

interface Ignoring {
  /** Path of the folder whose .gitignore it is, with a slash at its end; empty for the top. */
  readonly base: string;
  readonly rules: ReturnType<typeof ignore>;
}

/** Paths with slashes, from the folder on; nested .gitignore files hold for what is below them. */
function* filesIn(root: string, base: string, above: readonly Ignoring[]): Generator<string> {
  const own = join(root, base, ".gitignore");
  const ignoring = existsSync(own)
    ? [...above, { base, rules: ignore().add(readFileSync(own, "utf8")) }]
    : above;
  const isIgnored = (path: string): boolean =>
    ignoring.some(({ base: from, rules }) => rules.ignores(path.slice(from.length)));
  for (const entry of readdirSync(join(root, base), { withFileTypes: true })) {
    const path = `${base}${entry.name}`;
    if (entry.isDirectory()) {
      const isLeftOut = LEFT_OUT_FOLDERS.has(entry.name) || entry.name.startsWith(".");
      if (isLeftOut || existsSync(join(root, path, "pyvenv.cfg")) || isIgnored(`${path}/`)) continue;
      yield* filesIn(root, `${path}/`, ignoring);
    } else if (!isIgnored(path) && isPart(entry.name)) yield path;
  }
}

/** Files whose names begin with a dot are left out; one that may hold secrets is told of instead. */
function isPart(name: string): boolean {
  // First: the example of a configuration has a name as a configuration has it, and no value.
  if (LEFT_OUT_FILES.has(name)) return false;
  return name === ".gitignore" || SECRETS.test(name) || !name.startsWith(".");
}
