import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { AlteredColumn, PartFile } from "./partFormat";
import { SYSTEM } from "./partFormat";

/** Writes a file of lines with other columns. Each value keeps its own text, so that no number is rounded on the way. */
export async function alterJsonLines(
  part: PartFile,
  columns: readonly AlteredColumn[],
  path: string,
): Promise<void> {
  const altered = async function* (): AsyncGenerator<string> {
    for await (const line of linesOf(part.path)) yield `${alterLine(line, columns)}\n`;
  };
  await pipeline(altered, createWriteStream(path, { flags: "wx" }));
}

const LINE_FEED = 10;

async function* linesOf(path: string): AsyncGenerator<string> {
  let waiting: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...waiting, chunk.subarray(from, end)]).toString("utf8");
      waiting = [];
      from = end + 1;
    }
    waiting.push(chunk.subarray(from));
  }
}

/** One line with other columns; those of the engine stay at its end. */
export function alterLine(line: string, columns: readonly AlteredColumn[]): string {
  const values = membersOf(line);
  const members = columns.flatMap(({ column, from }): string[] => {
    const value = from === undefined ? undefined : values.get(from.name);
    if (value === undefined && column.type.name === "JSON") return [];
    return [`${JSON.stringify(column.name)}:${convert(value ?? "null", from, column)}`];
  });
  const system = SYSTEM.map(({ name }) => `${JSON.stringify(name)}:${values.get(name) ?? "null"}`);
  return `{${[...members, ...system].join(",")}}`;
}

/** A number becomes the text that it is written as; what is a text already, or stays a number, is left as it is. */
function convert(value: string, from: AlteredColumn["from"], { type }: AlteredColumn["column"]): string {
  if (value === "null" && from?.type.name !== "JSON") return value;
  if (from?.type.name === "JSON" && type.name !== "JSON") return JSON.stringify(value);
  const wasText = value.startsWith('"');
  const isNumber = NUMBERS.has(type.name);
  if (type.name === "DECIMAL")
    return JSON.stringify(withScale(wasText ? String(JSON.parse(value)) : value, type.scale));
  return wasText || isNumber || type.name === "JSON" ? value : JSON.stringify(value);
}

const NUMBERS = new Set(["BOOLEAN", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE"]);

/** `1.5` with four places is `1.5000`, as DuckDB writes it. */
function withScale(text: string, scale: number): string {
  if (scale === 0) return text;
  const [whole = "", places = ""] = text.split(".");
  return `${whole}.${places.padEnd(scale, "0")}`;
}

/** The members of an object, each value as it is written. */
export function membersOf(line: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = 1;
  while (line[at] === '"') {
    const nameEnd = endOfText(line, at);
    const valueStart = nameEnd + 1;
    const valueEnd = endOfValue(line, valueStart);
    members.set(String(JSON.parse(line.slice(at, nameEnd))), line.slice(valueStart, valueEnd));
    at = valueEnd + 1;
  }
  return members;
}

function endOfText(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] === "\\") at += 1;
    else if (line[at] === '"') return at + 1;
  }
  throw new RangeError("A line of JSON ends inside a text.");
}

/** Behind the value that begins at `start`: at the comma or the brace that follows it. */
function endOfValue(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const character = line[at];
    if (character === '"') at = endOfText(line, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (depth === 0 && (character === "," || character === "}")) return at;
    else if (character === "}" || character === "]") depth -= 1;
  }
  throw new RangeError("A line of JSON ends inside a value.");
}
