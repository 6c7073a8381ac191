/** From what is written on a command line to what a method of the client is given. */
import { parseJson } from "@pulumi-fivetran/sdk";
import { OPERATIONS } from "../generated/operations";
import { usageError } from "../userError";
import type { OperationName } from "./effects";

interface Parameter {
  readonly name: string;
  readonly isText: boolean;
}

/** What was written besides the operation's name. */
export interface Given {
  /** Texts for the parameters that are texts, in their order. */
  readonly texts: readonly string[];

  /** JSON for the others: the value of one, or a list with one each. */
  readonly data: string | undefined;

  /** `name=value`, for lists that are filtered. */
  readonly query: readonly string[];

  /** A path, for operations that upload one. */
  readonly file: string | undefined;
}

/** @throws {UserError} (exit code 2) for what is missing, too much, or not readable */
export function argumentsOf(name: OperationName, given: Given): unknown[] {
  const parameters: readonly Parameter[] = OPERATIONS[name].parameters;
  const texts = parameters.filter(({ isText }) => isText);
  const others = parameters.filter(({ isText }) => !isText);
  if (texts.length !== given.texts.length) {
    const wanted = texts.length === 0 ? "no name or id" : texts.map((each) => `<${each.name}>`).join(" ");
    throw usageError(
      `${name} takes ${wanted}, and ${given.texts.length} were given.`,
      `fivetranctl api ${name} --help`,
    );
  }
  const values = valuesFor(name, others, given);
  const [waitingTexts, waitingValues] = [[...given.texts], [...values]];
  return parameters.map(({ isText }) => (isText ? waitingTexts.shift() : waitingValues.shift()));
}

function valuesFor(name: OperationName, others: readonly Parameter[], given: Given): unknown[] {
  const { data, query, file } = given;
  if (others.length === 0) {
    if (data === undefined && query.length === 0 && file === undefined) return [];
    throw usageError(`${name} takes no data.`, "Leave --data, --query and --file out.");
  }
  const [first] = others;
  if (first?.name === "file") {
    if (file === undefined) throw usageError(`${name} needs a file.`, "Give --file <path>, a ZIP file.");
    return [file];
  }
  if (file !== undefined) throw usageError(`${name} uploads no file.`, "Leave --file out.");
  const asked = Object.fromEntries(query.map(queryPair));
  if (data === undefined) return [query.length === 0 && !isReading(name) ? {} : asked];
  const read = withClientNames(readData(data));
  if (others.length === 1) return [isObject(read) ? { ...read, ...asked } : read];
  if (!Array.isArray(read) || read.length > others.length)
    throw usageError(
      `${name} takes several values.`,
      `Give --data a list of ${others.map((each) => each.name).join(", ")}.`,
    );
  return read as unknown[];
}

function isReading(name: OperationName): boolean {
  return OPERATIONS[name].request.startsWith("GET ");
}

function queryPair(text: string): readonly [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw usageError(`--query '${text}' is no name=value.`);
  const value = text.slice(at + 1);
  return [camelCase(text.slice(0, at)), value === "true" ? true : value === "false" ? false : value];
}

function readData(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // The parser's message quotes the data, which may hold a secret.
    throw usageError("--data is not JSON.", "Give JSON, @file, or - for standard input.");
  }
}

/** The first level may have the API's own names; what lies deeper may be names of the user's. */
function withClientNames(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [camelCase(name), each]));
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
