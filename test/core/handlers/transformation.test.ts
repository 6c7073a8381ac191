import { describe, expect, it } from "vitest";
import { transformationHandler } from "../../../core/src/handlers/transformation";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

async function project({ client }: Workbench, groupId: string): Promise<string> {
  const projectConfig = {
    dbtVersion: "1.9.0",
    defaultSchema: "models",
    gitRemoteUrl: "git@github.com:acme/dbt.git",
  };
  const { id } = await client.transformationProjects.create({ groupId, type: "DBT_GIT", projectConfig });
  return id;
}

describeLifecycle(transformationHandler, {
  arrange: async (bench) => ({
    type: "DBT_CORE",
    projectId: await project(bench, (await arrangePeople(bench)).groupId),
    name: "orders",
    steps: [{ name: "run", command: "dbt run --select orders" }],
    schedule: { scheduleType: "TIME_OF_DAY", timeOfDay: "06:30", daysOfWeek: ["MONDAY"] },
    paused: true,
  }),
  listedAs: ({ name }) => name,
  changed: (inputs) => ({
    ...inputs,
    name: "all orders",
    steps: [{ name: "run", command: "dbt run" }],
    schedule: { scheduleType: "INTERVAL", interval: 90 },
  }),
  replacements: {
    projectId: (inputs) => ({ ...inputs, projectId: "another_project" }),
  },
  recovery: { identity: ["projectId"] },
  outside: {
    change: async ({ client }, id) =>
      void (await client.transformations.update(id, { transformationConfig: { name: "renamed" } })),
    shows: "name",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.transformations.delete(id),
});

describe("Transformation", () => {
  const check = (news: Record<string, unknown>) => transformationHandler.check({ olds: undefined, news });
  const dbt = { type: "DBT_CORE", projectId: "p", name: "n", steps: [{ name: "run" }] };

  const understood: [words: string, schedule: object][] = [
    ["every 30 minutes", { scheduleType: "INTERVAL", interval: 30 }],
    ["every 2 hours", { scheduleType: "INTERVAL", interval: 120 }],
    ["daily at 9:30", { scheduleType: "TIME_OF_DAY", timeOfDay: "09:30" }],
    ["0 9 * * MON-FRI", { scheduleType: "CRON", cron: ["0 9 * * MON-FRI"] }],
  ];
  it.each(understood)("takes the schedule %j for the settings it stands for", (schedule, settings) => {
    expect(check({ ...dbt, schedule })).toMatchObject({ failures: [], inputs: { schedule: settings } });
  });

  const refused: [words: string, reason: RegExp][] = [
    ["daily at 09:10", /'daily at 09:00' and 'daily at 09:30'/],
    ["daily at 23:45", /'daily at 23:30' and 'daily at 00:00'/],
    ["0 0 9 * * *", /five/],
    ["manual", /paused/],
    ["sometimes", /is not understood/],
  ];
  it.each(refused)("refuses %j, with what to write instead", (schedule, reason) => {
    expect(check({ ...dbt, schedule }).failures).toEqual([
      { path: ["schedule"], reason: expect.stringMatching(reason) as string },
    ]);
  });

  it("is told from one of the same package for another connection, when a killed run is recovered", async () => {
    const bench = await startWorkbench();
    try {
      const { groupId, connectorId } = await arrangePeople(bench);
      const config = { schema_prefix: "other", host: "h" };
      const other = await bench.client.connections.create({ groupId, service: "postgres", config });
      const inputsFor = (id: string) => ({
        type: "QUICKSTART",
        packageName: "fivetran/jira",
        connectionIds: [id],
      });
      const left = await transformationHandler.create({ inputs: inputsFor(connectorId) }, bench.context);
      const recovering = bench.freshContext({ recover: true });
      const made = await transformationHandler.create({ inputs: inputsFor(other.id) }, recovering);
      expect(made.id).not.toBe(left.id);
      const again = await transformationHandler.create({ inputs: inputsFor(connectorId) }, recovering);
      expect(again.id).toBe(left.id);
    } finally {
      await bench.stop();
    }
  });

  it("is refused when its settings are another type's", () => {
    const { failures } = check({ type: "DBT_CORE", packageName: "p", name: "n" });
    expect(failures.map(({ path, reason }) => `${path.join(".")} ${reason}`)).toEqual([
      'projectId is required with `type: "DBT_CORE"`',
      'steps is required with `type: "DBT_CORE"`',
      'packageName has no meaning with `type: "DBT_CORE"`',
    ]);
    expect(check({ type: "QUICKSTART", steps: [{ name: "a" }] }).failures).toHaveLength(1);
    expect(check({ type: "NEW_KIND", steps: [{ name: "a" }] }).failures).toEqual([]);
  });
});
