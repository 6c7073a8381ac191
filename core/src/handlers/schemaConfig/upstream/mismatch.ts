import { HandlerError, type Problem } from "../../../errors/problem";
import { formatPath } from "../../../values/propertyPath";
import { type Element, pathOf } from "../wants/elements";
import { countOf, missingLines, reloadProblems } from "./missing";
import type { UnsupportedSetting } from "./unsupported";
import type { Upstream } from "./upstream";

/** All that stands between the program and the source. */
export interface Mismatch {
  readonly missing: readonly Element[];
  readonly unsupported: readonly UnsupportedSetting[];
  /** Why the reload that was to find what is missing failed, if it did. */
  readonly reloadFailure: Problem | undefined;
}

/** The program names what the source does not have, or settings that Fivetran does not offer there. Nothing was sent. */
export class SchemaMismatchError extends HandlerError {
  override readonly name = "SchemaMismatchError";
  /** `schemas.public.tables.Customers`, for each. */
  readonly paths: readonly string[];

  constructor(connectionId: string, mismatch: Mismatch, upstream: Upstream) {
    const parts = [
      ...missingPart(connectionId, mismatch, upstream),
      ...unsupportedPart(connectionId, mismatch),
    ];
    const [only] = parts;
    const whole =
      only !== undefined && parts.length === 1
        ? only
        : {
            summary: `The schema config of connection '${connectionId}' does not fit its source:`,
            details: parts,
          };
    super({ ...whole, subject: `SchemaConfig '${connectionId}'`, path: ["schemas"] });
    const { missing, unsupported } = mismatch;
    this.paths = [...missing.map((element) => pathOf(element)), ...unsupported.map(({ path }) => path)].map(
      formatPath,
    );
  }
}

function missingPart(
  connectionId: string,
  { missing, reloadFailure }: Mismatch,
  upstream: Upstream,
): Problem[] {
  if (missing.length === 0) return [];
  const reloaded = reloadFailure === undefined ? ", also after a schema reload" : "";
  return [
    {
      summary: `Connection '${connectionId}' does not have ${countOf(missing)} that the program names${reloaded}. Nothing was sent.`,
      details: [...missingLines(missing, upstream), ...reloadProblems(reloadFailure)],
      advice: [{ kind: "correctNames" }],
    },
  ];
}

function unsupportedPart(connectionId: string, { unsupported }: Mismatch): Problem[] {
  if (unsupported.length === 0) return [];
  const count = unsupported.length === 1 ? "a setting" : `${unsupported.length} settings`;
  return [
    {
      summary: `Connection '${connectionId}' cannot take ${count} that the program names. Nothing was sent.`,
      details: unsupported.map(({ path, reason }) => `  - ${formatPath(path)}: ${reason}`),
      advice: [{ kind: "removeSettings" }],
    },
  ];
}
