import { type Item, KINDS, pathTo } from "./accountTree.js";

/** A place in the picture: an item, or what stands for those that are not shown. */
export interface Place {
  readonly key: string;
  /** 0 for groups to 4 for tables. */
  readonly column: number;
  /** 0 is the topmost. */
  readonly row: number;
  readonly item: Item | undefined;
  /** For a place that stands for others: how many, and below what (undefined for groups). */
  readonly more?: { readonly hidden: number; readonly of: Item | undefined };
}

export interface Line {
  readonly from: Place;
  readonly to: Place;
}

export interface Layout {
  readonly places: readonly Place[];
  readonly lines: readonly Line[];
  readonly rows: number;
}

export interface LayoutOptions {
  /** Whether what is below an item is shown. */
  isOpen(item: Item): boolean;
  /** How many items are shown below one (undefined: how many groups). */
  limitOf(item: Item | undefined): number;
  /** Shown even where its siblings beyond the limit are not. */
  readonly selected: Item | undefined;
}

/**
 * Five columns, one a kind, each filled from the top in the order of the tree, so that no lines cross. A group, a destination and a schema
 * stand beside the first of what is below them. A connection does not: opening one moves no other, and its schemas stand beside or below
 * it, where the column is free.
 */
export function layOut(roots: readonly Item[], options: LayoutOptions): Layout {
  const places: Place[] = [];
  const lines: Line[] = [];
  const pinned = new Set(
    options.selected === undefined ? [] : pathTo(options.selected).map(({ key }) => key),
  );
  /** The first free row of each column. */
  const free: number[] = KINDS.map(() => 0);

  const shownBelow = (item: Item): readonly Item[] =>
    item.children !== undefined && options.isOpen(item) ? item.children : [];

  const rowFor = (item: Item, atLeast: number): number => {
    const row = Math.max(atLeast, free[columnOf(item)] ?? 0);
    const [first] = item.kind === "connection" ? [] : shownBelow(item);
    return first === undefined ? row : Math.max(row, rowFor(first, row));
  };

  const add = (place: Place, parent: Place | undefined): void => {
    places.push(place);
    free[place.column] = place.row + 1;
    if (parent !== undefined) lines.push({ from: parent, to: place });
  };

  const placeAll = (items: readonly Item[], parent: Place | undefined): void => {
    const [first] = items;
    if (first === undefined) return;
    const column = columnOf(first);
    const limit = options.limitOf(parent?.item);
    const shown = items.filter((item, at) => at < limit || pinned.has(item.key));
    for (const item of shown) {
      const place = { key: item.key, column, row: rowFor(item, parent?.row ?? 0), item };
      add(place, parent);
      placeAll(shownBelow(item), place);
    }
    const hidden = items.length - shown.length;
    if (hidden === 0) return;
    const more = { hidden, of: parent?.item };
    add({ key: `more:${parent?.key ?? ""}`, column, row: free[column] ?? 0, item: undefined, more }, parent);
  };

  placeAll(roots, undefined);
  return { places, lines, rows: Math.max(0, ...free) };
}

function columnOf(item: Item): number {
  return KINDS.indexOf(item.kind);
}

export type Direction = "up" | "down" | "left" | "right";

/** Where an arrow key leads: within the column, to the parent, or to the first below. Undefined at the edge. */
export function neighbour(layout: Layout, from: Place, direction: Direction): Place | undefined {
  const { places, lines } = layout;
  switch (direction) {
    case "left":
      return lines.find(({ to }) => to === from)?.from;
    case "right":
      return lines.find((line) => line.from === from)?.to;
    default: {
      const column = places.filter(({ column: one }) => one === from.column);
      return column[column.indexOf(from) + (direction === "up" ? -1 : 1)];
    }
  }
}
