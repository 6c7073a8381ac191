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
 * Five columns, one a kind. An item stands in the row of the first one below it, so that opening something moves nothing above it
 * and no parent.
 */
export function layOut(roots: readonly Item[], options: LayoutOptions): Layout {
  const places: Place[] = [];
  const lines: Line[] = [];
  const pinned = new Set(
    options.selected === undefined ? [] : pathTo(options.selected).map(({ key }) => key),
  );
  let row = 0;

  const placeAll = (items: readonly Item[], parent: Place | undefined): void => {
    const limit = options.limitOf(parent?.item);
    const shown =
      items.length <= limit ? items : items.filter((item, at) => at < limit || pinned.has(item.key));
    const [first] = shown;
    if (first === undefined) return;
    const connect = (place: Place): Place => {
      places.push(place);
      if (parent !== undefined) lines.push({ from: parent, to: place });
      return place;
    };
    for (const item of shown) {
      const place = connect({ key: item.key, column: columnOf(item), row, item });
      const rowBefore = row;
      if (item.children !== undefined && options.isOpen(item)) placeAll(item.children, place);
      if (row === rowBefore) row += 1;
    }
    if (shown.length < items.length) {
      const more = { hidden: items.length - shown.length, of: parent?.item };
      connect({ key: `more:${parent?.key ?? ""}`, column: columnOf(first), row, item: undefined, more });
      row += 1;
    }
  };

  placeAll(roots, undefined);
  return { places, lines, rows: row };
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
