import type { ConnectionConfigs } from "../generated/connectionTypes";
import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import type { CustomService, ServiceOf } from "../services/types";
import { checkedFields, toWire } from "../wire/case";
import { mergedChanges, mergedConfig } from "../wire/mergedConfig";
import { schemasIn } from "../wire/schemasIn";
import type { ConnectionSchedule } from "./connectionSchedule.types";
import {
  problemWithAddress,
  problemWithCard,
  problemWithFrequency,
  problemWithSchedule,
} from "./connections.problems";
import type {
  ConnectCardConfig,
  Connection,
  ConnectionState,
  ConnectionSummary,
  ConnectionUpdate,
  NewConnectCard,
  NewConnection,
  NewConnectionSettings,
  ResyncOptions,
  SyncAnswer,
  SyncFrequency,
  SyncSchedule,
  SyncStatus,
} from "./connections.types";
import { settingsToWire } from "./connections.wire";
import { checkResync } from "./resync";
import type { SetupTestOptions } from "./setupTests";
import { syncStatusOf } from "./syncStatus";

const answers = schemasIn(() => import("./connections.answers.js"));

// This file is over 300 lines because it has one method for each operation of one area, most of them a docstring and a call.

/** Reads the envelope itself: these have no data in it. */
const syncAnswer = { bare: true, answer: answers("syncAnswer") } as const;

/** The connections of the account. Pulumi's provider, and Fivetran's older API, call one a connector. */
export class Connections extends ApiResource {
  /** All connections that the key may see; with `groupId` and `schema`, those of that group and of exactly that name. */
  list(
    filter: { groupId?: string; schema?: string } = {},
    options?: ListOptions,
  ): Listing<ConnectionSummary> {
    return this.listing(
      {
        path: path`/connections`,
        query: { group_id: filter.groupId, schema: filter.schema },
        version: 2,
        answer: answers("connections"),
      },
      options,
    );
  }

  /**
   * Makes a connection. In a group the name of its schema is unique, so `findCreated` can look for the two.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create<S extends ServiceOf<ConnectionConfigs>>(
    connection: NewConnection<S>,
    options?: CreateOptions<Connection>,
  ): Promise<Connection> {
    const settings = mergedConfig<NewConnectionSettings<S> & { config?: object }>(connection);
    return this.call(
      {
        method: "POST",
        path: path`/connections`,
        version: 2,
        body: settingsToWire({
          ...settings,
          destinationSchemaNames: settings.destinationSchemaNames ?? "FIVETRAN_NAMING",
        }),
        ofService: { family: "connection", service: connection.service, settings },
        problem: problemWithCard(connection),
        cost: connection.runSetupTests === false ? "call" : "setupTest",
        answer: answers("connection"),
      },
      options,
    );
  }

  /** One connection, with its `config` as far as Fivetran shows it. @throws {NotFoundError} */
  async retrieve(connectionId: string, options?: RequestOptions): Promise<Connection> {
    return this.call(
      {
        method: "GET",
        path: path`/connections/${connectionId}`,
        version: 2,
        answer: answers("connection"),
      },
      options,
    );
  }

  /**
   * Changes what is given and leaves the rest, within `config` and `auth` too. Fivetran waits up to a minute for a
   * running sync to stop when `paused` is set, and may return 500 although it paused: the repetition settles that.
   * `config` and `auth` are checked where `changes` say the `service`.
   *
   * @throws {NotFoundError}
   */
  async update<S extends ServiceOf<ConnectionConfigs> = CustomService>(
    connectionId: string,
    changes: ConnectionUpdate<S>,
    options?: RequestOptions,
  ): Promise<Connection> {
    const settings = mergedChanges(changes);
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}`,
        version: 2,
        body: settingsToWire(settings),
        ofService: { family: "connection", service: changes.service, settings },
        cost: changes.runSetupTests === false ? "call" : "setupTest",
        answer: answers("connection"),
      },
      options,
    );
  }

  /** Stops the connection's syncs; one that runs is stopped first, which takes up to a minute. @throws {NotFoundError} */
  async pause(connectionId: string, options?: RequestOptions): Promise<Connection> {
    return this.update(connectionId, { paused: true, runSetupTests: false }, options);
  }

  /** Lets a paused connection sync again, by its schedule. @throws {NotFoundError} */
  async resume(connectionId: string, options?: RequestOptions): Promise<Connection> {
    return this.update(connectionId, { paused: false, runSetupTests: false }, options);
  }

  /**
   * Sets how often a connection syncs. The setup is not tested for it.
   *
   * @param minutes 1, 5, 15, 30, 60, 120, 180, 360, 480, 720 or 1440
   * @throws {InvalidInputError} for a `dailySyncTime` with other than 1440 minutes, and nothing is sent
   * @throws {NotFoundError}
   */
  async setSyncFrequency(
    connectionId: string,
    minutes: SyncFrequency,
    schedule: SyncSchedule = {},
    options?: RequestOptions,
  ): Promise<Connection> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}`,
        version: 2,
        body: toWire({ ...schedule, syncFrequency: minutes, runSetupTests: false }),
        problem: problemWithFrequency(minutes, schedule.dailySyncTime),
        answer: answers("connection"),
      },
      options,
    );
  }

  /**
   * Sets when a connection syncs, in the form that says more than {@link setSyncFrequency}. The setup is not tested for it.
   *
   * @throws {InvalidInputError} for a schedule that lacks what its type needs, and nothing is sent
   * @throws {InvalidInputError} (400) from an account that does not know this form: {@link setSyncFrequency} has the older one
   * @throws {NotFoundError}
   */
  async setSchedule(
    connectionId: string,
    schedule: ConnectionSchedule,
    options?: RequestOptions,
  ): Promise<Connection> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}`,
        version: 2,
        body: toWire({ schedule: toWire(schedule), runSetupTests: false }),
        problem: problemWithSchedule(schedule),
        answer: answers("connection"),
      },
      options,
    );
  }

  /** How a connection's syncs are doing: what `retrieve` says of that. @throws {NotFoundError} */
  async retrieveSyncStatus(connectionId: string, options?: RequestOptions): Promise<SyncStatus> {
    return syncStatusOf(await this.retrieve(connectionId, options));
  }

  /** Deletes a connection and its schema config; the data in the destination stays. @throws {NotFoundError} */
  async delete(connectionId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/connections/${connectionId}`, version: 2 }, options);
  }

  /**
   * Makes a page on which somebody signs in to the source. Repeated when its answer was lost: each card is good on its
   * own for a day, and one that nobody received does nothing.
   *
   * @throws {NotFoundError}
   */
  async createConnectCard(
    connectionId: string,
    config: ConnectCardConfig,
    options?: RequestOptions,
  ): Promise<NewConnectCard> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/connect-card`,
        version: 2,
        body: { connect_card_config: toWire(config) },
        problem: problemWithAddress(config),
        repeatable: true,
        answer: answers("newConnectCard"),
      },
      options,
    );
  }

  /**
   * Starts a sync. While one runs, nothing happens, unless `force` stops it and starts another. Repeated when its answer
   * was lost, but not with `force`: the second would stop what the first started.
   *
   * @throws {NotFoundError}
   */
  async sync(
    connectionId: string,
    how: { force?: boolean } = {},
    options?: RequestOptions,
  ): Promise<SyncAnswer> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/sync`,
        version: 2,
        body: toWire(how),
        repeatable: how.force !== true,
        ...syncAnswer,
      },
      options,
    );
  }

  /**
   * Loads all history of a connection, or of the tables in `scope`, again. A paused connection does so when it resumes.
   * Never repeated when its answer was lost, since it may throw away hours of loading.
   *
   * @throws {InvalidInputError} without `confirm: true`, and nothing is sent
   * @throws {ConflictError} when a sync runs that cannot be stopped
   */
  async resync(connectionId: string, resync: ResyncOptions, options?: RequestOptions): Promise<SyncAnswer> {
    const { given, problem } = checkResync(resync);
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/resync`,
        version: 2,
        body: toWire({ scope: given.scope }),
        problem,
        ...syncAnswer,
      },
      options,
    );
  }

  /** The cursor of a function or Connector SDK connection. @throws {InvalidInputError} for another kind (405) */
  async retrieveState(connectionId: string, options?: RequestOptions): Promise<ConnectionState> {
    return this.call(
      {
        method: "GET",
        path: path`/connections/${connectionId}/state`,
        version: 2,
        answer: answers("connectionState"),
      },
      options,
    );
  }

  /**
   * Replaces the cursor of a function or Connector SDK connection, which must be paused.
   *
   * @throws {ConflictError} while it syncs
   * @throws {InvalidInputError} for another kind of connection (405), or when it is not paused
   */
  async updateState(
    connectionId: string,
    state: ConnectionState,
    options?: RequestOptions,
  ): Promise<ConnectionState> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}/state`,
        version: 2,
        body: { state: checkedFields(state).state },
        answer: answers("connectionState"),
      },
      options,
    );
  }

  /** Tests the settings. Safe to repeat: a test changes nothing but the setup state. @throws {NotFoundError} */
  async runSetupTests(
    connectionId: string,
    trust: SetupTestOptions = {},
    options?: RequestOptions,
  ): Promise<Connection> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/test`,
        version: 2,
        body: toWire(trust),
        repeatable: true,
        cost: "setupTest",
        answer: answers("connection"),
      },
      options,
    );
  }
}
