import { expect } from "vitest";
import { Api, idOf } from "./api";
import { Receiver } from "./receiver";

export const STEPS = [{ name: "run models", command: "dbt run" }];

/** A server with a dbt project in a group that has a destination, and somebody who may listen to what happens there. */
export class DbtAccount {
  private constructor(
    readonly api: Api,
    readonly receiver: Receiver,
    readonly group: string,
    readonly project: string,
  ) {}

  static async start(): Promise<DbtAccount> {
    const receiver = await Receiver.start();
    const api = await Api.start({ allowHttpWebhooks: true });
    const group = await api.destination();
    const project = idOf(
      await api.post("/v1/transformation-projects", {
        group_id: group,
        type: "DBT_CORE",
        project_config: { dbt_version: "1.9.0", default_schema: "models", git_remote_url: "git@acme" },
      }),
    );
    return new DbtAccount(api, receiver, group, project);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.receiver.stop();
  }

  /** The body that creates a transformation of the project. */
  body(fields: object = {}, config: object = {}): object {
    return {
      type: "DBT_CORE",
      transformation_config: { project_id: this.project, name: "daily", steps: STEPS, ...config },
      schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "14:00", days_of_week: ["MONDAY"] },
      ...fields,
    };
  }

  /** A new transformation's id. */
  async made(fields: object = {}, config: object = {}): Promise<string> {
    return idOf(await this.api.post("/v1/transformations", this.body(fields, config)));
  }

  async details(id: string): Promise<Record<string, unknown>> {
    return (await this.api.get(`/v1/transformations/${id}`)).data as Record<string, unknown>;
  }

  /** The id of a connection in the group, which syncs when it is told to. */
  async connection(fields: object = {}): Promise<string> {
    const body = { service: "github", config: { schema: "code" }, schedule_type: "manual", ...fields };
    return idOf(await this.api.post("/v1/connections", { group_id: this.group, ...body }));
  }

  async listen(): Promise<void> {
    const events = ["transformation_start", "transformation_succeeded", "transformation_failed"];
    const made = await this.api.post(`/v1/webhooks/group/${this.group}`, { url: this.receiver.url, events });
    expect(made).toMatchObject({ status: 200 });
  }

  /** How often a transformation has been started since somebody listens. */
  async starts(id: string): Promise<number> {
    await this.api.control.idle();
    return this.receiver.received.filter(
      ({ body }) => body["event"] === "transformation_start" && body["transformation_id"] === id,
    ).length;
  }
}
