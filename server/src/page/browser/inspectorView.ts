import type { Item } from "./accountTree.js";
import type { Actions } from "./actions.js";
import { button, byId, element } from "./element.js";
import { badge, fact, facts, heading } from "./inspectorParts.js";
import { movedTables } from "./movedTables.js";
import type { Page } from "./page.js";
import type { Alert, ConnectionDetails, ConnectionOverview, GroupOverview } from "./protocol.js";
import { scheduleWords } from "./scheduleWords.js";
import { CONNECTION_TONES, connectionStatus, TONE_LABELS } from "./status.js";
import { syncHistory } from "./syncHistory.js";
import { tableFacts } from "./tableFacts.js";
import { dateAndTime, relative } from "./time.js";

/** What is selected, with all that is known of it and what can be done to it. */
export class InspectorView {
  readonly #page: Page;
  readonly #actions: Actions;
  readonly #place = byId("inspector", HTMLDivElement);
  #drawn = "";

  constructor(page: Page, actions: Actions) {
    this.#page = page;
    this.#actions = actions;
    page.onChange(() => this.#draw());
  }

  #draw(): void {
    const page = this.#page;
    const item = page.selected;
    const connection = page.connection(item?.connection);
    const details = page.details(item?.connection);
    const group = page.account?.groups.find(({ id }) => id === item?.group);
    // Buttons keep the focus while nothing about them has changed. Times are shown by the minute.
    const minute = Math.floor(page.nowMs / 60_000);
    const looks = JSON.stringify([
      item?.key,
      item?.status,
      connection ?? group,
      details,
      minute,
      page.account?.counts,
    ]);
    if (looks === this.#drawn) return;
    this.#drawn = looks;
    const focused = this.#focusedAction();
    this.#place.replaceChildren(...this.#parts(item, group, connection, details));
    if (focused !== undefined) this.#place.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
  }

  #focusedAction(): string | undefined {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && this.#place.contains(activeElement)
      ? activeElement.dataset["action"]
      : undefined;
  }

  #parts(
    item: Item | undefined,
    group: GroupOverview | undefined,
    connection: ConnectionOverview | undefined,
    details: ConnectionDetails | undefined,
  ): HTMLElement[] {
    if (item === undefined || group === undefined) return this.#accountParts();
    if (item.kind === "group" || item.kind === "destination") return groupParts(item, group);
    if (connection === undefined) return [];
    if (item.kind === "connection") return this.#connectionParts(item, connection, details);
    return tableFacts(item, details);
  }

  #accountParts(): HTMLElement[] {
    const { account } = this.#page;
    if (account === undefined) return [];
    const held = Object.entries(account.counts).filter(([name, count]) => count > 0 && !INTERNAL.has(name));
    return [
      heading(account.id, "Account"),
      facts(...held.map(([name, count]) => fact(inWords(name), count.toLocaleString("en")))),
      element("p", { class: "hint" }, "Select something in the tree or in the picture to see more of it."),
    ];
  }

  #connectionParts(
    item: Item,
    connection: ConnectionOverview,
    details: ConnectionDetails | undefined,
  ): HTMLElement[] {
    const { status } = connection;
    const { nowMs } = this.#page;
    return [
      heading(item.label, connection.service, badge(item.status)),
      this.#connectionButtons(connection),
      ...problems(details?.setup_problems ?? []),
      ...alerts("Task", status.tasks),
      ...alerts("Warning", status.warnings),
      facts(
        fact("Id", element("code", {}, connection.id)),
        fact("Setup", status.setup_state),
        fact("Sync", status.is_historical_sync ? `${status.sync_state}, historical` : status.sync_state),
        fact("Data", status.update_state.replaceAll("_", " ")),
        fact("Schedule", scheduleWords(connection)),
        fact("Rescheduled for", when(status.rescheduled_for, nowMs)),
        fact("Last success", when(connection.succeeded_at, nowMs) ?? "never"),
        fact("Last failure", when(connection.failed_at, nowMs) ?? "never"),
        fact("Created", when(connection.created_at, nowMs)),
        fact("Network", connection.networking_method),
        fact("New data", details?.schema_config?.schema_change_handling.toLowerCase().replaceAll("_", " ")),
      ),
      ...(details?.schema_config === null
        ? [
            element(
              "p",
              { class: "hint" },
              "Its source was not read yet: a sync or a reload of its schemas does.",
            ),
          ]
        : []),
      ...syncHistory(details?.syncs ?? [], nowMs),
      ...movedTables(details?.syncs ?? []),
    ];
  }

  #connectionButtons(connection: ConnectionOverview): HTMLElement {
    const actions = this.#actions;
    const { setup_state: setup } = connection.status;
    const isConnected = setup === "connected";
    const make = (action: string, label: string, run: () => void, isOff = false): HTMLElement =>
      button(label, run, { "data-action": action, disabled: isOff });
    const isPaused = connection.paused;
    return element(
      "div",
      { class: "buttons", role: "group", "aria-label": `Controls of ${connection.schema}` },
      make("sync", "Sync now", () => actions.sync(connection), !isConnected || isPaused),
      make("pause", isPaused ? "Resume" : "Pause", () => actions.setPaused(connection, !isPaused)),
      setup === "incomplete"
        ? make("authorize", "Authorize", () => actions.authorize(connection))
        : undefined,
      isConnected
        ? make("break", "Break", () => actions.breakConnection(connection))
        : make("mend", "Mend", () => actions.mend(connection)),
    );
  }
}

/** Collections that are the server's own bookkeeping. */
const INTERNAL = new Set(["account", "counters", "agenda"]);

function groupParts(item: Item, { id, created_at, destination, connections }: GroupOverview): HTMLElement[] {
  const byTone = new Map<string, number>();
  for (const connection of connections) {
    const { tone } = connectionStatus(connection);
    byTone.set(tone, (byTone.get(tone) ?? 0) + 1);
  }
  return [
    heading(item.label, item.kind === "group" ? "Group" : "Destination", badge(item.status)),
    ...problems(destination?.setup_problems ?? []),
    facts(
      fact("Id", element("code", {}, id)),
      fact("Created", dateAndTime(Date.parse(created_at))),
      fact("Destination", destination?.service ?? "none yet"),
      fact("Region", destination?.region),
      fact("Setup", destination?.setup_status),
      fact("Network", destination?.networking_method),
      fact("Connections", connections.length.toLocaleString("en")),
      ...CONNECTION_TONES.map((tone) =>
        fact(`· ${TONE_LABELS[tone]}`, byTone.get(tone)?.toLocaleString("en")),
      ),
    ),
  ];
}

/** Why something is not connected: the last line says what to do. */
function problems(list: readonly string[]): HTMLElement[] {
  if (list.length === 0) return [];
  return [
    element(
      "div",
      { class: "alert", "data-kind": "setup" },
      ...list.map((problem, index) =>
        index === 0 ? element("p", {}, element("b", {}, "Setup"), " ", problem) : element("p", {}, problem),
      ),
    ),
  ];
}

function alerts(kind: string, list: readonly Alert[]): HTMLElement[] {
  return list.map(({ code, message }) =>
    element(
      "div",
      { class: "alert", "data-kind": kind.toLowerCase() },
      element("p", {}, element("b", {}, kind), " ", message),
      element("code", {}, code),
    ),
  );
}

function when(time: string | null | undefined, nowMs: number): string | undefined {
  if (time === null || time === undefined) return undefined;
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? time : `${dateAndTime(ms).slice(0, -3)} · ${relative(ms, nowMs)}`;
}

/** `groupMemberships` to `Group memberships`. */
function inWords(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
