import type { SchemaRule } from "pulumi-fivetran";

/** Columns that arrive hashed, in whatever table of whatever source they stand. A new name here reaches every pipeline at its next `up`. */
export const HASHED: SchemaRule[] = ["email", "*_email", "phone", "birth_date"].map((column) => ({
  match: { column },
  hashed: true,
}));
