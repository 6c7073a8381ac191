/** The fields of what came of a change, for the docs. */
export const CHANGE_FIELDS = {
  id: "the connection's id",
  name: "`group/schema`",
  outcome: "changed, unchanged (it was so before, and nothing was sent), or failed",
  detail: "what it is now, or why it failed",
} as const;
