import { element } from "./element.js";
import type { MovedTable, SyncOverview } from "./protocol.js";
import { duration } from "./time.js";

/** What the newest sync that has really moved data has moved of each table, while it runs and after it. */
export function movedTables(syncs: readonly SyncOverview[]): HTMLElement[] {
  const sync = syncs.find(({ tables }) => tables !== undefined && tables.length > 0);
  if (sync?.tables === undefined) return [];
  const heads = ["Table", "Rows", "Rows/s", "Bytes", "Took"].map((name) =>
    element("th", { scope: "col" }, name),
  );
  const caption = `Moved by sync ${sync.number}${sync.status === "RUNNING" ? " so far" : ""}`;
  return [
    element(
      "table",
      { class: "grid", "data-moved": sync.status.toLowerCase() },
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...sync.tables.map(tableRow)),
    ),
  ];
}

function tableRow({ table, rows, deleted, bytes, durationMs, error }: MovedTable): HTMLElement {
  const perSecond = durationMs < 1000 ? "" : Math.round((rows * 1000) / durationMs).toLocaleString("en");
  const gone = deleted === 0 ? "" : ` (${deleted.toLocaleString("en")} deleted)`;
  return element(
    "tr",
    {},
    element(
      "td",
      {},
      element("code", {}, table),
      error === undefined ? undefined : element("p", { class: "hint", "data-error": "" }, error),
    ),
    element("td", { class: "number" }, rows.toLocaleString("en") + gone),
    element("td", { class: "number" }, perSecond),
    element("td", { class: "number" }, bytes.toLocaleString("en")),
    element("td", { class: "time" }, duration(durationMs)),
  );
}
