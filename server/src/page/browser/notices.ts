import { byId, element } from "./element.js";

/** How long good news stays. Errors stay until they are closed. */
const SHOWN_MS = 5000;
/** The maximum number at once; older ones go. */
const SHOWN = 4;

/** Says what was done or failed, to eyes and to screen readers. */
export class Notices {
  readonly #place = byId("notices", HTMLDivElement);

  done(text: string): void {
    const notice = this.#add("done", text);
    setTimeout(() => notice.remove(), SHOWN_MS);
  }

  failed(error: unknown): void {
    this.#add("failed", error instanceof Error ? error.message : String(error));
  }

  #add(kind: string, text: string): HTMLElement {
    const close = element(
      "button",
      { type: "button", class: "quiet", "aria-label": "Close this message" },
      "×",
    );
    const notice = element("div", { class: "notice", "data-kind": kind }, element("p", {}, text), close);
    close.addEventListener("click", () => notice.remove());
    // The same thing said twice is said once.
    for (const child of this.#place.children) if (child.textContent === notice.textContent) child.remove();
    this.#place.append(notice);
    while (this.#place.children.length > SHOWN) this.#place.firstElementChild?.remove();
    return notice;
  }
}
