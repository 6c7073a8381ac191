import type { LogConfigs } from "../generated/logTypes";
import type { Cost } from "../http/operation";
import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import type { CustomService, ServiceOf } from "../services/types";
import { toWire } from "../wire/case";
import { mergedChanges, mergedConfig } from "../wire/mergedConfig";
import { schemasIn } from "../wire/schemasIn";
import type {
  LogService,
  LogServiceSetupTests,
  LogServiceSummary,
  LogServiceUpdate,
  NewAccountLogService,
  NewLogService,
} from "./externalLogging.types";

const answers = schemasIn(() => import("./externalLogging.answers.js"));
const logService = answers("logService");

/** Where Fivetran sends its logs: one service a group, and one for the account. */
export class ExternalLogging extends ApiResource {
  /** All log services that the key may see, without their `config`. */
  list(options?: ListOptions): Listing<LogServiceSummary> {
    return this.listing({ path: path`/external-logging`, answer: answers("logServices") }, options);
  }

  /**
   * Makes the log service of a group. There is one a group, so `findCreated` can look for the group's id.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create<S extends ServiceOf<LogConfigs>>(
    service: NewLogService<S>,
    options?: CreateOptions<LogService>,
  ): Promise<LogService> {
    const settings = mergedConfig(service);
    return this.call(
      {
        method: "POST",
        path: path`/external-logging`,
        body: toWire(settings),
        ofService: { family: "log", service: service.service, settings },
        cost: costOf(service),
        answer: logService,
      },
      options,
    );
  }

  /**
   * The log service of one group, whose id it has.
   *
   * @throws {NotFoundError} with the code `NotFound_LogService`
   */
  async retrieve(logId: string, options?: RequestOptions): Promise<LogService> {
    return this.call({ method: "GET", path: path`/external-logging/${logId}`, answer: logService }, options);
  }

  /**
   * Changes what is given and leaves the rest, within `config` too, which is checked where `changes` say the `service`.
   *
   * @throws {NotFoundError}
   */
  async update<S extends ServiceOf<LogConfigs> = CustomService>(
    logId: string,
    changes: LogServiceUpdate<S>,
    options?: RequestOptions,
  ): Promise<LogService> {
    const settings = mergedChanges(changes);
    return this.call(
      {
        method: "PATCH",
        path: path`/external-logging/${logId}`,
        body: toWire(settings),
        ofService: { family: "log", service: changes.service, settings },
        cost: costOf(changes),
        answer: logService,
      },
      options,
    );
  }

  /** Deletes the log service of a group. @throws {NotFoundError} */
  async delete(logId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/external-logging/${logId}` }, options);
  }

  /** Tests the settings. Safe to repeat: a test changes nothing. @throws {NotFoundError} */
  async runSetupTests(logId: string, options?: RequestOptions): Promise<LogServiceSetupTests> {
    return this.call(
      {
        method: "POST",
        path: path`/external-logging/${logId}/test`,
        repeatable: true,
        cost: "setupTest",
        answer: answers("logServiceSetupTests"),
      },
      options,
    );
  }

  /**
   * Makes the log service of the account. There is one, so `findCreated` can retrieve it.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async createForAccount<S extends ServiceOf<LogConfigs>>(
    service: NewAccountLogService<S>,
    options?: CreateOptions<LogService>,
  ): Promise<LogService> {
    const settings = mergedConfig(service);
    return this.call(
      {
        method: "POST",
        path: path`/external-logging/account`,
        body: toWire(settings),
        ofService: { family: "log", service: service.service, settings },
        cost: costOf(service),
        answer: logService,
      },
      options,
    );
  }

  /** The log service of the account. @throws {NotFoundError} when it has none */
  async retrieveForAccount(options?: RequestOptions): Promise<LogService> {
    return this.call({ method: "GET", path: path`/external-logging/account`, answer: logService }, options);
  }

  /** Changes the log service of the account, as {@link update} does that of a group. @throws {NotFoundError} */
  async updateForAccount<S extends ServiceOf<LogConfigs> = CustomService>(
    changes: LogServiceUpdate<S>,
    options?: RequestOptions,
  ): Promise<LogService> {
    const settings = mergedChanges(changes);
    return this.call(
      {
        method: "PATCH",
        path: path`/external-logging/account`,
        body: toWire(settings),
        ofService: { family: "log", service: changes.service, settings },
        cost: costOf(changes),
        answer: logService,
      },
      options,
    );
  }

  /** Deletes the log service of the account. @throws {NotFoundError} */
  async deleteForAccount(options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/external-logging/account` }, options);
  }

  /** Tests the settings of the log service of the account. Safe to repeat: a test changes nothing. @throws {NotFoundError} */
  async runSetupTestsForAccount(options?: RequestOptions): Promise<LogServiceSetupTests> {
    return this.call(
      {
        method: "POST",
        path: path`/external-logging/account/test`,
        repeatable: true,
        cost: "setupTest",
        answer: answers("logServiceSetupTests"),
      },
      options,
    );
  }
}

/** Log services are tested only where that is asked for. */
function costOf({ runSetupTests }: Pick<LogServiceUpdate, "runSetupTests">): Cost {
  return runSetupTests === true ? "setupTest" : "call";
}
