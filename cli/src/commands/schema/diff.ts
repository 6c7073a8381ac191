import type { AccessOptions } from "../../access/access";
import { openAccount } from "../../access/account";
import { EXIT } from "../../exitCodes";
import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { textOf } from "../../output/table";
import { type Difference, differencesBetween } from "../../schemas/difference";
import { settingsOf } from "../../schemas/source";
import type { Surroundings } from "../../surroundings";
import { endWith } from "../../userError";

export type DiffOptions = AccessOptions & OutputOptions;

/** Shows what differs between two connections, or a connection and a file. */
export async function diff(
  left: string,
  right: string,
  options: DiffOptions,
  surroundings: Surroundings,
): Promise<void> {
  const account = await openAccount(options, surroundings);
  const [one, other] = await Promise.all([settingsOf(account, left), settingsOf(account, right)]);
  const rows = differencesBetween(one, other);
  await showRows(surroundings, options, {
    columns: DIFFERENCE_COLUMNS,
    rows,
    none: "There is no difference.",
  });
  if (rows.length > 0) throw endWith(EXIT.found);
}

export const DIFFERENCE_COLUMNS: readonly Column<Difference>[] = [
  { path: "element" },
  { path: "property" },
  { path: "left", cell: ({ left }) => valueText(left) },
  { path: "right", cell: ({ right }) => valueText(right) },
];

function valueText(value: unknown): string {
  return value === null ? "–" : textOf(value);
}
