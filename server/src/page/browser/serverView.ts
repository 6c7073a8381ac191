import type { Actions } from "./actions.js";
import { button, byId, element } from "./element.js";
import type { Page } from "./page.js";
import type { Overview } from "./protocol.js";

/** What concerns the server or the account as a whole. */
export class ServerView {
  readonly #page: Page;
  readonly #actions: Actions;

  readonly #latency = element("input", {
    type: "number",
    name: "ms",
    min: 0,
    step: 1,
    required: true,
  });

  readonly #plan = element(
    "select",
    { name: "plan" },
    element("option", { value: "" }, "none"),
    element("option", { value: "paid" }, "a paid plan's"),
    element("option", { value: "trial" }, "a trial's"),
  );

  readonly #limits = element("p", { class: "hint" });
  readonly #about = element("p", { class: "hint" });

  constructor(page: Page, actions: Actions) {
    this.#page = page;
    this.#actions = actions;
    byId("panel-server", HTMLDivElement).append(
      this.#latencyForm(),
      this.#rateLimitForm(),
      this.#snapshotButtons(),
      element(
        "section",
        { "aria-label": "Start over" },
        button("Reset the account…", () => void actions.reset(), { class: "danger" }),
        element("p", { class: "hint" }, "The account as its seed has it."),
      ),
      this.#about,
    );
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const { overview } = this.#page;
    if (overview === undefined) return;
    if (document.activeElement !== this.#latency) this.#latency.value = String(overview.latencyMs);
    this.#limits.textContent = inWords(overview.rateLimits);
    this.#about.textContent = `fivetran-local ${overview.version} at ${location.host}`;
  }

  #latencyForm(): HTMLElement {
    return submitting(
      "Latency",
      () => this.#actions.setLatency(Number(this.#latency.value)),
      element("label", { class: "field" }, "Every answer takes at least, ms", this.#latency),
    );
  }

  #rateLimitForm(): HTMLElement {
    const form = submitting(
      "Rate limits",
      () => this.#actions.setRateLimits(this.#plan.value === "" ? undefined : this.#plan.value),
      element("label", { class: "field" }, "Rate limits", this.#plan),
    );
    return element("section", {}, form, this.#limits);
  }

  #snapshotButtons(): HTMLElement {
    const file = element("input", {
      type: "file",
      accept: "application/json,.json",
      "aria-label": "Snapshot to restore",
      hidden: true,
    });
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen === undefined) return;
      void this.#actions.restore(chosen).finally(() => {
        // So that the same file can be chosen again.
        file.value = "";
      });
    });
    return element(
      "section",
      { "aria-label": "Snapshot" },
      element(
        "div",
        { class: "buttons" },
        button("Download snapshot", () => this.#actions.downloadSnapshot()),
        button("Restore snapshot…", () => file.click()),
        file,
      ),
      element(
        "p",
        { class: "hint" },
        "Everything that the account holds. Secrets are in it as digests only.",
      ),
    );
  }
}

function submitting(name: string, submit: () => void, field: HTMLElement): HTMLFormElement {
  const form = element("form", { class: "form", "aria-label": name }, field, element("button", {}, "Apply"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return form;
}

function inWords(limits: Overview["rateLimits"]): string {
  const parts = Object.entries(limits).map(([kind, { perMinute, perHour }]) => {
    const often = [
      perMinute === undefined ? "" : `${perMinute.toLocaleString("en")} a minute`,
      perHour === undefined ? "" : `${perHour.toLocaleString("en")} an hour`,
    ];
    return `${kind.replaceAll(/([A-Z])/g, " $1").toLowerCase()} ${often.filter(Boolean).join(", ")}`;
  });
  return parts.length === 0 ? "Nothing is limited." : `They hold: ${parts.join("; ")}.`;
}
