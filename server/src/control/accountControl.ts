import type { Account } from "../domain/account";
import { changeSettings } from "../domain/changeSettings";
import { putConnection } from "../domain/connections/connections";
import { authorize } from "../domain/connections/tests";
import { addMetadataConnection } from "../domain/destinations";
import { openAccount } from "../domain/openAccount";
import { addShape } from "../domain/schemas/sourceShape";
import { isObject } from "../domain/seal";
import { METADATA_SERVICE } from "../domain/services";
import { addSyncRule } from "../domain/syncs/rules";
import { raisedNow } from "../domain/syncs/warnings";
import { addProjectRule, addRunRule } from "../domain/transformations/rules";
import { addSetupTestRule } from "../domain/trust/setupTests";
import { errors } from "../errors";
import type { JournalEntry } from "../http/journal";
import type { ServerContext } from "../http/serverContext";
import type { Method } from "../operations/operation";
import type { ConnectionRecord } from "../records/account";
import type { SetupTestRule } from "../records/setupTests";
import type { ShapeTarget, SourceShape } from "../records/sourceShape";
import type { SyncRule } from "../records/syncs";
import type { ProjectRule, QuickstartPackage, TransformationRule } from "../records/transformations";
import type { StoredEntry } from "../store/store";
import type { AccountCommands, AccountSettings, StatusOverride } from "./accountCommands";
import type { ConnectionDetails } from "./connectionDetails";
import type { KnownTables } from "./knownTables";
import type { AccountOverview } from "./overview";
import { type RuleList, ruleList } from "./ruleList";

/** One record of a snapshot. Without `account` it belongs to the account that it is restored to. */
export interface SnapshotEntry extends StoredEntry {
  readonly account?: string | undefined;
}

// The operations are loaded on first use: a server starts without them.

/**
 * Drives one account from a test, beside the API: the same in process (`server.control.account(id)`) and over HTTP
 * (`/_local/…?account=<id>`). Its changes are durable when the call returns.
 */
export class AccountControl implements AccountCommands {
  readonly #context: ServerContext;
  readonly #account: Account;
  readonly #startOver: (account: Account) => void;
  readonly setupTests: RuleList<SetupTestRule>;
  readonly syncRules: RuleList<SyncRule>;
  readonly transformationRules: RuleList<TransformationRule>;
  readonly projectRules: RuleList<ProjectRule>;

  constructor(context: ServerContext, account: Account, startOver: (account: Account) => void) {
    this.#context = context;
    this.#account = account;
    this.#startOver = startOver;
    const { state } = account;
    const list = <Rule>(
      collection: "setupTestRules" | "syncRules" | "transformationRules" | "projectRules",
      add: (rule: Rule) => string,
      all: () => Iterable<Rule & { readonly id: string }>,
    ): RuleList<Rule> =>
      ruleList({ add, all, remove: (id) => state.remove(collection, id) }, (work) => this.#change(work));
    this.setupTests = list(
      "setupTestRules",
      (rule) => addSetupTestRule(account, rule),
      () => state.all("setupTestRules"),
    );
    this.syncRules = list(
      "syncRules",
      (rule) => addSyncRule(account, rule),
      () => state.all("syncRules"),
    );
    this.transformationRules = list(
      "transformationRules",
      (rule) => addRunRule(account, rule),
      () => state.all("transformationRules"),
    );
    this.projectRules = list(
      "projectRules",
      (rule) => addProjectRule(account, rule),
      () => state.all("projectRules"),
    );
  }

  /** The requests to the API that came with a key of this account, oldest first; secrets in their bodies are `******`. */
  journal(): readonly JournalEntry[] {
    return this.#context.journal.list().filter((entry) => entry.account === this.#account.id);
  }

  setShape(target: ShapeTarget, shape: SourceShape): Promise<void> {
    return this.#change(() => addShape(this.#account, target, shape));
  }

  authorize(connectionId: string): Promise<void> {
    return this.#change(() => authorize(this.#account, this.#connection(connectionId)));
  }

  sync(connectionId: string): Promise<void> {
    return this.#perform("POST", "/v1/connections/{connectionId}/sync", { connectionId }, {});
  }

  setPaused(connectionId: string, paused: boolean): Promise<void> {
    const body = { paused, run_setup_tests: false };
    return this.#perform("PATCH", "/v1/connections/{connectionId}", { connectionId }, body);
  }

  setStatus(connectionId: string, status: StatusOverride): Promise<void> {
    return this.#change(() => {
      const connection = this.#connection(connectionId);
      const { warnings } = status;
      const raised = warnings && { warnings: raisedNow(this.#account, warnings) };
      putConnection(this.#account, { ...connection, ...status, ...raised });
    });
  }

  addMetadataConnection(groupId: string): Promise<string> {
    return this.#change(() => {
      if (!this.#account.state.has("groups", groupId)) throw errors.noGroup(groupId);
      return addMetadataConnection(this.#account, groupId).id;
    });
  }

  configure(settings: AccountSettings): Promise<void> {
    return this.#change(() => changeSettings(this.#account, settings));
  }

  setQuickstartPackage(one: QuickstartPackage): Promise<void> {
    return this.#change(() => this.#account.state.put("quickstartPackages", one.id, one));
  }

  async overview(): Promise<AccountOverview> {
    const { overviewOf } = await import("./overview.js");
    return overviewOf(this.#account);
  }

  async details(connectionId: string): Promise<ConnectionDetails> {
    const { detailsOf } = await import("./connectionDetails.js");
    return detailsOf(this.#account, this.#connection(connectionId));
  }

  /** Every connection with the tables that are known of its source, for a file of stand-ins. */
  async knownTables(): Promise<readonly KnownTables[]> {
    const { knownTablesOf } = await import("./knownTables.js");
    return [...this.#account.state.all("connections")]
      .filter(({ service }) => service !== METADATA_SERVICE)
      .map((connection) => knownTablesOf(this.#account, connection));
  }

  /** Everything the account holds, as plain data for `restore`. */
  snapshot(): SnapshotEntry[] {
    return this.#account.state.snapshot().map((entry) => ({ account: this.#account.id, ...entry }));
  }

  /** Puts the account back to a snapshot. @throws ApiError for a snapshot that is not one of an account, or not of this one */
  async restore(snapshot: readonly SnapshotEntry[]): Promise<void> {
    this.checkSnapshot(snapshot);
    const entries = snapshot.map(({ collection, id, value }): StoredEntry => ({ collection, id, value }));
    await this.#change(() => this.#account.state.restore(entries));
    openAccount(this.#account);
    await this.#written();
  }

  /** @throws ApiError for a snapshot that is not one of an account, or not of this one */
  checkSnapshot(snapshot: readonly SnapshotEntry[]): void {
    const other = snapshot.find((entry) => entry.account !== undefined && entry.account !== this.#account.id);
    if (other !== undefined) {
      throw errors.invalidInput(
        `The snapshot is of the account '${other.account}', not of '${this.#account.id}'.`,
      );
    }
    if (!snapshot.some(({ collection, id }) => collection === "account" && id === "account")) {
      throw errors.invalidInput(`The snapshot holds no account '${this.#account.id}'.`);
    }
    const hollow = snapshot.filter((entry) => this.#lacksBytes(entry)).map(({ id }) => `'${id}'`);
    if (hollow.length > 0) {
      const which = hollow.join(", ");
      throw errors.invalidInput(
        `The bytes of the Connector SDK packages ${which} are not here: a snapshot is without them, and is restored where it was taken.`,
      );
    }
  }

  /**
   * Resolves when no data is being moved, no webhook is being called, and nothing is due for one. A delivery that waits for a later
   * attempt is left waiting.
   */
  async idle(): Promise<void> {
    const { syncs, webhooks } = this.#account.ports;
    await syncs.idle();
    await webhooks.idle();
  }

  /** Starts over: the account as its seed has it. */
  async reset(): Promise<void> {
    this.#startOver(this.#account);
    await this.#written();
  }

  async #written(): Promise<void> {
    this.#context.ticker.arm();
    await this.#context.store.settled();
  }

  #connection(id: string): ConnectionRecord {
    const connection = this.#account.state.get("connections", id);
    if (connection === undefined) throw errors.noConnection(id);
    return connection;
  }

  async #perform(
    method: Method,
    path: string,
    params: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<void> {
    const { perform } = await import("./perform.js");
    await this.#context.catchUp.forCall(this.#account);
    perform(this.#account, method, path, params, body);
    await this.#written();
  }

  #lacksBytes({ collection, value }: StoredEntry): boolean {
    if (collection !== "connectorSdkPackages") return false;
    const sha256: unknown = isObject(value) ? value["sha256"] : undefined;
    return typeof sha256 !== "string" || !this.#context.store.blobs.has(sha256);
  }

  async #change<T>(work: () => T): Promise<T> {
    const result = this.#account.state.transaction(work);
    await this.#written();
    return result;
  }
}
