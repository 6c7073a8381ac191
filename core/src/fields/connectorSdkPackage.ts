import { required } from "./field";
import { createdAt, objectFields, text } from "./shared";

export const fields = {
  // Where the source lies is no setting: what is in it counts.
  source: required(text, { uncompared: true, inputOnly: true }),
  /** Of the package that the source makes: worked out in the program, so that a changed file is a change in the preview. */
  fileSha256Hash: required(
    (z) => z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hexadecimal digits"),
    { madeByFace: true },
  ),
  ...objectFields,
  createdAt,
};
