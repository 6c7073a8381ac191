/** What a rule of a schema config may say, level by level. */
import type { Zod } from "./field";
import { rowFilter, targetDataType } from "./rowFilter";

/** What is managed of schemas, tables and columns. */
export const PROPERTIES = [
  "enabled",
  "syncMode",
  "rowFilter",
  "hashed",
  "isPrimaryKey",
  "targetDataType",
] as const;

/** Tables alone have `syncMode` and `rowFilter`, columns alone `hashed`, `isPrimaryKey` and `targetDataType`. */
export type Property = (typeof PROPERTIES)[number];

export const LEVELS = ["schema", "table", "column"] as const;

/** What elements of a level have: by depth, schemas first. */
const PROPERTIES_OF: readonly (readonly Property[])[] = [
  ["enabled"],
  ["enabled", "syncMode", "rowFilter"],
  ["enabled", "hashed", "isPrimaryKey", "targetDataType"],
];

const glob = (z: Zod) => z.string().min(1, "must not be empty; leave it out to match any name").optional();

export const syncMode = (z: Zod) => z.enum(["SOFT_DELETE", "HISTORY", "LIVE"]);

export const rule = (z: Zod) =>
  z
    .strictObject({
      match: z.strictObject({ schema: glob(z), table: glob(z), column: glob(z) }),
      enabled: z.boolean().optional(),
      syncMode: syncMode(z).optional(),
      rowFilter: rowFilter(z).optional(),
      hashed: z.boolean().optional(),
      isPrimaryKey: z.boolean().optional(),
      targetDataType: targetDataType(z).optional(),
    })
    .superRefine((given, context) => {
      const complain = (path: string[], message: string): void =>
        context.addIssue({ code: "custom", path, message });
      const depth = depthOf(given.match);
      if (depth === undefined) {
        complain(["match"], "must name at least one of `schema`, `table` and `column`");
        return;
      }
      const named = PROPERTIES.filter((property) => given[property] !== undefined);
      if (named.length === 0)
        complain([], `sets nothing: give it ${PROPERTIES.map((name) => `\`${name}\``).join(", ")}`);
      for (const property of named) {
        if (PROPERTIES_OF[depth]?.includes(property) === true) continue;
        const levels = LEVELS.filter((_, index) => PROPERTIES_OF[index]?.includes(property));
        complain(
          [property],
          `is a setting of ${levels.join("s or ")}s, and this rule matches ${LEVELS[depth] ?? ""}s (the deepest level that \`match\` names)`,
        );
      }
    });

/** Which levels a rule names. */
interface RuleMatch {
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

/** Of the deepest level that is named; undefined where none is. */
export function depthOf(match: RuleMatch): number | undefined {
  const depth = LEVELS.findLastIndex((level) => match[level] !== undefined);
  return depth === -1 ? undefined : depth;
}
