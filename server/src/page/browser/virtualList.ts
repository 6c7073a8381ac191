import { element, setAttributes } from "./element.js";

interface Rows<T> {
  /** Pixels; every row has this height. */
  readonly rowHeight: number;
  /** Fills a row, which may have held another item. */
  render(row: HTMLElement, item: T, index: number): void;
}

/** Rows outside of the visible part that are there all the same, so that scrolling shows no gaps. */
const MARGIN_ROWS = 8;

/**
 * A list of any length of which only the visible rows exist. The scrolling element keeps the focus; the active row is named by
 * `aria-activedescendant`.
 */
export class VirtualList<T> {
  readonly #scroller: HTMLElement;
  readonly #options: Rows<T>;
  readonly #canvas = element("div", { class: "rows", role: "presentation" });
  readonly #rows = new Map<number, HTMLElement>();
  #items: readonly T[] = [];
  #active = -1;
  #isDrawn = true;

  constructor(scroller: HTMLElement, options: Rows<T>) {
    this.#scroller = scroller;
    this.#options = options;
    scroller.append(this.#canvas);
    scroller.addEventListener("scroll", () => this.#drawSoon(), { passive: true });
    new ResizeObserver(() => this.#drawSoon()).observe(scroller);
  }

  get length(): number {
    return this.#items.length;
  }

  get isAtEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    return scrollTop + clientHeight >= scrollHeight - this.#options.rowHeight;
  }

  /** @param active index of the active row, -1 for none */
  show(items: readonly T[], active: number): void {
    this.#items = items;
    this.#active = active;
    this.#canvas.style.height = `${items.length * this.#options.rowHeight}px`;
    for (const [index, row] of this.#rows) {
      const item = items[index];
      if (item === undefined) this.#drop(index, row);
      else this.#options.render(row, item, index);
    }
    this.#draw();
  }

  /** Scrolls as little as needed. */
  reveal(index: number): void {
    const { rowHeight } = this.#options;
    const top = index * rowHeight;
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight)
      this.#scroller.scrollTop = top + rowHeight - clientHeight;
    this.#draw();
  }

  revealEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#draw();
  }

  /** How many rows a page is, for the keys PageUp and PageDown. */
  get page(): number {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#options.rowHeight) - 1);
  }

  #drawSoon(): void {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#isDrawn = true;
    const { rowHeight } = this.#options;
    const { scrollTop, clientHeight } = this.#scroller;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN_ROWS);
    const last = Math.min(
      this.#items.length - 1,
      Math.ceil((scrollTop + clientHeight) / rowHeight) + MARGIN_ROWS,
    );
    for (const [index, row] of this.#rows) if (index < first || index > last) this.#drop(index, row);
    for (let index = first; index <= last; index++) if (!this.#rows.has(index)) this.#add(index);
    const isThere = this.#rows.has(this.#active);
    setAttributes(this.#scroller, {
      "aria-activedescendant": isThere ? this.#idOf(this.#active) : undefined,
    });
  }

  #add(index: number): void {
    const item = this.#items[index];
    if (item === undefined) return;
    const row = element("div", { class: "row", id: this.#idOf(index), "data-index": index });
    row.style.transform = `translateY(${index * this.#options.rowHeight}px)`;
    row.style.height = `${this.#options.rowHeight}px`;
    this.#options.render(row, item, index);
    this.#rows.set(index, row);
    // In their order, which is the one that screen readers read.
    const next = [...this.#rows.keys()].filter((one) => one > index).sort((one, other) => one - other)[0];
    this.#canvas.insertBefore(row, next === undefined ? null : (this.#rows.get(next) ?? null));
  }

  #drop(index: number, row: HTMLElement): void {
    row.remove();
    this.#rows.delete(index);
  }

  #idOf(index: number): string {
    return `${this.#scroller.id}-row-${index}`;
  }
}

/** The index of the row that an event happened in. */
export function rowIndexOf(event: Event): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
  return row === null ? undefined : Number(row.dataset["index"]);
}

/** Where a key leads in a list; undefined for a key that leads nowhere. */
export function indexAfterKey(
  key: string,
  active: number,
  list: Pick<VirtualList<unknown>, "length" | "page">,
): number | undefined {
  const last = list.length - 1;
  const move = (by: number): number => Math.min(last, Math.max(0, active + by));
  switch (key) {
    case "ArrowDown":
      return move(1);
    case "ArrowUp":
      return active < 0 ? last : move(-1);
    case "PageDown":
      return move(list.page);
    case "PageUp":
      return move(-list.page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
