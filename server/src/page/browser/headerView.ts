import type { Actions } from "./actions.js";
import { askedTime } from "./dialogs.js";
import { byId, element, setAttributes } from "./element.js";
import type { Connectivity, Page } from "./page.js";
import { dateAndTime } from "./time.js";

const LIVE: Readonly<Record<Connectivity, string>> = {
  connecting: "Connecting…",
  live: "Live",
  offline: "Not connected",
  refused: "Refused",
};

/** The bar at the top: account, sums, the server's clock, and whether the page is live. */
export class HeaderView {
  readonly #page: Page;
  readonly #accounts = byId("account", HTMLSelectElement);
  readonly #time = byId("clock-now", HTMLTimeElement);
  readonly #freeze = byId("clock-freeze", HTMLButtonElement);
  readonly #live = byId("live", HTMLParagraphElement);

  constructor(page: Page, actions: Actions) {
    this.#page = page;
    this.#accounts.addEventListener("change", () => page.chooseAccount(this.#accounts.value));
    this.#freeze.addEventListener("click", () => actions.freeze(!this.#isFrozen));
    for (const one of document.querySelectorAll<HTMLButtonElement>("[data-advance]")) {
      one.addEventListener("click", () => actions.advance(Number(one.dataset["advance"])));
    }
    byId("clock-open", HTMLButtonElement).addEventListener("click", () => {
      void askedTime(page.nowMs).then((time) => {
        if (time !== undefined) actions.setClock(time);
      });
    });
    page.onChange(() => this.#draw());
    setInterval(() => this.#drawTime(), 1000);
  }

  get #isFrozen(): boolean {
    return this.#page.overview?.clock.frozen ?? false;
  }

  #draw(): void {
    this.#drawAccounts();
    this.#drawTime();
    this.#drawSummary();
    setText(this.#live, LIVE[this.#page.connectivity]);
    setAttributes(this.#live, { "data-live": this.#page.connectivity });
    setAttributes(this.#freeze, { "aria-pressed": String(this.#isFrozen) });
  }

  #drawAccounts(): void {
    const { accounts, account } = this.#page;
    byId("account-field", HTMLLabelElement).hidden = accounts.length < 2;
    const ids = accounts.map(({ id }) => id);
    const shown = [...this.#accounts.options].map(({ value }) => value);
    if (ids.join("\n") !== shown.join("\n")) {
      this.#accounts.replaceChildren(...ids.map((id) => element("option", { value: id }, id)));
    }
    if (account !== undefined) this.#accounts.value = account.id;
  }

  #drawTime(): void {
    if (this.#page.overview === undefined) return;
    const { nowMs } = this.#page;
    setText(this.#time, `${dateAndTime(nowMs)} UTC`);
    setAttributes(this.#time, { datetime: new Date(nowMs).toISOString(), "data-frozen": this.#isFrozen });
  }

  #drawSummary(): void {
    const { account } = this.#page;
    if (account === undefined) return;
    const connections = account.groups.reduce((sum, group) => sum + group.connections.length, 0);
    const parts = [counted(account.groups.length, "group"), counted(connections, "connection")];
    setText(byId("summary", HTMLParagraphElement), parts.join(" · "));
  }
}

function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Screen readers say a live text again when it is set, even to what it was. */
function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
