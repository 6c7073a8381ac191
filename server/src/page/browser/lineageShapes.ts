import { KINDS } from "./accountTree.js";
import { svgElement } from "./element.js";
import type { Place } from "./lineageLayout.js";

/** All in pixels. */
export interface Metrics {
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly gap: number;
  readonly rowHeight: number;
  readonly width: number;
}

const MIN_NODE_WIDTH = 108;
const MAX_NODE_WIDTH = 230;
const GAP = 28;
const MARGIN = 12;
const ROW_HEIGHT = 32;
const NODE_HEIGHT = 26;
const FONT = "12.5px system-ui, sans-serif";
const NOTE_FONT = "11px system-ui, sans-serif";

/** Columns as wide as the place allows, but not so narrow that names are lost. */
export function metricsFor(available: number): Metrics {
  const columns = KINDS.length;
  const fitting = Math.floor((available - 2 * MARGIN - (columns - 1) * GAP) / columns);
  const nodeWidth = Math.min(MAX_NODE_WIDTH, Math.max(MIN_NODE_WIDTH, fitting));
  return {
    nodeWidth,
    nodeHeight: NODE_HEIGHT,
    gap: GAP,
    rowHeight: ROW_HEIGHT,
    width: columns * nodeWidth + (columns - 1) * GAP + 2 * MARGIN,
  };
}

function xOf(column: number, { nodeWidth, gap }: Metrics): number {
  return MARGIN + column * (nodeWidth + gap);
}

function yOf(row: number, { rowHeight }: Metrics): number {
  return 4 + row * rowHeight;
}

/** From the right of one place to the left of another: a straight line in one row, else a curve. */
export function linePath(from: Place, to: Place, metrics: Metrics): string {
  const x1 = xOf(from.column, metrics) + metrics.nodeWidth;
  const x2 = xOf(to.column, metrics);
  const y1 = yOf(from.row, metrics) + metrics.nodeHeight / 2;
  const y2 = yOf(to.row, metrics) + metrics.nodeHeight / 2;
  if (y1 === y2) return `M${x1} ${y1}H${x2}`;
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

export interface Looks {
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isOnPath: boolean;
  /** Whether the key Tab leads here. */
  readonly canFocus: boolean;
}

export function drawPlace(place: Place, metrics: Metrics, looks: Looks): SVGGElement {
  const { item, more, column, row, key } = place;
  const canOpen = item === undefined || item.children === undefined || item.children.length > 0;
  const label = item?.label ?? `${(more?.hidden ?? 0).toLocaleString("en")} more…`;
  return svgElement(
    "g",
    {
      class: item === undefined ? "node more" : "node",
      transform: `translate(${xOf(column, metrics)} ${yOf(row, metrics)})`,
      role: "treeitem",
      "aria-level": column + 1,
      "aria-label": item === undefined ? `Show more: ${label}` : spoken(item),
      "aria-selected": String(looks.isSelected),
      "aria-expanded": item !== undefined && canOpen ? String(looks.isOpen) : undefined,
      tabindex: looks.canFocus ? 0 : -1,
      "data-key": key,
      "data-kind": item?.kind,
      "data-tone": item?.status.tone,
      "data-path": looks.isOnPath,
    },
    svgElement("rect", { class: "box", width: metrics.nodeWidth, height: metrics.nodeHeight, rx: 5 }),
    ...(item === undefined ? moreParts(label, metrics) : itemParts(item, canOpen, looks.isOpen, metrics)),
  );
}

type PlacedItem = NonNullable<Place["item"]>;

/** Begins as what is seen, so that people who speak to the page can name it. */
function spoken({ kind, label, note, status }: PlacedItem): string {
  return [`${label} ${note}`.trim(), kind, status.label].filter((part) => part !== "").join(", ");
}

function moreParts(label: string, { nodeWidth, nodeHeight }: Metrics): SVGElement[] {
  return [svgElement("text", { x: nodeWidth / 2, y: nodeHeight / 2, class: "label middle" }, label)];
}

function itemParts(
  item: PlacedItem,
  canOpen: boolean,
  isOpen: boolean,
  metrics: Metrics,
): (SVGElement | string)[] {
  const { nodeWidth, nodeHeight } = metrics;
  const end = nodeWidth - (canOpen ? 22 : 8);
  const label = fitted(item.label, end - 26, FONT);
  // A part of a note says less than none.
  const hasNote = item.note !== "" && 26 + widthOf(label, FONT) + 8 + widthOf(item.note, NOTE_FONT) <= end;
  return [
    svgElement("title", {}, [item.label, item.note, item.status.label].filter(Boolean).join(" · ")),
    svgElement("use", {
      href: `#icon-${item.status.tone}`,
      class: "icon tone",
      x: 6,
      y: 6,
      width: 14,
      height: 14,
    }),
    svgElement("text", { x: 26, y: nodeHeight / 2, class: "label" }, label),
    ...(hasNote ? [" ", svgElement("text", { x: end, y: nodeHeight / 2, class: "note" }, item.note)] : []),
    ...(canOpen ? [twist(isOpen, metrics)] : []),
  ];
}

/** Opens and closes; larger than it looks, so that it is easily hit. */
function twist(isOpen: boolean, { nodeWidth, nodeHeight }: Metrics): SVGElement {
  return svgElement(
    "g",
    { "data-twist": true, class: "twist", transform: `translate(${nodeWidth - 22} 0)` },
    svgElement("rect", { width: 22, height: nodeHeight, class: "hit" }),
    svgElement("path", { d: isOpen ? "M14 9l-4 4 4 4" : "M9 9l4 4-4 4", class: "chevron" }),
  );
}

const measuring = document.createElement("canvas").getContext("2d");
const widths = new Map<string, number>();

function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (measuring === null) return text.length * 7;
  measuring.font = font;
  const { width } = measuring.measureText(text);
  if (widths.size > 50_000) widths.clear();
  widths.set(key, width);
  return width;
}

/** The text, or as much of its beginning as there is room for and an ellipsis. */
function fitted(text: string, room: number, font: string): string {
  if (widthOf(text, font) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${text.slice(0, middle)}…`, font) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : `${text.slice(0, low)}…`;
}
