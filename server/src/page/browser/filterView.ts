import { byId, element, icon, setAttributes } from "./element.js";
import type { Page } from "./page.js";
import { CONNECTION_TONES, connectionStatus, TONE_LABELS, type Tone } from "./status.js";

/** The search field, and a button for each state that connections are in. */
export class FilterView {
  readonly #page: Page;
  readonly #tones = byId("tones", HTMLFieldSetElement);

  constructor(page: Page) {
    this.#page = page;
    const search = byId("search", HTMLInputElement);
    search.addEventListener("input", () => page.setFilter({ text: search.value }));
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const counts = new Map<Tone, number>();
    for (const { connections } of this.#page.account?.groups ?? []) {
      for (const connection of connections) {
        const { tone } = connectionStatus(connection);
        counts.set(tone, (counts.get(tone) ?? 0) + 1);
      }
    }
    for (const tone of CONNECTION_TONES) this.#drawTone(tone, counts.get(tone) ?? 0);
  }

  #drawTone(tone: Tone, count: number): void {
    const isChosen = this.#page.filter.tone === tone;
    const shown = this.#tones.querySelector<HTMLButtonElement>(`[data-tone="${tone}"]`);
    if (count === 0 && !isChosen) {
      shown?.remove();
      return;
    }
    const made = shown ?? this.#addTone(tone);
    setAttributes(made, { "aria-pressed": String(isChosen) });
    const number = made.querySelector(".count");
    if (number !== null) number.textContent = count.toLocaleString("en");
  }

  #addTone(tone: Tone): HTMLButtonElement {
    const made = element(
      "button",
      { type: "button", class: "chip", "data-tone": tone },
      icon(tone),
      TONE_LABELS[tone],
      element("span", { class: "count" }),
    );
    made.addEventListener("click", () => {
      this.#page.setFilter({ tone: this.#page.filter.tone === tone ? undefined : tone });
    });
    const later = CONNECTION_TONES.slice(CONNECTION_TONES.indexOf(tone) + 1);
    const next = [...this.#tones.children].find((child) =>
      later.includes(child.getAttribute("data-tone") as Tone),
    );
    this.#tones.insertBefore(made, next ?? null);
    return made;
  }
}
