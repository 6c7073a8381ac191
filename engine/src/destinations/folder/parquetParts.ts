import { textLiteral } from "../../duckdb/segmentRows";
import { duckType } from "../../duckdb/types";
import { quoteName } from "../../sql/quoting";
import { type PartFormat, pathList, SYSTEM } from "./partFormat";

/** Parquet with the types that DuckDB has for it, compressed by zstd. */
export const parquetParts: PartFormat = {
  extension: "parquet",
  readSql: (parts, columns) => {
    const list = [...columns, ...SYSTEM].map(
      ({ name, type }) => `CAST(${quoteName(name)} AS ${duckType(type)}) AS ${quoteName(name)}`,
    );
    return `(SELECT ${list.join(", ")}, "filename" AS "_fivetran_part" FROM read_parquet(${pathList(parts)}, filename = true))`;
  },
  copySql: ({ from, columns, where = "true", deleted, synced }, path) => {
    const names = columns.map(({ name }) => quoteName(name));
    const list = [...names, `${deleted} AS "_fivetran_deleted"`, `${synced} AS "_fivetran_synced"`];
    return `COPY (SELECT ${list.join(", ")} FROM ${from} WHERE ${where}) TO ${textLiteral(path)} (FORMAT parquet, COMPRESSION zstd)`;
  },
  // A reader needs no room for lines.
  rowBytes: () => 0,
};
