// A process that opens a store of operations, begins one if it is told to, waits until all have ended, and dies where it is told
// to. Its only argument is a Job in JSON; it prints what it saw as JSON.
import { openOperations, type StepEvent, updateState, WORKFLOWS } from "@pulumi-fivetran/operations";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Job } from "./operationsRun";

const job = JSON.parse(process.argv[2] ?? "") as Job;
const events: string[] = [];

function onStep({ step, point }: StepEvent): void {
  events.push(`${step} ${point}`);
  if (job.killAt === `${step} ${point}`) process.kill(process.pid, "SIGKILL");
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
const failures: string[] = [];
if (job.update !== undefined) {
  try {
    await updateState({ client, connectionId: job.connectionId, store, pollMs: 10, ...job.update });
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}
if (job.begin !== undefined) {
  const { kind, lastsMs, ...beginning } = job.begin;
  const input = { ...beginning.input, ...(lastsMs === undefined ? {} : { until: Date.now() + lastsMs }) };
  const workflow = WORKFLOWS.find((each) => each.kind === kind);
  if (workflow === undefined) throw new Error(`There is no workflow '${kind}'.`);
  const { id } = await store.begin({
    workflow,
    ...beginning,
    input,
    credentials: { client },
    caller: "code",
  });
  const { failure } = await store.ended(id, 60_000);
  if (failure !== undefined) failures.push(failure.message);
}
await Promise.all(
  Array.from({ length: job.many ?? 0 }, (_, index) =>
    updateState({ client, connectionId: `many_${index}`, store, pollMs: 10, newState: { cursor: 2 } }),
  ),
);
for (const { id } of await store.store.operations.unfinished()) await store.ended(id, 60_000);
const operations = await store.store.operations.list();
const holds = await store.store.holds.list();
await store.stop();
console.log(JSON.stringify({ events, failures, operations, holds }));
