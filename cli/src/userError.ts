/** Something that the person at the terminal can mend: its message is all that is shown. An empty one has been shown already. */
export class UserError extends Error {
  override readonly name = "UserError";
}
