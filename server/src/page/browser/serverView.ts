import type { Actions } from "./actions.js";
import { button, byId, element } from "./element.js";
import type { Page } from "./page.js";

/** What concerns the server or the account as a whole. */
export class ServerView {
  private readonly latency = element("input", {
    type: "number",
    name: "ms",
    min: 0,
    step: 1,
    required: true,
  });
  private readonly rateLimits = element("input", { type: "checkbox", id: "rate-limits" });
  private readonly about = element("p", { class: "hint" });

  constructor(
    private readonly page: Page,
    private readonly actions: Actions,
  ) {
    byId("panel-server", HTMLDivElement).append(
      this.latencyForm(),
      this.rateLimitField(),
      this.snapshotButtons(),
      element(
        "section",
        { "aria-label": "Start over" },
        button("Reset the account…", () => void actions.reset(), { class: "danger" }),
        element("p", { class: "hint" }, "The account as its seed has it."),
      ),
      this.about,
    );
    page.onChange(() => this.draw());
  }

  private draw(): void {
    const { overview } = this.page;
    if (overview === undefined) return;
    if (document.activeElement !== this.latency) this.latency.value = String(overview.latencyMs);
    this.rateLimits.checked = overview.rateLimits;
    this.about.textContent = `fivetran-local ${overview.version} at ${location.host}`;
  }

  private latencyForm(): HTMLElement {
    const form = element(
      "form",
      { class: "form", "aria-label": "Latency" },
      element("label", { class: "field" }, "Every answer takes at least, ms", this.latency),
      element("button", {}, "Apply"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.actions.setLatency(Number(this.latency.value));
    });
    return form;
  }

  private rateLimitField(): HTMLElement {
    this.rateLimits.addEventListener("change", () => this.actions.setRateLimits(this.rateLimits.checked));
    return element(
      "div",
      { class: "form" },
      element("label", { class: "check" }, this.rateLimits, "Limit the rate of requests as the service does"),
    );
  }

  private snapshotButtons(): HTMLElement {
    const file = element("input", {
      type: "file",
      accept: "application/json,.json",
      "aria-label": "Snapshot to restore",
    });
    file.hidden = true;
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen !== undefined) void this.actions.restore(chosen);
      file.value = "";
    });
    return element(
      "section",
      { "aria-label": "Snapshot" },
      element(
        "div",
        { class: "buttons" },
        button("Download snapshot", () => this.actions.downloadSnapshot()),
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
