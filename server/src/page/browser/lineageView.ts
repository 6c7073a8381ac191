import { type Item, KINDS, pathTo } from "./accountTree.js";
import { byId, element, setAttributes, svgElement } from "./element.js";
import { type Direction, type Layout, layOut, neighbour, type Place } from "./lineageLayout.js";
import { drawPlace, linePath, type Metrics, metricsFor } from "./lineageShapes.js";
import type { Page } from "./page.js";

/** The number of items that are shown below another until the user asks for more. */
const SHOWN_AT_FIRST = 8;
const SHOWN_MORE = 20;

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The account as a picture in five columns. Arrows move, Enter selects, Space opens and closes. */
export class LineageView {
  readonly #page: Page;
  readonly #scroller = byId("lineage", HTMLDivElement);
  readonly #head = element("div", { class: "lineage-head", "aria-hidden": "true" });
  readonly #lines = svgElement("g", { class: "lines", "aria-hidden": "true" });
  readonly #nodes = svgElement("g", { role: "presentation" });

  readonly #picture = svgElement(
    "svg",
    { role: "tree", "aria-label": "Groups, destinations, connections, schemas and tables" },
    this.#lines,
    this.#nodes,
  );

  readonly #limits = new Map<string, number>();
  #layout: Layout = { places: [], lines: [], rows: 0 };
  #focusedKey: string | undefined;
  #selectedKey: string | undefined;
  #drawnKey = "";

  constructor(page: Page) {
    this.#page = page;
    this.#head.append(
      ...["Group", "Destination", "Connection", "Schema", "Table"].map((name) => element("span", {}, name)),
    );
    this.#scroller.append(this.#head, this.#picture);
    this.#picture.addEventListener("click", (event) => this.#click(event));
    this.#picture.addEventListener("keydown", (event) => this.#press(event));
    this.#picture.addEventListener("focusin", (event) => {
      this.#focusedKey = this.#placeOf(event)?.key;
    });
    new ResizeObserver(() => this.#draw()).observe(this.#scroller);
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const page = this.#page;
    const { selected } = page;
    this.#layout = layOut(page.items, {
      isOpen: (item) => page.isOpen(item),
      limitOf: (item) => this.#limits.get(item?.key ?? "") ?? SHOWN_AT_FIRST,
      selected,
    });
    const path = new Set(selected === undefined ? [] : pathTo(selected).map(({ key }) => key));
    const metrics = metricsFor(this.#scroller.clientWidth);
    this.#drawPath(selected);
    // Most changes (a request, the clock) leave the picture as it is.
    const drawn = JSON.stringify([
      metrics,
      selected?.key,
      this.#layout.places.map((place) => this.#looksOf(place)),
    ]);
    if (drawn === this.#drawnKey) return;
    this.#drawnKey = drawn;
    this.#drawPicture(metrics, path);
    if (selected?.key !== this.#selectedKey) this.#reveal(selected, metrics);
    this.#selectedKey = selected?.key;
  }

  #looksOf({ key, row, item, more }: Place): unknown {
    const isOpen = item !== undefined && this.#page.isOpen(item);
    return [key, row, more?.hidden, item?.label, item?.note, item?.status, isOpen, item?.children?.length];
  }

  #drawPicture(metrics: Metrics, path: ReadonlySet<string>): void {
    const { places, lines, rows } = this.#layout;
    const hadFocus = this.#picture.contains(document.activeElement);
    setAttributes(this.#picture, { width: metrics.width, height: Math.max(1, rows) * metrics.rowHeight + 8 });
    this.#head.style.width = `${metrics.width}px`;
    this.#head.style.gridTemplateColumns = `repeat(${KINDS.length}, ${metrics.nodeWidth + metrics.gap}px)`;
    const isOnPath = ({ key }: Place): boolean => path.has(key);
    // Those of the selected path last, above the others.
    const inOrder = lines.toSorted((one, other) => Number(isOnPath(one.to)) - Number(isOnPath(other.to)));
    this.#lines.replaceChildren(
      ...inOrder.map(({ from, to }) =>
        svgElement("path", { d: linePath(from, to, metrics), "data-path": isOnPath(from) && isOnPath(to) }),
      ),
    );
    const focused = places.find(({ key }) => key === this.#focusedKey) ?? places[0];
    this.#nodes.replaceChildren(
      ...places.map((place) =>
        drawPlace(place, metrics, {
          isOpen: place.item !== undefined && this.#page.isOpen(place.item),
          isSelected: place.key === this.#page.selected?.key,
          isOnPath: isOnPath(place),
          canFocus: place === focused,
        }),
      ),
    );
    if (hadFocus && focused !== undefined) this.#focus(focused);
  }

  #drawPath(selected: Item | undefined): void {
    const names = selected === undefined ? [] : pathTo(selected).map(({ label }) => label);
    byId("lineage-path", HTMLParagraphElement).textContent = names.join("  ›  ");
  }

  #reveal(item: Item | undefined, { rowHeight }: Metrics): void {
    const place = this.#layout.places.find(({ key }) => key === item?.key);
    if (place === undefined) return;
    const top = place.row * rowHeight;
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop || top + 2 * rowHeight > scrollTop + clientHeight) {
      this.#scroller.scrollTop = Math.max(0, top - clientHeight / 3);
    }
  }

  #click(event: Event): void {
    const place = this.#placeOf(event);
    if (place === undefined) return;
    this.#focus(place);
    const isTwist = event.target instanceof Element && event.target.closest("[data-twist]") !== null;
    if (isTwist) this.#toggle(place);
    else this.#choose(place);
  }

  #press(event: KeyboardEvent): void {
    const place = this.#placeOf(event);
    if (place === undefined) return;
    const direction = DIRECTIONS[event.key];
    const next = direction === undefined ? undefined : neighbour(this.#layout, place, direction);
    if (next !== undefined) this.#focus(next);
    else if (event.key === "ArrowRight" || event.key === " ") this.#toggle(place);
    else if (event.key === "Enter") this.#choose(place);
    else if (direction === undefined) return;
    event.preventDefault();
  }

  #choose(place: Place): void {
    if (place.item !== undefined) this.#page.select(place.item);
    else this.#toggle(place);
  }

  #toggle({ item, more }: Place): void {
    if (item !== undefined) {
      this.#page.setOpen(item, !this.#page.isOpen(item));
      // At once: the next key may come before the next frame.
      this.#draw();
      return;
    }
    const key = more?.of?.key ?? "";
    this.#limits.set(key, (this.#limits.get(key) ?? SHOWN_AT_FIRST) + SHOWN_MORE);
    this.#page.changed();
  }

  #focus({ key }: Place): void {
    this.#focusedKey = key;
    for (const node of this.#nodes.children) {
      if (!(node instanceof SVGGElement)) continue;
      const isFocused = node.dataset["key"] === key;
      setAttributes(node, { tabindex: isFocused ? 0 : -1 });
      if (isFocused) node.focus();
    }
  }

  #placeOf(event: Event): Place | undefined {
    const node = event.target instanceof Element ? event.target.closest<SVGGElement>("[data-key]") : null;
    return this.#layout.places.find(({ key }) => key === node?.dataset["key"]);
  }
}
