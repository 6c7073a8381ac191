// A process that opens a store of operations, begins one if it is told to, waits until all have ended, and dies where it is told
// to. Its only argument is a Job in JSON; it prints what it saw as JSON.
import { writeSync } from "node:fs";
import {
  openOperations,
  type Runtime,
  type StepEvent,
  updateState,
  WORKFLOWS,
} from "@pulumi-fivetran/operations";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Job } from "./operationsRun";

/** It ends what hangs. @unit milliseconds */
const LIMIT_MS = 600_000;

const job = JSON.parse(process.argv[2] ?? "") as Job;
const events: string[] = [];
let tellOpened: (store: Runtime) => void = () => undefined;
const opened = new Promise<Runtime>((resolve) => {
  tellOpened = resolve;
});

function onStep({ operationId, kind, step, point }: StepEvent): void {
  events.push(`${step} ${point}`);
  if (job.killAt?.includes(`${step} ${point}`)) {
    writeSync(1, `${step} ${point}`);
    process.kill(process.pid, "SIGKILL");
  }
  // A window ends when somebody says so.
  if (kind === "maintenanceWindow" && step === "wait" && point === "begun")
    void opened.then((store) => store.endHold(operationId));
}

const client = new FivetranClient({ apiKey: job.key, apiSecret: job.secret, baseUrl: job.url });
const store = await openOperations({
  data: job.data,
  ...(job.database === undefined ? {} : { database: job.database, key: job.masterKey }),
  client,
  onStep,
  retryMs: 5,
  environment: {},
});
tellOpened(store);
const failures: string[] = [];
if (job.begin !== undefined) {
  const { kind, ...beginning } = job.begin;
  const workflow = WORKFLOWS.find((each) => each.kind === kind);
  if (workflow === undefined) throw new Error(`There is no workflow '${kind}'.`);
  const { id } = await store.begin({ workflow, ...beginning, credentials: { client }, caller: "code" });
  const { failure } = await store.ended(id, LIMIT_MS);
  if (failure !== undefined) failures.push(failure.message);
}
await Promise.all(
  (job.update ?? []).map((connectionId) =>
    updateState({ client, connectionId, store, pollMs: 10, newState: { cursor: 2 } }).catch(
      (error: unknown) => failures.push(error instanceof Error ? error.message : String(error)),
    ),
  ),
);
for (const { id } of await store.store.operations.unfinished()) await store.ended(id, LIMIT_MS);
const operations = await store.store.operations.list({ limit: 1_000 });
const holds = await store.store.holds.list();
await store.stop();
console.log(JSON.stringify({ events, failures, operations, holds }));
