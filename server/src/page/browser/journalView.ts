import type { Actions } from "./actions.js";
import { button, byId, element, setAttributes } from "./element.js";
import { matching } from "./journalEntries.js";
import type { Page } from "./page.js";
import type { JournalEntry } from "./protocol.js";
import { timeOfDay } from "./time.js";
import { indexAfterKey, rowIndexOf, VirtualList } from "./virtualList.js";

const ROW_HEIGHT = 24;

/** The requests to the API as they arrive. The list follows the newest while it stands at its end. */
export class JournalView {
  readonly #page: Page;

  readonly #scroller = element("div", {
    id: "requests",
    class: "scroll requests",
    role: "listbox",
    tabindex: 0,
    "aria-label": "Requests to the API",
  });

  readonly #empty = element("p", { class: "empty" });

  readonly #detail = element("div", {
    class: "scroll request",
    role: "region",
    "aria-label": "The chosen request",
    tabindex: 0,
    hidden: true,
  });

  readonly #list: VirtualList<JournalEntry>;
  #text = "";
  #isFollowing = true;
  #shown: readonly JournalEntry[] = [];
  #chosen: number | undefined;

  constructor(page: Page, actions: Actions) {
    this.#page = page;
    const search = element("input", {
      type: "search",
      "aria-label": "Search requests",
      placeholder: "Search requests",
    });
    search.addEventListener("input", () => {
      this.#text = search.value;
      this.#draw();
    });
    const tools = element(
      "div",
      { class: "tools" },
      search,
      button("Newest", () => this.#follow(), { class: "quiet" }),
      button("Clear", () => actions.clearJournal(), { class: "quiet", "aria-label": "Clear the requests" }),
    );
    byId("panel-requests", HTMLDivElement).append(
      tools,
      element("div", { class: "requests-and-one" }, this.#scroller, this.#empty, this.#detail),
    );
    this.#list = new VirtualList(this.#scroller, {
      rowHeight: ROW_HEIGHT,
      render: (row, entry) => this.#render(row, entry),
    });
    this.#scroller.addEventListener("click", (event) => this.#choose(rowIndexOf(event)));
    this.#scroller.addEventListener("keydown", (event) => this.#press(event));
    this.#scroller.addEventListener("scroll", () => {
      this.#isFollowing = this.#list.isAtEnd;
    });
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const page = this.#page;
    const account = page.accounts.length > 1 ? page.account?.id : undefined;
    this.#shown = matching(page.journal.all, { text: this.#text, account });
    byId("requests-count", HTMLSpanElement).textContent = page.journal.all.length.toLocaleString("en");
    this.#scroller.hidden = this.#shown.length === 0;
    this.#empty.hidden = this.#shown.length > 0;
    this.#empty.textContent =
      page.journal.all.length > 0
        ? "No request matches."
        : "No requests yet. They appear here as they arrive.";
    this.#list.show(this.#shown, this.#active);
    if (this.#isFollowing) this.#list.revealEnd();
    this.#drawDetail();
  }

  get #active(): number {
    return this.#shown.findIndex(({ sequence }) => sequence === this.#chosen);
  }

  #render(row: HTMLElement, entry: JournalEntry): void {
    setAttributes(row, {
      role: "option",
      "aria-selected": String(entry.sequence === this.#chosen),
      "data-active": entry.sequence === this.#chosen,
    });
    row.replaceChildren(
      element("span", { class: "time" }, timeOfDay(entry.at)),
      element("span", { class: "method" }, entry.method),
      element("span", { class: "url", title: entry.path }, entry.path),
      entry.fault === undefined ? "" : element("span", { class: "fault" }, entry.fault),
      element("span", { class: "status", "data-class": statusClass(entry) }, statusText(entry)),
    );
  }

  #press(event: KeyboardEvent): void {
    const index = indexAfterKey(event.key, this.#active, this.#list);
    if (event.key === "Escape") this.#choose(undefined);
    else if (index === undefined) return;
    else this.#choose(index);
    event.preventDefault();
  }

  #choose(index: number | undefined): void {
    this.#chosen = index === undefined ? undefined : this.#shown[index]?.sequence;
    this.#isFollowing = index === undefined && this.#isFollowing;
    this.#draw();
    if (index !== undefined) this.#list.reveal(index);
  }

  #follow(): void {
    this.#chosen = undefined;
    this.#isFollowing = true;
    this.#draw();
  }

  #drawDetail(): void {
    const entry = this.#shown[this.#active];
    this.#detail.hidden = entry === undefined;
    if (entry === undefined) return;
    const { body, ...head } = entry;
    this.#detail.replaceChildren(
      element("h3", {}, `${head.method} ${head.path}`),
      element(
        "p",
        { class: "hint" },
        [`#${head.sequence}`, head.at, statusText(entry), head.fault, head.account]
          .filter(Boolean)
          .join(" · "),
      ),
      element("p", { class: "hint" }, "Request id ", element("code", {}, head.requestId)),
      element("pre", {}, body === undefined ? "No body." : JSON.stringify(body, undefined, 2)),
    );
  }
}

function statusText({ status }: JournalEntry): string {
  return status === undefined ? "–" : String(status);
}

function statusClass({ status }: JournalEntry): string {
  return status === undefined ? "none" : `${Math.floor(status / 100)}xx`;
}
