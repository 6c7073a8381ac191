/** How a connection is doing. It moves by itself, so it is an output that nothing is compared with. */
import type { Alert, Connection } from "@pulumi-fivetran/sdk";
import type { Properties } from "../../contract";
import { redacted } from "../../secrets/redact";
import { secretPaths } from "../../secrets/secretLeaves";
import { wordsOf } from "../schedule/upstream";
import { failureReasonOf } from "./failure";

export interface ConnectorStatus {
  readonly setupState?: string;
  readonly syncState?: string;
  readonly updateState?: string;
  readonly isHistoricalSync?: boolean;
  readonly succeededAt?: string;
  readonly failedAt?: string;
  readonly failureReason?: string;
  readonly rescheduledFor?: string;
  readonly schedule?: string;
  readonly tasks: readonly ConnectorAlert[];
  readonly warnings: readonly ConnectorAlert[];
}

interface ConnectorAlert {
  readonly code?: string;
  readonly message?: string;
}

/**
 * @param declared The inputs, new and old: Fivetran's messages may quote a secret of theirs, which is blanked out. The alerts'
 *   `details` may be anything at any depth and are left out.
 */
export function statusOf(live: Connection, ...declared: readonly object[]): ConnectorStatus {
  const { status = {}, succeededAt, failedAt } = live;
  const { setupState, syncState, updateState, isHistoricalSync, rescheduledFor } = status;
  const secrets = declared.map((each) => ({ ...each }) as Properties);
  const reason = failureReasonOf(live);
  const failureReason = reason === undefined ? undefined : redacted(reason, secretPaths, ...secrets);
  return {
    ...given({
      setupState: setupState?.toLowerCase(),
      syncState: syncState?.toLowerCase(),
      updateState: updateState?.toLowerCase(),
    }),
    ...(isHistoricalSync === undefined ? {} : { isHistoricalSync }),
    ...given({ succeededAt, failedAt, failureReason, rescheduledFor, schedule: wordsOf(live) }),
    tasks: alertsOf(status.tasks, secrets),
    warnings: alertsOf(status.warnings, secrets),
  };
}

/** @param secrets Inputs, new and old, whose secrets a message may quote. */
export function alertsOf(
  alerts: readonly Alert[] | undefined,
  secrets: readonly Properties[],
): ConnectorAlert[] {
  return (alerts ?? []).map(({ code, message }) =>
    given({ code, message: message === undefined ? undefined : redacted(message, secretPaths, ...secrets) }),
  );
}

/** Without what Fivetran does not say, or says to be nothing yet (`null`). */
function given<K extends string>(
  values: Record<K, string | null | undefined>,
): { readonly [Name in K]?: string } {
  const said = Object.entries<string | null | undefined>(values).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(said) as { readonly [Name in K]?: string };
}
