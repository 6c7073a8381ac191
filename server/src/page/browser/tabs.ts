import { setAttributes } from "./element.js";

/** Tabs as screen readers know them: arrows move between them, and only the chosen one is reached by the key Tab. */
export function connectTabs(tablist: Element): void {
  const tabs = [...tablist.querySelectorAll<HTMLButtonElement>("[role=tab]")];
  const choose = (chosen: HTMLButtonElement): void => {
    for (const tab of tabs) {
      setAttributes(tab, { "aria-selected": String(tab === chosen), tabindex: tab === chosen ? 0 : -1 });
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (panel !== null) panel.hidden = tab !== chosen;
    }
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      if (step === 0 || next === undefined) return;
      choose(next);
      next.focus();
    });
  }
}
