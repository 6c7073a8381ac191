import type { Account } from "../domain/account";
import { putConnection } from "../domain/connections/connections";
import { authorize } from "../domain/connections/tests";
import { isObject } from "../domain/seal";
import { addSyncRule } from "../domain/syncs/rules";
import { addProjectRule, addRunRule } from "../domain/transformations/rules";
import { errors } from "../errors";
import type { Serving } from "../http/exchange";
import type { JournalEntry } from "../http/journal";
import type { Method } from "../operations/operation";
import type { AccountRecord, ConnectionRecord } from "../records/account";
import type { SetupTestRule } from "../records/setupTests";
import type { ShapeTarget, SourceShape } from "../records/sourceShape";
import type { SyncRule } from "../records/syncs";
import type { ProjectRule, QuickstartPackage, TransformationRule } from "../records/transformations";
import type { StoredEntry } from "../store/store";
import type { ConnectionDetails } from "./connectionDetails";
import type { AccountOverview } from "./overview";
import { type RuleList, ruleList } from "./ruleList";

export type StatusOverride = Partial<
  Pick<ConnectionRecord, "setupState" | "updateState" | "rescheduledFor" | "failedAt" | "tasks" | "warnings">
>;

export type AccountSettings = Partial<
  Pick<
    AccountRecord,
    | "unsupportedServices"
    | "personAuthorizedServices"
    | "addMetadataConnections"
    | "syncDurationMs"
    | "schedules"
    | "firstSyncDelayMs"
    | "privateLinkChangeMs"
  >
>;

/** One record of a snapshot. Without `account` it belongs to the account that it is restored to. */
export interface SnapshotEntry extends StoredEntry {
  readonly account?: string | undefined;
}

// What knows the operations is loaded when it is first asked for: a server starts without them.

/**
 * Drives one account from a test, beside the API: the same in process (`server.control.account(id)`) and over HTTP
 * (`/_local/…?account=<id>`). What it changes is durable when the call is answered.
 */
export class AccountControl {
  readonly setupTests: RuleList<SetupTestRule>;
  /** How syncs end. */
  readonly syncRules: RuleList<SyncRule>;
  /** How runs of transformations end. */
  readonly transformationRules: RuleList<TransformationRule>;
  /** How the set-up of transformation projects ends. */
  readonly projectRules: RuleList<ProjectRule>;

  constructor(
    protected readonly serving: Serving,
    protected readonly of: Account,
    private readonly startOver: (account: Account) => void,
  ) {
    const { state } = of;
    const list = <Rule>(
      collection: "setupTestRules" | "syncRules" | "transformationRules" | "projectRules",
      add: (rule: Rule) => string,
      all: () => Iterable<Rule & { readonly id: string }>,
    ): RuleList<Rule> =>
      ruleList({ add, all, remove: (id) => state.remove(collection, id) }, (work) => this.change(work));
    this.setupTests = list(
      "setupTestRules",
      (rule) => of.addSetupTestRule(rule),
      () => state.all("setupTestRules"),
    );
    this.syncRules = list(
      "syncRules",
      (rule) => addSyncRule(of, rule),
      () => state.all("syncRules"),
    );
    this.transformationRules = list(
      "transformationRules",
      (rule) => addRunRule(of, rule),
      () => state.all("transformationRules"),
    );
    this.projectRules = list(
      "projectRules",
      (rule) => addProjectRule(of, rule),
      () => state.all("projectRules"),
    );
  }

  /** The requests to the API that came with a key of this account, oldest first; secrets in their bodies are `******`. */
  journal(): readonly JournalEntry[] {
    return this.serving.journal.list().filter(({ account }) => account === this.of.id);
  }

  /** Gives the matching connections their source; each sees it at its next reload or sync. */
  setShape(target: ShapeTarget, shape: SourceShape): Promise<void> {
    return this.change(() => this.of.addShape(target, shape));
  }

  /** Stands for the person who authorizes a connection in a browser; its setup tests run as they would then. */
  authorize(connectionId: string): Promise<void> {
    return this.change(() => authorize(this.of, this.connection(connectionId)));
  }

  /** Triggers a sync, as a client would. @throws ApiError where the API refuses it */
  sync(connectionId: string): Promise<void> {
    return this.perform("POST", "/v1/connections/{connectionId}/sync", { connectionId }, {});
  }

  /** Pauses or resumes a connection, as a client would who wants no setup tests for it. */
  setPaused(connectionId: string, paused: boolean): Promise<void> {
    const body = { paused, run_setup_tests: false };
    return this.perform("PATCH", "/v1/connections/{connectionId}", { connectionId }, body);
  }

  /** Makes a connection look broken, delayed or rescheduled. */
  setStatus(connectionId: string, status: StatusOverride): Promise<void> {
    return this.change(() => {
      const connection = this.connection(connectionId);
      putConnection(this.of, { ...connection, ...status });
    });
  }

  /** Adds Fivetran's own `fivetran_metadata` connection to a group. @returns its id */
  addMetadataConnection(groupId: string): Promise<string> {
    return this.change(() => {
      if (!this.of.state.has("groups", groupId)) throw errors.noGroup(groupId);
      return this.of.addMetadataConnection(groupId).id;
    });
  }

  configure(settings: AccountSettings): Promise<void> {
    return this.change(() => this.of.set(settings));
  }

  /** Adds a Quickstart package, or a newer version of one, to which transformations can be upgraded. */
  setQuickstartPackage(one: QuickstartPackage): Promise<void> {
    return this.change(() => this.of.state.put("quickstartPackages", one.id, one));
  }

  /** What is in the account, as a tree, for people to look at. */
  async overview(): Promise<AccountOverview> {
    const { overviewOf } = await import("./overview.js");
    return overviewOf(this.of);
  }

  /** The source, schema config and syncs of a connection. @throws ApiError when there is none with this id */
  async details(connectionId: string): Promise<ConnectionDetails> {
    const { detailsOf } = await import("./connectionDetails.js");
    return detailsOf(this.of, this.connection(connectionId));
  }

  /** Everything the account holds, as plain data for `restore`. */
  snapshot(): SnapshotEntry[] {
    return this.of.state.snapshot().map((entry) => ({ account: this.of.id, ...entry }));
  }

  /** Puts the account back to a snapshot. @throws ApiError for a snapshot that is not one of an account, or not of this one */
  async restore(snapshot: readonly SnapshotEntry[]): Promise<void> {
    this.checkSnapshot(snapshot);
    const entries = snapshot.map(({ collection, id, value }): StoredEntry => ({ collection, id, value }));
    await this.change(() => this.of.state.restore(entries));
    this.of.open();
    await this.written();
  }

  /** @throws ApiError for a snapshot that is not one of an account, or not of this one */
  checkSnapshot(snapshot: readonly SnapshotEntry[]): void {
    const other = snapshot.find(({ account }) => account !== undefined && account !== this.of.id);
    if (other !== undefined) {
      throw errors.invalidInput(`The snapshot is of the account '${other.account}', not of '${this.of.id}'.`);
    }
    if (!snapshot.some(({ collection, id }) => collection === "account" && id === "account")) {
      throw errors.invalidInput(`The snapshot holds no account '${this.of.id}'.`);
    }
    const hollow = snapshot.filter((entry) => this.lacksBytes(entry)).map(({ id }) => `'${id}'`);
    if (hollow.length > 0) {
      const which = hollow.join(", ");
      throw errors.invalidInput(
        `The bytes of the Connector SDK packages ${which} are not here: a snapshot is without them, and is restored where it was taken.`,
      );
    }
  }

  /** Resolves when no webhook is being called, and nothing is due for one. What waits for a later attempt is left waiting. */
  idle(): Promise<void> {
    return this.of.ports.webhooks.idle();
  }

  /** Starts over: the account as its seed has it. */
  async reset(): Promise<void> {
    this.startOver(this.of);
    await this.written();
  }

  private async written(): Promise<void> {
    this.serving.ticker.arm();
    await this.serving.store.settled();
  }

  private connection(id: string): ConnectionRecord {
    const connection = this.of.state.get("connections", id);
    if (connection === undefined) throw errors.noConnection(id);
    return connection;
  }

  private async perform(
    method: Method,
    path: string,
    params: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<void> {
    const { perform } = await import("./perform.js");
    await this.serving.catchUp.forCall(this.of);
    perform(this.of, method, path, params, body);
    await this.written();
  }

  private lacksBytes({ collection, value }: StoredEntry): boolean {
    if (collection !== "connectorSdkPackages") return false;
    const sha256: unknown = isObject(value) ? value["sha256"] : undefined;
    return typeof sha256 !== "string" || !this.serving.store.blobs.has(sha256);
  }

  private async change<T>(work: () => T): Promise<T> {
    const result = this.of.state.transaction(work);
    await this.written();
    return result;
  }
}
