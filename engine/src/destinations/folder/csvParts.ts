import { textLiteral } from "../../duckdb/segmentRows";
import { fromText, toText } from "../../duckdb/types";
import { quoteName } from "../../sql/quoting";
import { lineRoom, type PartFormat, pathList, SYSTEM } from "./partFormat";

/**
 * CSV with a line of names, values in the canonical text of their types. Every value is in quotes, and NULL is nothing at all, so that
 * an empty text stays apart.
 */
export const csvParts: PartFormat = {
  extension: "csv",
  readSql: (parts, columns) => {
    const all = [...columns, ...SYSTEM];
    const texts = all.map(({ name }) => `${textLiteral(name)}: 'VARCHAR'`).join(", ");
    const list = all.map(({ name, type }) => `${fromText(type, quoteName(name))} AS ${quoteName(name)}`);
    return `(SELECT ${list.join(", ")}, "filename" AS "_fivetran_part" FROM read_csv(${pathList(parts)}, columns = {${texts}},
      auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '',
      allow_quoted_nulls = false, parallel = false, strict_mode = true, filename = true, ${lineRoom(parts)}))`;
  },
  copySql: ({ from, columns, where = "true", deleted, synced }, path) => {
    const list = [
      ...columns.map(({ name, type }) => `${toText(type, quoteName(name))} AS ${quoteName(name)}`),
      `(${deleted})::VARCHAR AS "_fivetran_deleted"`,
      `${toText({ name: "UTC_DATETIME" }, `(${synced})`)} AS "_fivetran_synced"`,
    ];
    const all = [...columns, ...SYSTEM].map(({ name }) => quoteName(name)).join(", ");
    return `COPY (SELECT ${list.join(", ")} FROM ${from} WHERE ${where}) TO ${textLiteral(path)}
      (FORMAT csv, HEADER true, NULLSTR '', FORCE_QUOTE (${all}))`;
  },
  rowBytes: (segmentBytes, columns) => 2 * segmentBytes + 3 * columns.length + 200,
};
