import { element, icon } from "./element.js";
import type { Status } from "./status.js";

export function heading(title: string, kind: string, mark?: HTMLElement): HTMLElement {
  return element(
    "div",
    { class: "heading" },
    element("h3", { title }, title),
    mark,
    element("p", { class: "kind" }, kind),
  );
}

export function badge({ tone, label }: Status): HTMLElement {
  return element("span", { class: "badge", "data-tone": tone }, icon(tone), label);
}

export interface Fact {
  readonly name: string;
  readonly value: Node | string | undefined;
}

export function fact(name: string, value: Node | string | undefined): Fact {
  return { name, value };
}

/** Facts without a value are left out. */
export function facts(...list: readonly Fact[]): HTMLElement {
  return element(
    "dl",
    { class: "facts" },
    ...list.flatMap(({ name, value }) =>
      value === undefined || value === "" ? [] : [element("dt", {}, name), element("dd", {}, value)],
    ),
  );
}
