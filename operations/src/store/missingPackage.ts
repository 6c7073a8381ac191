/** An optional package that is needed now is not installed. */
export class MissingPackageError extends Error {
  override readonly name = "MissingPackageError";

  /** @param what needs them */
  constructor(what: string, packages: readonly string[]) {
    super(`${what} needs ${packages.join(" and ")}: npm install ${packages.join(" ")}`);
  }
}
