import type { LogConfigs } from "../generated/logTypes";
import type { ConfigChangesOf, ConfigOf, CustomService, ServiceOf } from "../services/types";
import type { Alert, SetupState } from "./connections.types";
import type { SetupTest } from "./setupTests";

/** A service to which Fivetran sends the logs of a group or of the account, as lists show it. */
export interface LogServiceSummary {
  /** For a group's: the group's id. */
  id: string;

  /** Kind of service, such as `cloudwatch`. */
  service?: string;
  enabled?: boolean;

  /** Absent where nothing is known of it. */
  status?: LogServiceStatus;
}

/** How a log service is doing. */
export interface LogServiceStatus {
  setupState?: SetupState;

  /** What must be done for logs to arrive. */
  tasks?: Alert[];
}

/** A service to which Fivetran sends the logs of a group or of the account. */
export interface LogService extends LogServiceSummary {
  /** The service's own settings, with the keys as Fivetran has them. Secrets are `******`. */
  config?: Record<string, unknown>;

  /** What the last tests came to. */
  setupTests?: SetupTest[];
}

/** What can be changed on a log service, which is of the service `S` where that is said. */
export interface LogServiceUpdate<S extends ServiceOf<LogConfigs> = CustomService> {
  /** What service it is, so that `config` is checked. Not sent: it never changes. */
  service?: S;
  enabled?: boolean;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
  config?: ConfigChangesOf<LogConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;

  /** Whether the settings are tested at once. @default false */
  runSetupTests?: boolean;
}

/** What the log service of the account needs, when it is of the service `S`. */
export interface NewAccountLogService<S extends ServiceOf<LogConfigs> = CustomService> {
  /** Kind of service, such as `cloudwatch`. For one that the types do not know: `customService("new_service")`. */
  service: S;
  enabled?: boolean;

  /** The service's own settings, with the keys as Fivetran has them. Sent as they are. */
  config?: ConfigOf<LogConfigs, S>;

  /** Settings that `config` has no type for yet. Merged into it, and win over what it says. */
  extraConfig?: Record<string, unknown>;

  /** Whether the settings are tested at once. @default false */
  runSetupTests?: boolean;
}

/** What the log service of a group needs, when it is of the service `S`. */
export interface NewLogService<S extends ServiceOf<LogConfigs> = CustomService>
  extends NewAccountLogService<S> {
  groupId: string;
}

/** What a test of a log service came to. */
export interface LogServiceSetupTests {
  setupTests?: SetupTest[];
}
