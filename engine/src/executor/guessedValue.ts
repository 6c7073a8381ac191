const NAMES = ["Ann", "Bob", "Cy", "Dee"];

/** What a column of a name may hold, in the order in which the guesses are tried. */
const GUESSES: readonly (readonly [RegExp, (row: number) => string])[] = [
  [/e_?mail/, (row) => `${nameOf(row).toLowerCase()}@example.com`],
  [/phone|mobile|fax/, (row) => `+1 555 010${row}`],
  [/(?:^|_)(?:is|has)_|active|enabled|deleted|flag/, (row) => String(row % 2 === 1)],
  [/_at$|timestamp|modstamp|time$/, (row) => `2026-01-0${row}T00:00:00Z`],
  [/date|day$/, (row) => `2026-01-0${row}`],
  [/amount|price|total|cost|balance|revenue|rate$/, (row) => `${row * 10}.50`],
  [/count|quantity|number|age$|_no$|rank/, (row) => String(row)],
  [/currency/, () => "EUR"],
  [/country/, () => "NO"],
  [/url|website|link/, (row) => `https://example.com/${row}`],
  [/ip_?address|(?:^|_)ip$/, (row) => `192.0.2.${row}`],
  [/name|owner|actor/, (row) => nameOf(row)],
  [/(?:^|_)id$/, (row) => String(row)],
];

/** An example of what a column may hold, by its name. Nothing of it is real. */
export function guessedValue(column: string, row: number, isKey: boolean): string {
  if (isKey) return String(row);
  const name = column.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1_$2").toLowerCase();
  const guess = GUESSES.find(([pattern]) => pattern.test(name));
  return guess === undefined ? `${column} ${row}` : guess[1](row);
}

function nameOf(row: number): string {
  return NAMES[(row - 1) % NAMES.length] ?? "";
}
