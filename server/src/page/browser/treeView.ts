import type { Filter, Item } from "./accountTree.js";
import { byId, element, icon, setAttributes } from "./element.js";
import type { Page } from "./page.js";
import { type TreeRow, treeRows } from "./treeRows.js";
import { indexAfterKey, rowIndexOf, VirtualList } from "./virtualList.js";

const ROW_HEIGHT = 26;

/** The account as a tree: arrows move, right and left open and close, Enter selects. */
export class TreeView {
  readonly #page: Page;
  readonly #scroller = byId("tree", HTMLDivElement);
  readonly #empty = byId("tree-empty", HTMLParagraphElement);
  readonly #list: VirtualList<TreeRow>;
  #rows: readonly TreeRow[] = [];
  #activeKey: string | undefined;
  #selectedKey: string | undefined;
  #filter: Filter | undefined;

  constructor(page: Page) {
    this.#page = page;
    this.#list = new VirtualList(this.#scroller, {
      rowHeight: ROW_HEIGHT,
      render: (row, item) => this.#render(row, item),
    });
    this.#scroller.addEventListener("click", (event) => this.#click(event));
    this.#scroller.addEventListener("keydown", (event) => this.#press(event));
    byId("tree-collapse", HTMLButtonElement).addEventListener("click", () => page.collapse());
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const page = this.#page;
    this.#rows = treeRows(page.items, (item) => page.isOpen(item));
    const selected = page.selected?.key;
    // The selected item comes into sight when it is selected, and when a search ends.
    const isToBeSeen = selected !== this.#selectedKey || page.filter !== this.#filter;
    this.#selectedKey = selected;
    this.#filter = page.filter;
    if (isToBeSeen && selected !== undefined) this.#activeKey = selected;
    this.#list.show(this.#rows, this.#active);
    if (isToBeSeen && this.#active >= 0) this.#list.reveal(this.#active);
    this.#empty.hidden = this.#rows.length > 0 || page.overview === undefined;
    this.#scroller.hidden = this.#rows.length === 0;
    this.#empty.textContent = page.isFiltered
      ? "Nothing here matches."
      : "The account is empty. What clients create through the API appears here.";
  }

  get #active(): number {
    return this.#rows.findIndex(({ item }) => item.key === this.#activeKey);
  }

  #render(row: HTMLElement, { item, level, isOpen, canOpen, position, siblings }: TreeRow): void {
    setAttributes(row, {
      role: "treeitem",
      "aria-level": level,
      "aria-posinset": position,
      "aria-setsize": siblings,
      "aria-expanded": canOpen ? String(isOpen) : undefined,
      "aria-selected": String(item.key === this.#selectedKey),
      "data-active": item.key === this.#activeKey,
      "data-kind": item.kind,
    });
    row.style.paddingInlineStart = `${(level - 1) * 14 + 4}px`;
    row.replaceChildren(
      icon("chevron", { class: canOpen ? "icon twist" : "icon twist leaf", "data-twist": true }),
      icon(item.status.tone, { class: "icon tone", "data-tone": item.status.tone }),
      element("span", { class: "label", title: item.label }, item.label),
      element("span", { class: "note" }, item.note),
      element("span", { class: "unseen" }, `, ${item.kind}, ${item.status.label}`),
    );
  }

  #click(event: Event): void {
    const index = rowIndexOf(event);
    const row = index === undefined ? undefined : this.#rows[index];
    if (row === undefined) return;
    this.#activeKey = row.item.key;
    const isTwist = event.target instanceof Element && event.target.closest("[data-twist]") !== null;
    if (isTwist && row.canOpen) this.#setOpen(row.item, !row.isOpen);
    else this.#page.select(row.item);
  }

  #press(event: KeyboardEvent): void {
    const row = this.#rows[this.#active];
    const index = indexAfterKey(event.key, this.#active, this.#list);
    if (index !== undefined) this.#moveTo(this.#rows[index]?.item);
    else if (row === undefined) return;
    else if (event.key === "Enter" || event.key === " ") this.#page.select(row.item);
    else if (event.key === "ArrowRight") this.#openOrEnter(row);
    else if (event.key === "ArrowLeft") this.#closeOrLeave(row);
    else return;
    event.preventDefault();
  }

  #openOrEnter({ item, isOpen, canOpen }: TreeRow): void {
    if (!canOpen) return;
    if (isOpen) this.#moveTo(item.children?.[0]);
    else this.#setOpen(item, true);
  }

  #closeOrLeave({ item, isOpen }: TreeRow): void {
    if (isOpen) this.#setOpen(item, false);
    else this.#moveTo(item.parent);
  }

  /** Drawn at once: the next key may come before the next frame. */
  #setOpen(item: Item, open: boolean): void {
    this.#page.setOpen(item, open);
    this.#draw();
  }

  #moveTo(item: Item | undefined): void {
    if (item === undefined) return;
    this.#activeKey = item.key;
    this.#list.show(this.#rows, this.#active);
    this.#list.reveal(this.#active);
  }
}
