import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { destinationOptions, sourceOptions } from "../connector/options";
import { EngineError } from "../errors";

const text = z.string().min(1);

/** Whom an entry is for: all that it names have to agree; one that names nothing is for all. */
const target = {
  /** Id of a connection, or its name (`schema`, or the prefix of its schemas). */
  connection: text.optional(),
  /** Of the connection for a source, of the destination for a destination. */
  service: text.optional(),
  /** Id or name of a group. */
  group: text.optional(),
};

/** Lets the engine reach the address of the configuration. What the API keeps secret comes from here. */
const realAccess = {
  real: z.literal(true, { error: "is `true` or is left out." }).optional(),
  password: text.optional(),
  sslmode: z.enum(["disable", "require", "verify-full"]).optional(),
};

/** An entry says what stands in, or that the real system may be reached; not both. */
function checkChoice(kind: "source" | "destination") {
  return (entry: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void => {
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: "custom", path: [path], message });
    };
    const given = entry[kind] !== undefined;
    if (given === (entry["real"] === true))
      refuse(
        kind,
        given
          ? "stands beside `real: true`: write one of the two."
          : "is missing: write what stands in, or `real: true`.",
      );
    if (!given) return;
    for (const name of ["password", "sslmode", "tables", "deletes"])
      if (entry[name] !== undefined) refuse(name, "belongs to `real: true`.");
  };
}

const sourceEntry = z
  .strictObject({
    ...target,
    ...realAccess,
    source: sourceOptions.optional(),
    /** Of a real source: as those of a source of type `postgres`. */
    tables: z.array(text).min(1).optional(),
    deletes: z.enum(["none", "keySweep"]).optional(),
  })
  .superRefine(checkChoice("source"));

const destinationEntry = z
  .strictObject({
    service: target.service,
    group: target.group,
    ...realAccess,
    destination: destinationOptions.optional(),
  })
  .superRefine(checkChoice("destination"));

const standInsFile = z.strictObject({
  sources: z.array(sourceEntry).default([]),
  destinations: z.array(destinationEntry).default([]),
});

/** What stands in for the real systems of connections and destinations. */
export type StandIns = z.output<typeof standInsFile>;
export type SourceEntry = StandIns["sources"][number];
export type DestinationEntry = StandIns["destinations"][number];
/** The same as a program writes it. */
export type StandInsInput = z.input<typeof standInsFile>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a file of stand-ins. Paths in it count from its folder; `${NAME}` is the value of a variable of the environment.
 *
 * @throws EngineError that lists everything wrong, by line and path
 */
export function readStandIns(path: string, environment: Environment = process.env): StandIns {
  let written: string;
  try {
    written = readFileSync(path, "utf8");
  } catch (error) {
    throw new EngineError(
      `The file of stand-ins ${path} cannot be read.`,
      {},
      "Check the path; `--init-stand-ins` writes such a file.",
      error,
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(written, { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new EngineError(`${path}, line ${line}: ${fault.message.split("\n")[0] ?? "is no YAML"}`);
  }
  return check(document.toJS() ?? {}, path, dirname(resolve(path)), environment, (at) =>
    lineOf(document, lines, at),
  );
}

/** Checks stand-ins that a program gives. Paths count from `folder`. */
export function checkStandIns(
  input: unknown,
  name: string,
  folder: string,
  environment: Environment = process.env,
): StandIns {
  return check(input, name, folder, environment, () => undefined);
}

type Path = readonly PropertyKey[];

function check(
  input: unknown,
  name: string,
  folder: string,
  environment: Environment,
  lineAt: (path: Path) => number | undefined,
): StandIns {
  const problems: string[] = [];
  const tell = (path: Path, message: string): void => {
    const line = lineAt(path);
    const where = [line === undefined ? undefined : `line ${line}`, formatPath(path)].filter(Boolean);
    problems.push(`- ${where.length === 0 ? "" : `${where.join(", ")}: `}${message}`);
  };
  const expanded = expand(input, [], environment, tell);
  const parsed = standInsFile.safeParse(expanded);
  for (const { path, message } of parsed.error?.issues ?? []) tell(path, message);
  if (!parsed.success || problems.length > 0)
    throw new EngineError(`${name} is wrong:\n${problems.join("\n")}`);
  const { sources, destinations } = parsed.data;
  return {
    sources: sources.map((entry) => ({ ...entry, source: withPath(entry.source, folder) })),
    destinations: destinations.map((entry) => ({
      ...entry,
      destination: withPath(entry.destination, folder),
    })),
  };
}

/** Replaces `${NAME}` in every text by the variable of the environment. */
function expand(
  value: unknown,
  path: Path,
  environment: Environment,
  tell: (path: Path, message: string) => void,
): unknown {
  if (typeof value === "string")
    return value.replaceAll(/\$\{(\w+)\}/g, (_all, name: string) => {
      const found = environment[name];
      if (found === undefined || found === "") tell(path, `the environment has no ${name}.`);
      return found ?? "";
    });
  if (Array.isArray(value))
    return value.map((item: unknown, index) => expand(item, [...path, index], environment, tell));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, expand(inner, [...path, key], environment, tell)]),
  );
}

function withPath<Options extends object>(options: Options | undefined, folder: string): Options | undefined {
  return options !== undefined && "path" in options && typeof options.path === "string"
    ? { ...options, path: resolve(folder, options.path) }
    : options;
}

/** `sources[0].source.path`. */
function formatPath(path: Path): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

/** Of the nearest element that the file has. */
function lineOf(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
    const at = node?.range?.[0];
    if (at !== undefined) return lines.linePos(at).line;
  }
  return undefined;
}
