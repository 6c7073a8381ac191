import { element, svgElement } from "./element.js";
import { badge } from "./inspectorParts.js";
import type { SyncOverview } from "./protocol.js";
import { SYNC_STATUS } from "./status.js";
import { dateAndTime, duration } from "./time.js";

/** The maximum number of latest syncs in the list; the bars show all. */
const LISTED = 20;
const BAR_WIDTH = 5;
const BAR_GAP = 2;
const HEIGHT = 34;
const SHORTEST = 4;

/** A connection's syncs, newest first: a bar each, as high as it took long, the newest at the right; and the latest in words. */
export function syncHistory(syncs: readonly SyncOverview[], nowMs: number): HTMLElement[] {
  const title = element("h4", {}, "Syncs");
  if (syncs.length === 0) return [title, element("p", { class: "hint" }, "None yet.")];
  const tookMs = (sync: SyncOverview): number =>
    Math.max(0, (sync.endedAt === null ? nowMs : Date.parse(sync.endedAt)) - Date.parse(sync.startedAt));
  return [title, bars(syncs.toReversed(), tookMs), listed(syncs.slice(0, LISTED), tookMs)];
}

function bars(syncs: readonly SyncOverview[], tookMs: (sync: SyncOverview) => number): HTMLElement {
  const longest = Math.max(1, ...syncs.map(tookMs));
  const width = syncs.length * (BAR_WIDTH + BAR_GAP);
  const failed = syncs.filter(({ status }) => SYNC_STATUS[status].tone === "broken").length;
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
          "data-tone": SYNC_STATUS[sync.status].tone,
        },
        svgElement(
          "title",
          {},
          `${SYNC_STATUS[sync.status].label}, ${sync.startedAt}, ${duration(tookMs(sync))}`,
        ),
      );
    }),
  );
  return element("div", { class: "bars" }, picture);
}

function listed(syncs: readonly SyncOverview[], tookMs: (sync: SyncOverview) => number): HTMLElement {
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
          element(
            "td",
            { class: "time", title: sync.startedAt },
            dateAndTime(Date.parse(sync.startedAt)).slice(0, -3),
          ),
          element("td", { class: "time" }, duration(tookMs(sync))),
          element(
            "td",
            {},
            badge(SYNC_STATUS[sync.status]),
            sync.reason === undefined ? undefined : element("p", { class: "hint" }, sync.reason),
          ),
        ),
      ),
    ),
  );
}
