/** The credentials that were asked for are not there. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}
