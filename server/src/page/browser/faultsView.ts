import type { Actions } from "./actions.js";
import { button, byId, element } from "./element.js";
import { FAULT_KINDS, type FaultForm, faultFrom, faultInWords } from "./faultForm.js";
import type { Page } from "./page.js";

const METHODS = ["any", "GET", "POST", "PATCH", "DELETE"];

/** The faults that disturb the API, and a form for new ones. */
export class FaultsView {
  readonly #page: Page;
  readonly #actions: Actions;
  readonly #active = element("div");
  #drawn: string | undefined;

  constructor(page: Page, actions: Actions) {
    this.#page = page;
    this.#actions = actions;
    byId("panel-faults", HTMLDivElement).append(this.#form(), this.#active);
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const faults = this.#page.overview?.faults ?? [];
    byId("faults-count", HTMLSpanElement).textContent = faults.length === 0 ? "" : String(faults.length);
    const looks = JSON.stringify(faults);
    if (looks === this.#drawn) return;
    this.#drawn = looks;
    if (faults.length === 0) {
      this.#active.replaceChildren(
        element("p", { class: "empty" }, "No faults: every request is served as usual."),
      );
      return;
    }
    const heads = ["Fault", "What", "Matched", "Disturbed"].map((name) =>
      element("th", { scope: "col" }, name),
    );
    this.#active.replaceChildren(
      element(
        "table",
        { class: "grid" },
        element("caption", { class: "unseen" }, "Active faults; the first that matches a request decides"),
        element("thead", {}, element("tr", {}, ...heads, element("td", {}, this.#clearButton()))),
        element(
          "tbody",
          {},
          ...faults.map((fault) =>
            element(
              "tr",
              {},
              element("td", {}, element("code", {}, fault.id)),
              element("td", {}, faultInWords(fault)),
              element("td", { class: "number" }, String(fault.matched)),
              element("td", { class: "number" }, String(fault.disturbed)),
              element("td", {}, this.#removeButton(fault.id)),
            ),
          ),
        ),
      ),
    );
  }

  #clearButton(): HTMLElement {
    return button("Remove all", () => this.#actions.clearFaults(), { class: "quiet" });
  }

  #removeButton(id: string): HTMLElement {
    return button("Remove", () => this.#actions.removeFault(id), {
      class: "quiet",
      "aria-label": `Remove ${id}`,
    });
  }

  #form(): HTMLFormElement {
    const kinds = Object.entries(FAULT_KINDS).map(([value, label]) => element("option", { value }, label));
    const methods = METHODS.map((method) =>
      element("option", { value: method === "any" ? "" : method }, method),
    );
    const form = element(
      "form",
      { class: "form", "aria-label": "Add a fault" },
      field("What happens", element("select", { name: "kind" }, ...kinds)),
      field("Status", number("status", { min: 200, max: 599, placeholder: "as usual" })),
      field("Delay, ms", number("latencyMs", { min: 0, placeholder: "0" })),
      field("Retry-After, s", number("retryAfter", { min: 0, placeholder: "none" })),
      field("Method", element("select", { name: "method" }, ...methods)),
      field(
        "Path matches",
        element("input", {
          name: "path",
          class: "wide",
          placeholder: "^/v1/connections",
          spellcheck: "false",
          autocomplete: "off",
        }),
      ),
      field("Times", number("times", { min: 1, placeholder: "always" })),
      field("Probability", number("probability", { min: 0, max: 1, step: "any", placeholder: "1" })),
      element("button", { class: "primary" }, "Add fault"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const filled = Object.fromEntries(new FormData(form)) as unknown as FaultForm;
      this.#actions.addFault(faultFrom(filled));
    });
    return form;
  }
}

function field(label: string, input: HTMLElement): HTMLElement {
  return element("label", { class: "field" }, label, input);
}

function number(name: string, limits: Readonly<Record<string, string | number>>): HTMLElement {
  return element("input", { type: "number", name, ...limits });
}
