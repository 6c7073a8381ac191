import { formatPath } from "../../../values/propertyPath";
import { type Element, pathOf } from "../wants/elements";
import { countOf, missingLines, reloadLines } from "./missing";
import type { UnsupportedSetting } from "./unsupported";
import type { Upstream } from "./upstream";

/** All that stands between the program and the source. */
export interface Mismatch {
  readonly missing: readonly Element[];
  readonly unsupported: readonly UnsupportedSetting[];
  /** Why the reload that was to find what is missing failed, if it did. */
  readonly reloadFailure: string | undefined;
}

/** The program names what the source does not have, or settings that Fivetran does not offer there. Nothing was sent. */
export class SchemaMismatchError extends Error {
  override readonly name = "SchemaMismatchError";
  /** `schemas.public.tables.Customers`, for each. */
  readonly paths: readonly string[];

  constructor(connectionId: string, mismatch: Mismatch, upstream: Upstream) {
    const lines = [
      ...missingPart(connectionId, mismatch, upstream),
      ...unsupportedPart(connectionId, mismatch),
    ];
    super(lines.join("\n"));
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
): string[] {
  if (missing.length === 0) return [];
  const reloaded = reloadFailure === undefined ? ", also after a schema reload" : "";
  return [
    `Connection '${connectionId}' does not have ${countOf(missing)} that the program names${reloaded}. Nothing was sent.`,
    ...missingLines(missing, upstream),
    ...reloadLines(reloadFailure),
    'Names are case-sensitive. Correct them, or set `missing: "ignore"` to go on without these elements.',
  ];
}

function unsupportedPart(connectionId: string, { unsupported }: Mismatch): string[] {
  if (unsupported.length === 0) return [];
  const count = unsupported.length === 1 ? "a setting" : `${unsupported.length} settings`;
  return [
    `Connection '${connectionId}' cannot take ${count} that the program names. Nothing was sent.`,
    ...unsupported.map(({ path, reason }) => `  - ${formatPath(path)}: ${reason}`),
    "Take them out. A rule may say the same: it leaves alone what does not have its setting.",
  ];
}
