import type { TransformationRecord } from "../../records/transformations";
import type { Account } from "../account";
import type { Announcement } from "../webhooks/announcement";

/** The events of a run, with the fields that captures of the service's show. */

export function runStarted(account: Account, run: TransformationRecord): Announcement {
  return { ...subjectOf(run), event: "transformation_start", data: about(account, run) };
}

/** @param run as it was while it ran */
export function runEnded(
  account: Account,
  run: TransformationRecord,
  ended: TransformationRecord,
  output: string,
): Announcement {
  const success = ended.status === "SUCCEEDED";
  const startTime = time(run.lastStartedAt);
  const endTime = time(ended.lastEndedAt);
  const stepResults = stepsOf(run).map((step) => ({
    step,
    success,
    startTime,
    endTime,
    commandResult: { exitCode: success ? 0 : 1, output, error: "" },
    successfulModelRuns: success ? 1 : 0,
    failedModelRuns: success ? 0 : 1,
  }));
  const [successful, failed] = success ? [stepResults.length, 0] : [0, stepResults.length];
  const description = `Steps: successful ${successful}, failed ${failed}`;
  return {
    ...subjectOf(run),
    event: success ? "transformation_succeeded" : "transformation_failed",
    data: { ...about(account, run), endTime, result: { description, stepResults } },
  };
}

function subjectOf({ id, groupId }: TransformationRecord): Omit<Announcement, "event"> {
  return { transformationId: id, groupId };
}

function about(account: Account, run: TransformationRecord): object {
  const startupDetails =
    run.startedBy === "manual"
      ? { type: run.startedBy, userId: account.settings.ownerId }
      : { type: run.startedBy };
  return { dbtJobId: run.id, dbtJobName: nameOf(run), startTime: time(run.lastStartedAt), startupDetails };
}

function nameOf({ type, config }: TransformationRecord): string {
  return type === "DBT_CORE" ? config.name : config.package_name;
}

function stepsOf(run: TransformationRecord): readonly object[] {
  if (run.type === "DBT_CORE") return run.config.steps;
  return [{ name: run.config.package_name, command: "dbt run" }];
}

/** Events have milliseconds, where the API has microseconds. */
function time(timestamp: string | undefined): string | undefined {
  return timestamp === undefined ? undefined : new Date(timestamp).toISOString();
}
