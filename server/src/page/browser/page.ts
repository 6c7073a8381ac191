import { accountTree, type Filter, find, type Item, NO_FILTER, pathTo } from "./accountTree.js";
import { ControlApi } from "./controlApi.js";
import { JournalEntries } from "./journalEntries.js";
import type {
  AccountOverview,
  ConnectionDetails,
  ConnectionOverview,
  ListedFault,
  Overview,
} from "./protocol.js";

/** Beyond this many groups, they are closed at first. */
const GROUPS_OPEN_AT_FIRST = 40;

export type Connectivity = "connecting" | "live" | "offline" | "refused";

/** What the page knows, and what the person has chosen. Views are told of every change, once a frame. */
export class Page {
  readonly api = new ControlApi();
  readonly journal = new JournalEntries();
  connectivity: Connectivity = "connecting";
  overview: Overview | undefined;

  /** When the overview came, by the browser's own clock (`performance.now`). */
  overviewAtMs = 0;
  filter: Filter = NO_FILTER;
  #accountId: string | undefined;
  readonly #detailsOf = new Map<string, ConnectionDetails>();

  /** Items that are not as they are at first: open, or closed. */
  readonly #toggled = new Set<string>();
  #selectedKey: string | undefined;
  #tree: { readonly all: readonly Item[]; readonly shown: readonly Item[] } | undefined;
  readonly #views: (() => void)[] = [];
  #isDrawing = false;
  #isPressed = false;

  constructor() {
    const press = (isPressed: boolean) => () => {
      this.#isPressed = isPressed;
      if (!isPressed && this.#isDrawing) this.#draw();
    };
    addEventListener("pointerdown", press(true), { capture: true });
    for (const end of ["pointerup", "pointercancel", "blur"])
      addEventListener(end, press(false), { capture: true });
  }

  onChange(view: () => void): void {
    this.#views.push(view);
  }

  /** Draws everything again soon. */
  changed(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    this.#draw();
  }

  /** Not between press and release: an element that is replaced there takes no click. */
  #draw(): void {
    requestAnimationFrame(() => {
      if (this.#isPressed || !this.#isDrawing) return;
      this.#isDrawing = false;
      for (const view of this.#views) view();
    });
  }

  get accounts(): readonly AccountOverview[] {
    return this.overview?.accounts ?? [];
  }

  get account(): AccountOverview | undefined {
    return this.accounts.find(({ id }) => id === this.#accountId) ?? this.accounts[0];
  }

  /** The server's time now, in milliseconds: what it said, and what has passed since. */
  get nowMs(): number {
    if (this.overview === undefined) return Date.now();
    const { now, frozen } = this.overview.clock;
    return Date.parse(now) + (frozen ? 0 : performance.now() - this.overviewAtMs);
  }

  chooseAccount(id: string): void {
    this.#accountId = id;
    this.#detailsOf.clear();
    this.#selectedKey = undefined;
    this.#treeChanged();
  }

  take(overview: Overview): void {
    this.overview = overview;
    this.overviewAtMs = performance.now();
    this.#treeChanged();
  }

  /** Faults count the requests that they meet, which changes nothing else. */
  takeFaults(faults: readonly ListedFault[]): void {
    if (this.overview === undefined) return;
    this.overview = { ...this.overview, faults };
    this.changed();
  }

  setFilter(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.#treeChanged();
  }

  /** What passes the filter. */
  get items(): readonly Item[] {
    return this.#trees.shown;
  }

  get selected(): Item | undefined {
    return this.#selectedKey === undefined ? undefined : find(this.#trees.all, this.#selectedKey);
  }

  /** Opens the items around it, so that it is seen. */
  select(item: Item): void {
    this.#selectedKey = item.key;
    for (const above of pathTo(item).slice(0, -1)) this.setOpen(above, true);
    if (item.kind === "connection") this.setOpen(item, true);
    this.changed();
  }

  isOpen(item: Item): boolean {
    const isOpenAtFirst = this.#isOpenAtFirst(item);
    return this.#toggled.has(item.key) ? !isOpenAtFirst : isOpenAtFirst;
  }

  setOpen(item: Item, open: boolean): void {
    if (this.#isOpenAtFirst(item) === open) this.#toggled.delete(item.key);
    else this.#toggled.add(item.key);
    if (open && item.kind === "connection" && item.children === undefined) this.#load(item);
    this.changed();
  }

  /** Closes what was opened. */
  collapse(): void {
    this.#toggled.clear();
    this.changed();
  }

  connection(id: string | undefined): ConnectionOverview | undefined {
    if (id === undefined) return undefined;
    for (const { connections } of this.account?.groups ?? []) {
      const found = connections.find((connection) => connection.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  details(id: string | undefined): ConnectionDetails | undefined {
    return id === undefined ? undefined : this.#detailsOf.get(id);
  }

  /** Reads again what was looked into and is still there. */
  async refreshDetails(): Promise<void> {
    const ids = [...this.#detailsOf.keys()];
    await Promise.all(ids.map((id) => this.#read(id)));
  }

  #load(item: Item): void {
    if (item.connection !== undefined) void this.#read(item.connection);
  }

  async #read(id: string): Promise<void> {
    const { account } = this;
    if (account === undefined) return;
    // A connection that was just deleted, or a server that has gone, is seen by the overview too.
    const details = await this.api.details(account.id, id).catch(() => undefined);
    if (account.id !== this.account?.id) return;
    if (details === undefined) this.#detailsOf.delete(id);
    else this.#detailsOf.set(id, details);
    this.#treeChanged();
  }

  #isOpenAtFirst({ kind }: Item): boolean {
    const groups = this.account?.groups.length ?? 0;
    if (kind === "group") return groups <= GROUPS_OPEN_AT_FIRST || this.isFiltered;
    return kind === "destination" || kind === "schema";
  }

  get isFiltered(): boolean {
    return this.filter.text.trim() !== "" || this.filter.tone !== undefined;
  }

  get #trees(): { readonly all: readonly Item[]; readonly shown: readonly Item[] } {
    const { account } = this;
    if (account === undefined) return { all: [], shown: [] };
    if (this.#tree === undefined) {
      const all = accountTree(account, this.#detailsOf);
      this.#tree = { all, shown: this.isFiltered ? accountTree(account, this.#detailsOf, this.filter) : all };
    }
    return this.#tree;
  }

  #treeChanged(): void {
    this.#tree = undefined;
    this.changed();
  }
}
