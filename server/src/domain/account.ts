import type { AccountRecord, ConnectionRecord } from "../records/account";
import type { AgendaKind } from "../records/agenda";
import type { Collections } from "../records/collections";
import { Agenda } from "../state/agenda";
import type { ServerClock } from "../state/clock";
import type { IdSource } from "../state/ids";
import { RecordIndex } from "../state/recordIndex";
import type { State } from "../state/state";
import { NO_WORKERS, type Ports } from "./ports";

/** Every id that the account has given stands under one of these. */
const WITH_IDS = [
  "users",
  "groups",
  "connections",
  "sourceShapes",
  "setupTestRules",
  "transformationProjects",
  "transformations",
  "transformationRules",
  "projectRules",
  "syncRules",
  "webhooks",
  "connectorSdkPackages",
  "teams",
  "systemKeys",
  "moveJobs",
  "privateLinks",
  "proxyAgents",
  "hybridAgents",
  "secretsManagers",
] as const;

/** One account: its records, its clock, its ids and its workers. The functions of the other files change it. */
export class Account {
  readonly #ids: IdSource;
  readonly agenda: Agenda<AgendaKind>;
  readonly #connectionsByGroup: RecordIndex<Collections, "connections">;
  readonly #connectionsByName: RecordIndex<Collections, "connections">;
  readonly #openListeners: (() => void)[] = [];

  constructor(
    readonly state: State<Collections>,
    readonly clock: ServerClock,
    ids: IdSource,
    readonly id = "account",
    readonly ports: Ports = NO_WORKERS,
  ) {
    this.#ids = ids;
    this.agenda = new Agenda(state);
    state.onTakeBack(() => this.takeUp());
    this.#connectionsByGroup = new RecordIndex(state, "connections", ({ groupId }) => groupId);
    this.#connectionsByName = new RecordIndex(state, "connections", ({ groupId, schema }) =>
      nameOf(groupId, schema),
    );
  }

  /** Makes what is held beside the state follow it anew. */
  takeUp(): void {
    this.agenda.open();
    for (const listener of this.#openListeners) listener();
  }

  /** Calls back when the state holds something else than before: plans that follow from it are made anew. */
  onOpen(listener: () => void): void {
    this.#openListeners.push(listener);
  }

  /** Whether it was never opened. */
  get isNew(): boolean {
    return !this.state.has("account", "account");
  }

  get settings(): AccountRecord {
    const settings = this.state.get("account", "account");
    if (settings === undefined) throw new Error("The account was not opened.");
    return settings;
  }

  newId(): string {
    for (let position = this.state.get("counters", "ids")?.next ?? 0; ; position++) {
      const id = this.#ids(position);
      if (WITH_IDS.some((collection) => this.state.has(collection, id))) continue;
      this.state.put("counters", "ids", { next: position + 1 });
      return id;
    }
  }

  connectionsOf(groupId: string): ConnectionRecord[] {
    return this.#connectionsByGroup.with(groupId);
  }

  /** A group has one connection of a name. */
  connectionNamed(groupId: string, schema: string): ConnectionRecord | undefined {
    return this.#connectionsByName.with(nameOf(groupId, schema))[0];
  }
}

function nameOf(groupId: string, schema: string): string {
  return `${groupId}/${schema}`;
}
