import type { DestinationColumn } from "../../contract/table";
import { textLiteral } from "../../duckdb/segmentRows";
import { fromText, toText } from "../../duckdb/types";
import { quoteName } from "../../sql/quoting";
import { alterJsonLines } from "./jsonLines";
import { lineRoom, type PartFormat, pathList, SYSTEM } from "./partFormat";

/**
 * One JSON object a line. Whole numbers, FLOAT, DOUBLE and BOOLEAN are JSON's own; JSON is the text that it was, line breaks between its
 * values apart; everything else is a text: a number with a point would be rounded by most readers. Lines are kept as they are when rows
 * around them change, since a JSON value that is read and written again may come out rounded.
 */
export const jsonParts: PartFormat = {
  extension: "ndjson",
  readSql: (parts, columns) => {
    const list = [...columns, ...SYSTEM].map(
      ({ name, type }) => `${fromText(type, memberValue(name, type))} AS ${quoteName(name)}`,
    );
    return `(SELECT ${list.join(", ")}, line AS "_fivetran_line", "filename" AS "_fivetran_part" FROM read_csv(${pathList(parts)},
      columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', new_line = '\\n',
      parallel = false, filename = true, ${lineRoom(parts)}))`;
  },
  copySql: ({ from, columns, kept, where = "true", deleted, synced }, path) => {
    const begin = kept ? BEFORE_SYSTEM : `'{' || ${columns.map(memberOf).join(" || ")}`;
    const text = toText({ name: "UTC_DATETIME" }, `(${synced})`);
    const end = `'"_fivetran_deleted":' || (${deleted})::VARCHAR || ',"_fivetran_synced":"' || ${text} || '"}'`;
    return `COPY (SELECT ${begin} || ${end} FROM ${from} WHERE ${where}) TO ${textLiteral(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '')`;
  },
  // A control character takes six bytes.
  rowBytes: (segmentBytes, columns) =>
    6 * segmentBytes + columns.reduce((sum, { name }) => sum + 6 * name.length + 10, 200),
  alterFile: alterJsonLines,
};

/** The engine's two columns end each line, in this form and no other. */
const BEFORE_SYSTEM = `regexp_extract("_fivetran_line", '^(.*)"_fivetran_deleted":(?:true|false),"_fivetran_synced":"[^"]*"\\}$', 1, 's')`;

/** A member of the object, with the comma behind it. JSON's own null is a value: a column of JSON without one has no member. */
function memberOf({ name, type }: DestinationColumn): string {
  const key = textLiteral(`${JSON.stringify(name)}:`);
  const column = quoteName(name);
  return type.name === "JSON"
    ? `coalesce(${key} || translate(${column}::VARCHAR, chr(10) || chr(13), '  ') || ',', '')`
    : `${key} || coalesce(${jsonOf(type, column)}, 'null') || ','`;
}

function jsonOf(type: DestinationColumn["type"], column: string): string {
  const text = toText(type, column);
  switch (type.name) {
    case "BOOLEAN":
    case "SHORT":
    case "INT":
    case "LONG":
      return text;
    case "FLOAT":
    case "DOUBLE":
      // A reader takes `-0` for a whole number, which has no sign.
      return `CASE WHEN (${text}) = '-0' THEN '-0.0' WHEN isfinite(${column}) THEN ${text} ELSE '"' || (${text}) || '"' END`;
    default:
      return `to_json(${text})::VARCHAR`;
  }
}

function memberValue(name: string, type: DestinationColumn["type"]): string {
  const pointer = textLiteral(`/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return type.name === "JSON"
    ? `json_extract(line, ${pointer})::VARCHAR`
    : `json_extract_string(line, ${pointer})`;
}
