import type { ShownKey, Trust } from "./trust";

export type SetupTestStatus = "PASSED" | "SKIPPED" | "WARNING" | "FAILED" | "JOB_FAILED";

/** The result of one setup test, as the API returns it. */
export interface SetupTest {
  readonly title: string;
  readonly status: SetupTestStatus;
  readonly message?: string | undefined;
  readonly details?: unknown;
}

/** What the last run of the setup tests came to. The API shows tests in the answers that ran them only; people may ask later. */
export interface SetupFindings {
  readonly testedAt: string;
  /** The tests that failed. */
  readonly failed: readonly Pick<SetupTest, "title" | "message">[];
}

/**
 * Decides the setup tests of what it matches. Every field that is given must match; of several rules that do, the one added last
 * counts. Without a rule, the host's name may decide (see `BUILT_IN_RULES`); otherwise all tests pass.
 */
export interface SetupTestRule {
  readonly kind?: "connection" | "destination" | "logService" | undefined;
  readonly connectionId?: string | undefined;
  readonly destinationId?: string | undefined;
  readonly service?: string | undefined;
  /** The connection's schema name. */
  readonly schema?: string | undefined;
  /** `host` or `tunnel_host` in the config; `*.example.com` for every name under it. */
  readonly host?: string | undefined;
  /** The rule is passed over once the client trusts what the host shows. */
  readonly untilTrusted?: Trust | undefined;
  /** What the host shows then. Default: one of this server's own. */
  readonly shows?: ShownKey | undefined;
  readonly tests: readonly SetupTest[];
}
