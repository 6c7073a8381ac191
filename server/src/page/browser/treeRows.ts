import type { Item } from "./accountTree.js";

/** One line of the tree. */
export interface TreeRow {
  readonly item: Item;
  /** 1 for groups. */
  readonly level: number;
  readonly isOpen: boolean;
  readonly canOpen: boolean;
  readonly position: number;
  readonly siblings: number;
}

/** The lines of the tree from top to bottom, without what is below closed items. */
export function treeRows(items: readonly Item[], isOpen: (item: Item) => boolean): TreeRow[] {
  const rows: TreeRow[] = [];
  addRows(items, 1, isOpen, rows);
  return rows;
}

function addRows(
  items: readonly Item[],
  level: number,
  isOpen: (item: Item) => boolean,
  rows: TreeRow[],
): void {
  for (const [index, item] of items.entries()) {
    const canOpen = item.children === undefined || item.children.length > 0;
    const open = canOpen && isOpen(item);
    rows.push({ item, level, isOpen: open, canOpen, position: index + 1, siblings: items.length });
    if (open && item.children !== undefined) addRows(item.children, level + 1, isOpen, rows);
  }
}
