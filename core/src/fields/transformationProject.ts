import { optional, output, required, type Zod } from "./field";
import { createdAt, failedTestsOutput, objectFields, optionalText, setupTestsFields, text } from "./shared";

const variables = (z: Zod) =>
  z.array(
    z.string().regex(/^DBT_[^=]*=/, "must be 'DBT_NAME=value': Fivetran passes on only names that begin so"),
  );

const NO_WAY_BACK = "stays as it is: the API has no way to take it back";

/** What the API can change. */
export const changeableFields = {
  folderPath: optional(text, { resetTo: "", inputOnly: true }),
  gitBranch: optional(text, { stays: NO_WAY_BACK, inputOnly: true }),
  threads: optional((z) => z.int().min(1, "must be at least 1"), { stays: NO_WAY_BACK, inputOnly: true }),
  targetName: optional(text, { resetTo: "", inputOnly: true }),
  environmentVars: optional(variables, { resetTo: [], secret: true, inputOnly: true }),
};

export const fields = {
  groupId: required(text, { replaces: true }),
  type: required(text, { replaces: true }),
  dbtVersion: required(text, { replaces: true, inputOnly: true }),
  defaultSchema: required(text, { replaces: true, inputOnly: true }),
  gitRemoteUrl: required(text, { replaces: true }),
  ...changeableFields,
  ...setupTestsFields,
  ...objectFields,
  publicKey: output(optionalText),
  createdAt,
  ...failedTestsOutput,
};
