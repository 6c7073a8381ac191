import { messageOf } from "../errors";

const LONGEST = 300;

/** DuckDB's reason for an error: its first line, at most 300 characters, without the values that it quotes. */
export function duckdbReason(error: unknown): string {
  const [line = ""] = messageOf(error).split("\n");
  const reason = line.replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, "…");
  return reason.length > LONGEST ? `${reason.slice(0, LONGEST)} …` : reason;
}
