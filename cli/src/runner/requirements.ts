/** What a connector's folder says has to be installed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Offered by the runner itself: installing the vendor's SDK, from 3.0 on, brings a package whose licence forbids this use. */
const OFFERED = new Set(["fivetran-connector-sdk", "fivetran-connector-kit"]);
/** What may never be installed, whoever asks for it. */
export const REFUSED: readonly string[] = ["fivetran-connector-sdk", "fivetran-connector-sdk-core"];
/** There without being named, where Fivetran runs connectors. */
const PREINSTALLED = "requests";

export interface Requirements {
  /** Lines for pip. */
  readonly lines: readonly string[];
  /** What was named and is offered by the runner instead, as it was written. */
  readonly offered: readonly string[];
}

/** Reads `requirements.txt`, else the dependencies of `pyproject.toml`. A folder with neither needs nothing. */
export function readRequirements(folder: string): Requirements {
  const file = join(folder, "requirements.txt");
  const project = join(folder, "pyproject.toml");
  const named = existsSync(file)
    ? linesOf(file)
    : existsSync(project)
      ? projectDependencies(readFileSync(project, "utf8"))
      : [];
  const offered = named.filter((line) => OFFERED.has(packageOf(line)));
  const lines = named.filter((line) => !OFFERED.has(packageOf(line)));
  if (!lines.some((line) => packageOf(line) === PREINSTALLED) && imports(folder, PREINSTALLED))
    lines.push(PREINSTALLED);
  return { lines, offered };
}

/** The name of a requirement as package registries compare it; empty for an option or an address. */
export function packageOf(line: string): string {
  const name = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?:$|[<>=!~;@(])/.exec(line)?.[1] ?? "";
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** Lines without comments, joined where they go on, with those of other files (`-r`) in their place. */
function linesOf(file: string, above: readonly string[] = []): string[] {
  if (above.includes(file)) throw new Error(`${file} includes itself (-r).`);
  const text = readFileSync(file, "utf8").replace(/\\\r?\n/g, " ");
  return text.split(/\r?\n/).flatMap((whole) => {
    const line = whole.replace(/(^|\s)#.*$/, "").trim();
    if (line === "") return [];
    const other = /^(?:-r|--requirement)[\s=]+(\S+)$/.exec(line)?.[1];
    if (other !== undefined) return linesOf(resolve(dirname(file), other), [...above, file]);
    const limits = /^(?:-c|--constraint)[\s=]+(\S+)$/.exec(line)?.[1];
    if (limits !== undefined) return [`-c ${resolve(dirname(file), limits)}`];
    return [line];
  });
}

/** The texts of `dependencies = [ … ]` below `[project]`. */
function projectDependencies(text: string): string[] {
  const project = /^\[project\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1] ?? "";
  const start = /^dependencies\s*=\s*\[/m.exec(project);
  if (start === null) return [];
  const found: string[] = [];
  const token = /"((?:[^"\\]|\\.)*)"|'([^']*)'|#[^\n]*|\]/g;
  token.lastIndex = start.index + start[0].length;
  for (let match = token.exec(project); match !== null && match[0] !== "]"; match = token.exec(project))
    if (!match[0].startsWith("#")) found.push((match[1] ?? match[2] ?? "").trim());
  return found;
}

function imports(folder: string, module: string): boolean {
  const statement = new RegExp(`^\\s*(?:import|from)\\s+${module}\\b`, "m");
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (entry.isFile())
      return entry.name.endsWith(".py") && statement.test(readFileSync(join(folder, entry.name), "utf8"));
    return (
      entry.isDirectory() &&
      !entry.name.startsWith(".") &&
      !["files", "lib", "tests", "__pycache__", "node_modules"].includes(entry.name) &&
      !existsSync(join(folder, entry.name, "pyvenv.cfg")) &&
      imports(join(folder, entry.name), module)
    );
  });
}
