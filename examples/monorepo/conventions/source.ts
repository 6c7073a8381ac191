import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { type Domain, groupOf } from "./domains";
import { HASHED } from "./personalData";

/** How late data may be. Which schedules there are is a question of cost, so it is answered once. */
export type Freshness = "near real time" | "hourly" | "daily";

const SCHEDULES: Record<Freshness, string> = {
  "near real time": "every 15 minutes",
  hourly: "every hour",
  daily: "daily at 03:00",
};

export interface SourceArgs<S extends fivetran.ConnectorService> {
  domain: Domain;
  service: fivetran.ConnectorArgs<S>["service"];
  /** A database brings its own schemas, which get the name as their prefix; an application has one, which gets the name. */
  kind: "database" | "application";
  freshness: Freshness;
  config: fivetran.ConnectorArgs<S>["config"];
  /** Tables that are not loaded, by schema. */
  without?: Record<string, string[]>;
}

/** A source of a domain as everybody at Acme has them: named `<domain>_<name>`, personal data hashed, one of three schedules. */
export class Source<S extends fivetran.ConnectorService> extends pulumi.ComponentResource {
  readonly connectorId: pulumi.Output<string>;

  constructor(name: string, args: SourceArgs<S>, options?: pulumi.ComponentResourceOptions) {
    super("acme:fivetran:Source", name, {}, options);
    const child = { parent: this };
    const named = `${args.domain}_${name}`;
    const connector = new fivetran.Connector<S>(
      name,
      {
        groupId: groupOf(args.domain),
        service: args.service,
        destinationSchema: args.kind === "database" ? { prefix: named } : { name: named },
        ...(args.config === undefined ? {} : { config: args.config }),
      },
      child,
    );
    const schema = new fivetran.SchemaConfig(
      name,
      {
        connectorId: connector.id,
        schemaChangeHandling: "ALLOW_COLUMNS",
        rules: [...HASHED, ...leftOut(args.without ?? {})],
      },
      child,
    );
    // After the schema config, so that nothing arrives in the clear before it is hashed.
    const schedule = new fivetran.ConnectorSchedule(
      name,
      { connectorId: schema.connectorId, schedule: SCHEDULES[args.freshness], paused: false },
      child,
    );
    this.connectorId = schedule.connectorId;
    this.registerOutputs({ connectorId: this.connectorId });
  }
}

function leftOut(tables: Record<string, string[]>): fivetran.SchemaRule[] {
  return Object.entries(tables).flatMap(([schema, names]) =>
    names.map((table) => ({ match: { schema, table }, enabled: false })),
  );
}
