const NEEDS_QUOTES = /[",\r\n\\]/;

/** Writes a row of canonical texts as a segment has it. */
export function encodeRow(values: readonly (string | null)[]): string {
  return `${values.map(encodeValue).join(",")}\n`;
}

function encodeValue(value: string | null): string {
  if (value === null) return "\\N";
  return value === "" || NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Reads one row of a segment, without the line feed that ends it. */
export function decodeRow(row: string): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 0;
  while (at <= row.length) {
    const [value, end] = row[at] === '"' ? quotedAt(row, at) : plainAt(row, at);
    values.push(value);
    at = end + 1;
  }
  return values;
}

function plainAt(row: string, at: number): [string | null, number] {
  const comma = row.indexOf(",", at);
  const end = comma < 0 ? row.length : comma;
  const text = row.slice(at, end);
  return [text === "\\N" ? null : text, end];
}

function quotedAt(row: string, at: number): [string, number] {
  let text = "";
  for (let from = at + 1; ; ) {
    const quote = row.indexOf('"', from);
    if (quote < 0) throw new RangeError("A row of a segment ends inside a quoted value.");
    text += row.slice(from, quote);
    if (row[quote + 1] !== '"') return [text, quote + 1];
    text += '"';
    from = quote + 2;
  }
}
