import { styleText } from "node:util";
import type { Screen } from "../terminal";
import { type Cell, type Column, type StyledText, valueAt } from "./columns";
import { bounded, safeCell } from "./safeText";

const GAP = "  ";

/** Narrower than that, a column says nothing any more. */
const NARROWEST = 8;

const STYLES = { good: "green", bad: "red", warning: "yellow", faint: "dim" } as const;

/**
 * A table without lines: a title over each column, and on a screen no wider than that. In a pipe nothing is cut to a width.
 *
 * @param screen where it is shown; undefined for a pipe
 */
export async function tableOf<Row extends object>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  screen: Screen | undefined,
): Promise<string[]> {
  const { default: widthOf } = await import("fast-string-width");
  const cells = rows.map((row) => columns.map((column) => cellOf(column, row)));
  const titles = columns.map(({ path }) => path.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toUpperCase());
  const natural = titles.map((title, index) =>
    cells.reduce((most, line) => Math.max(most, widthOf(line[index]?.text ?? "")), widthOf(title)),
  );
  const widths = screen === undefined ? natural : fitted(natural, screen.columns);
  const lineOf = (line: readonly StyledText[]): string =>
    line
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const text = cut(cell.text, width, widthOf);
        const space = " ".repeat(Math.max(0, width - widthOf(text)));
        const shown = styled({ ...cell, text }, screen);
        if (columns[index]?.align === "right") return space + shown;
        return index === line.length - 1 ? shown : shown + space;
      })
      .join(GAP)
      .trimEnd();
  return [titles.map((text): StyledText => ({ text, style: "faint" })), ...cells].map(lineOf);
}

/** A text in its colour, where there are colours. */
export function styled({ text, style }: StyledText, screen: Screen | undefined): string {
  return screen?.hasColors === true && style !== undefined && text !== ""
    ? styleText(STYLES[style], text, { validateStream: false })
    : text;
}

function cellOf<Row extends object>(column: Column<Row>, row: Row): StyledText {
  const cell: Cell = column.cell?.(row) ?? textOf(valueAt(row, column.path));
  return typeof cell === "string" ? { text: safeCell(cell) } : { ...cell, text: safeCell(cell.text) };
}

/** A value in a table: nothing for what is not there, JSON for what has parts. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value as number | boolean | bigint);
}

/** Takes from the widest columns until the line fits, and never below what a column needs to say anything. */
function fitted(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  const least = natural.map((width) => Math.min(width, NARROWEST));
  for (;;) {
    const total = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
    if (total <= room) return widths;
    const spare = widths.map((width, index) => width - (least[index] ?? 0));
    const widest = spare.reduce(
      (best, each, index) => (each > 0 && (widths[index] ?? 0) > (widths[best] ?? -1) ? index : best),
      -1,
    );
    if (widest < 0) return widths;
    widths[widest] = (widths[widest] ?? 0) - Math.min(spare[widest] ?? 0, total - room);
  }
}

function cut(text: string, width: number, widthOf: (text: string) => number): string {
  let letters = width;
  let result = text;
  while (widthOf(result) > width && letters > 0) {
    result = bounded(text, letters);
    letters -= 1;
  }
  return result;
}
