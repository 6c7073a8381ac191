import { element, svgElement } from "./element.js";
import { badge } from "./inspectorParts.js";
import type { SyncRecord } from "./protocol.js";
import { syncStatus } from "./status.js";
import { dateAndTime, duration } from "./time.js";

/** So many of the latest are listed; the bars show all. */
const LISTED = 20;
const BAR_WIDTH = 5;
const BAR_GAP = 2;
const HEIGHT = 34;
const SHORTEST = 4;

/** A connection's syncs: a bar each, as high as it took long, and the latest in words. */
export function syncHistory(syncs: readonly SyncRecord[], nowMs: number): HTMLElement[] {
  const title = element("h4", {}, "Syncs");
  if (syncs.length === 0) return [title, element("p", { class: "hint" }, "None yet.")];
  const tookMs = (sync: SyncRecord): number =>
    Math.max(0, (sync.endedAt === undefined ? nowMs : Date.parse(sync.endedAt)) - Date.parse(sync.startedAt));
  return [title, bars(syncs, tookMs), listed(syncs.slice(-LISTED).toReversed(), tookMs)];
}

function bars(syncs: readonly SyncRecord[], tookMs: (sync: SyncRecord) => number): HTMLElement {
  const longest = Math.max(1, ...syncs.map(tookMs));
  const width = syncs.length * (BAR_WIDTH + BAR_GAP);
  const failed = syncs.filter(({ status }) => syncStatus(status).tone === "broken").length;
  const picture = svgElement(
    "svg",
    {
      width,
      height: HEIGHT,
      role: "img",
      "aria-label": `The last ${syncs.length} syncs, ${failed} of them failed`,
    },
    ...syncs.map((sync, index) => {
      const height = SHORTEST + Math.round(((HEIGHT - SHORTEST) * tookMs(sync)) / longest);
      return svgElement(
        "rect",
        {
          x: index * (BAR_WIDTH + BAR_GAP),
          y: HEIGHT - height,
          width: BAR_WIDTH,
          height,
          rx: 1,
          "data-tone": syncStatus(sync.status).tone,
        },
        svgElement(
          "title",
          {},
          `${syncStatus(sync.status).label}, ${sync.startedAt}, ${duration(tookMs(sync))}`,
        ),
      );
    }),
  );
  return element("div", { class: "bars" }, picture);
}

function listed(syncs: readonly SyncRecord[], tookMs: (sync: SyncRecord) => number): HTMLElement {
  const heads = ["Started", "Took", "Result"].map((name) => element("th", { scope: "col" }, name));
  return element(
    "table",
    { class: "grid" },
    element("caption", { class: "unseen" }, "The latest syncs"),
    element("thead", {}, element("tr", {}, ...heads)),
    element(
      "tbody",
      {},
      ...syncs.map((sync) =>
        element(
          "tr",
          {},
          element("td", { class: "time" }, dateAndTime(Date.parse(sync.startedAt))),
          element("td", { class: "time" }, duration(tookMs(sync))),
          element(
            "td",
            {},
            badge(syncStatus(sync.status)),
            sync.reason === undefined ? undefined : ` ${sync.reason}`,
          ),
        ),
      ),
    ),
  );
}
