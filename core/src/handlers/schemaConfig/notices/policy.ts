/** What a change of `schemaChangeHandling` does, and what it does not do: a policy is only about what Fivetran discovers later. */
import type { Notice } from "../../../contract";
import { isKnownPolicy, type SchemaChangeHandling, type SchemaConfigInputs } from "../wants/inputs";

/** From the strictest on: each lets in what the ones before it do, and more. */
const BY_REACH: readonly SchemaChangeHandling[] = ["BLOCK_ALL", "ALLOW_COLUMNS", "ALLOW_ALL"];

const FROM_NOW_ON: Readonly<Record<SchemaChangeHandling, string>> = {
  ALLOW_ALL: "new schemas, tables and columns are synced",
  ALLOW_COLUMNS: "new schemas and tables are not synced, new columns of existing tables are",
  BLOCK_ALL: "new schemas, tables and columns are not synced",
};

/**
 * For a program that goes from one policy to another; `before` is the one in force as far as it is known. Nothing where the policy
 * stays, is removed from the program, or is not known yet.
 */
export function policyNotices(before: string | undefined, news: SchemaConfigInputs): Notice[] {
  const policy: string | undefined = news.schemaChangeHandling;
  if (!isKnownPolicy(policy) || policy === before) return [];
  const sentences = [
    `from now on ${FROM_NOW_ON[policy]}: it governs only what Fivetran discovers later`,
    ...existingSentences(before, policy, news),
    ...ruleSentences(news),
  ];
  return [
    { severity: "info", path: ["schemaChangeHandling"], message: sentences.join(". ") },
    ...clearTextWarning(policy, news),
  ];
}

function existingSentences(
  before: string | undefined,
  policy: SchemaChangeHandling,
  { undeclared }: SchemaConfigInputs,
): string[] {
  if (undeclared === "followPolicy") {
    return [
      "Fivetran itself switches nothing that exists; because `undeclared` is `followPolicy`, this program does: elements that it does not name follow the policy, all columns of synced tables included. Hashing does not change",
    ];
  }
  const kept = "Existing schemas, tables and columns keep their state";
  if (!isKnownPolicy(before)) return [kept];
  const isStricter = BY_REACH.indexOf(policy) < BY_REACH.indexOf(before);
  return [
    isStricter
      ? `${kept}: synced elements stay synced, also those that only \`${before}\` has let in`
      : `${kept}: elements that \`${before}\` has kept out so far stay out, until a name or a rule enables them`,
  ];
}

function ruleSentences({ rules = [] }: SchemaConfigInputs): string[] {
  if (rules.length === 0) return [];
  const subject = rules.length === 1 ? "The rule holds" : `The ${rules.length} rules hold`;
  return [
    `${subject} under any policy: a matching element that appears later shows as drift at the next refresh, and the next \`up\` sets it`,
  ];
}

/** A new column is synced by the policy at once, and hashed by a rule only later. */
function clearTextWarning(policy: SchemaChangeHandling, { rules = [] }: SchemaConfigInputs): Notice[] {
  if (policy === "BLOCK_ALL" || !rules.some(({ hashed }) => hashed === true)) return [];
  const what = policy === "ALLOW_ALL" ? "new tables and columns" : "new columns";
  const message = `${what} are synced before rules hash anything in them: what they hold arrives in the clear until the next refresh and \`up\`. With \`BLOCK_ALL\` it waits`;
  return [{ severity: "warning", path: ["schemaChangeHandling"], message }];
}
