import { randomBytes } from "node:crypto";
import type {
  AccountRecord,
  ConnectionRecord,
  DestinationRecord,
  GroupRecord,
  UserRecord,
} from "../records/account";
import type { SetupTestRule } from "../records/setupTests";
import type { ShapeTarget, SourceShape } from "../records/sourceShape";
import { Agenda } from "../state/agenda";
import type { ServerClock } from "../state/clock";
import type { IdSource } from "../state/ids";
import { RecordIndex } from "../state/recordIndex";
import type { State } from "../state/state";
import { putConnection, replanConnections } from "./connections/connections";
import { membership, setMembership } from "./people/memberships";
import { NO_WORKERS, type Ports } from "./ports";
import { METADATA_SCHEMA, METADATA_SERVICE, PERSON_AUTHORIZED_SERVICES } from "./services";

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
  "privateLinks",
  "proxyAgents",
  "hybridAgents",
  "secretsManagers",
] as const;

const DEFAULT_OWNER = {
  email: "owner@example.com",
  givenName: "Olive",
  familyName: "Owner",
  role: "Account Administrator",
};
const CREATOR_ROLE = "Destination Administrator";

/** One account: its records, its clock and its ids, and the steps that several operations share. */
export class Account {
  readonly agenda: Agenda;
  private readonly connectionsByGroup: RecordIndex<"connections">;
  private readonly connectionsByName: RecordIndex<"connections">;
  private readonly openListeners: (() => void)[] = [];

  constructor(
    readonly state: State,
    readonly clock: ServerClock,
    private readonly ids: IdSource,
    readonly id = "account",
    readonly ports: Ports = NO_WORKERS,
  ) {
    this.agenda = new Agenda(state);
    state.onTakeBack(() => this.takeUp());
    this.connectionsByGroup = new RecordIndex(state, "connections", ({ groupId }) => groupId);
    this.connectionsByName = new RecordIndex(state, "connections", ({ groupId, schema }) =>
      nameOf(groupId, schema),
    );
  }

  /**
   * Takes up what the state holds, and makes what every account has where it is missing: its settings, and the user whose key it is.
   *
   * @param owner says who that is, where it is not Olive Owner
   */
  open(owner: Partial<UserRecord> = {}): void {
    this.takeUp();
    if (!this.state.isEmpty) return;
    this.state.transaction(() => {
      const { id: ownerId } = this.newUser({
        ...DEFAULT_OWNER,
        // Who has made a key has been there.
        loggedInAt: this.clock.timestamp(),
        ...owner,
      });
      this.state.put("account", "account", {
        sealKey: randomBytes(32).toString("base64url"),
        ownerId,
        unsupportedServices: [],
        personAuthorizedServices: PERSON_AUTHORIZED_SERVICES,
        addMetadataConnections: false,
        syncDurationMs: 0,
        schedules: true,
        firstSyncDelayMs: 60_000,
      });
    });
  }

  /** What is held beside the state follows it anew. */
  private takeUp(): void {
    this.agenda.open();
    for (const listener of this.openListeners) listener();
  }

  /** Calls back when the state holds something else than before: what follows from it is to be taken up anew. */
  onOpen(listener: () => void): void {
    this.openListeners.push(listener);
  }

  get settings(): AccountRecord {
    const settings = this.state.get("account", "account");
    if (settings === undefined) throw new Error("The account was not opened.");
    return settings;
  }

  set(settings: Partial<AccountRecord>): void {
    this.state.put("account", "account", { ...this.settings, ...settings });
    if (settings.schedules !== undefined) replanConnections(this);
  }

  newId(): string {
    for (let position = this.state.get("counters", "ids")?.next ?? 0; ; position++) {
      const id = this.ids(position);
      if (WITH_IDS.some((collection) => this.state.has(collection, id))) continue;
      this.state.put("counters", "ids", { next: position + 1 });
      return id;
    }
  }

  newUser(user: Partial<UserRecord> & { readonly email: string }): UserRecord {
    const made: UserRecord = {
      givenName: "",
      familyName: "",
      verified: true,
      invited: false,
      active: true,
      picture: null,
      phone: null,
      role: "",
      loggedInAt: null,
      createdAt: this.clock.timestamp(),
      ...user,
      id: user.id ?? this.newId(),
    };
    this.state.put("users", made.id, made);
    return made;
  }

  /** A new group has one member, who made it. */
  newGroup(group: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly createdAt?: string | undefined;
  }): GroupRecord {
    const id = group.id ?? this.newId();
    const made: GroupRecord = { id, name: group.name, createdAt: group.createdAt ?? this.clock.timestamp() };
    this.state.put("groups", id, made);
    this.setGroupRole(id, this.settings.ownerId, CREATOR_ROLE);
    return made;
  }

  setGroupRole(groupId: string, userId: string, role: string): void {
    setMembership(this, membership("user", userId, "group", groupId), role);
  }

  connectionsOf(groupId: string): ConnectionRecord[] {
    return this.connectionsByGroup.with(groupId);
  }

  /** A group has one connection of a name. */
  connectionNamed(groupId: string, schema: string): ConnectionRecord | undefined {
    return this.connectionsByName.with(nameOf(groupId, schema))[0];
  }

  /** Where Fivetran does so, it adds a connection of its own to a destination that works. */
  putDestination(destination: DestinationRecord): void {
    const isNew = !this.state.has("destinations", destination.id);
    this.state.put("destinations", destination.id, destination);
    if (isNew && this.settings.addMetadataConnections) this.addMetadataConnection(destination.id);
  }

  /** Adds Fivetran's own connection to a group, as the service does by itself some time after a destination is set up. */
  addMetadataConnection(groupId: string): ConnectionRecord {
    const made = this.newConnection({
      groupId,
      service: METADATA_SERVICE,
      schema: METADATA_SCHEMA,
      naming: { schema: METADATA_SCHEMA },
      setupState: "connected",
    });
    return putConnection(this, made);
  }

  /** A connection with the API's defaults, not kept yet. */
  newConnection(
    given: Partial<ConnectionRecord> & Pick<ConnectionRecord, "groupId" | "service" | "schema" | "naming">,
  ): ConnectionRecord {
    return {
      serviceVersion: 1,
      paused: false,
      pauseAfterTrial: false,
      syncFrequency: 360,
      scheduleType: "auto",
      dataDelaySensitivity: "NORMAL",
      dataDelayThreshold: 0,
      networkingMethod: "Directly",
      config: {},
      auth: {},
      authorized: false,
      setupState: "incomplete",
      updateState: "on_schedule",
      tasks: [],
      warnings: [],
      isHistoricalSync: (given.succeededAt ?? null) === null,
      lastSyncStartedAtMs: given.succeededAt ? Date.parse(given.succeededAt) : undefined,
      succeededAt: null,
      failedAt: null,
      connectedBy: this.settings.ownerId,
      ...given,
      id: given.id ?? this.newId(),
      createdAt: given.createdAt ?? this.clock.timestamp(),
    };
  }

  /** Gives connections their source, from the next reload or sync on. A target that has one already gets the new one instead. */
  addShape(target: ShapeTarget, shape: SourceShape): void {
    const same = [...this.state.all("sourceShapes")].find((record) => isSameTarget(record.target, target));
    const id = same?.id ?? this.newId();
    this.state.put("sourceShapes", id, { id, target, shape });
  }

  /** @returns the rule's id */
  addSetupTestRule(rule: SetupTestRule): string {
    const id = this.newId();
    this.state.put("setupTestRules", id, { ...rule, id });
    return id;
  }
}

function nameOf(groupId: string, schema: string): string {
  return `${groupId}/${schema}`;
}

function isSameTarget(one: ShapeTarget, other: ShapeTarget): boolean {
  return (
    one.connectionId === other.connectionId && one.schema === other.schema && one.service === other.service
  );
}
