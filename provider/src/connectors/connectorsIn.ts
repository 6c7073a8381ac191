import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { Connector, type ConnectorArgs } from "../resources/connector";
import { ConnectorSchedule, type ConnectorScheduleArgs } from "../resources/connectorSchedule";
import { ConnectorSdkPackage } from "../resources/connectorSdkPackage";
import { type ConnectorSecret, connectorSecrets } from "./connectorSecrets";

type PythonVersion = "3.10" | "3.11" | "3.12" | "3.13" | "3.14";

/** How one folder becomes a connector. */
export interface ConnectorInFolder
  extends Pick<
    ConnectorScheduleArgs,
    "schedule" | "syncFrequencyMinutes" | "dailySyncTime" | "scheduleType" | "paused"
  > {
  /** What its code reads from its configuration; each is a secret. Default: none. */
  readonly keys?: readonly string[];
  /** Names of keys where they are not the keys themselves; see `connectorSecrets`. */
  readonly alias?: Readonly<Record<string, string>>;
  /** The Python that Fivetran runs it with. Default: Fivetran's own choice. */
  readonly pythonVersion?: PythonVersion;
  /** The schema in the destination. Default: the folder's name. Changing it replaces the connector. */
  readonly schema?: string;
  /** Other arguments of the Connector. */
  readonly connector?: Partial<
    Omit<ConnectorArgs<"connector_sdk">, "groupId" | "service" | "destinationSchema" | "config" | "paused">
  >;
}

export interface ConnectorsInArgs<Name extends string> {
  /** The group whose destination they load into. */
  readonly groupId: pulumi.Input<string>;
  /** Every folder with a `connector.py`, by its name. */
  readonly connectors: Readonly<Record<Name, ConnectorInFolder>>;
  /** Folders with a `connector.py` that are not to be declared. */
  readonly except?: readonly string[] | undefined;
  /** Where the secrets are: variables of the environment (default), or the stack's configuration. */
  readonly secretsFrom?: "env" | "config" | undefined;
  /** What the names of secrets begin with: default `"SFL"` in the environment, `"sfl"` in the stack's configuration. */
  readonly prefix?: string | undefined;
}

/** What was declared for one folder. */
export interface DeclaredConnector {
  readonly package: ConnectorSdkPackage;
  readonly connector: Connector<"connector_sdk">;
  /** Only where the table says when it syncs, or whether it is paused. */
  readonly schedule: ConnectorSchedule | undefined;
}

/**
 * Declares a package and a connector for each folder of a repository of connectors. The table names every folder: nothing is declared
 * because a folder is there, and none is forgotten.
 *
 * @param folder path, from the program's folder on
 * @throws Error that lists what is wrong with all of them: folders that the table does not name, names without a folder, and secrets that
 * are missing, empty or left over
 * @example
 * const { crm } = connectorsIn("./connectors", { groupId: group.id, connectors: { crm: { keys: ["bearer_token"], schedule: "every 6 hours" } } });
 */
export function connectorsIn<Name extends string>(
  folder: string,
  args: ConnectorsInArgs<Name>,
  options: pulumi.CustomResourceOptions = {},
): Readonly<Record<Name, DeclaredConnector>> {
  const table = Object.entries<ConnectorInFolder>(args.connectors);
  const problems = unmatched(folder, Object.keys(args.connectors), args.except ?? []);
  const secrets = new Map<string, ConnectorSecret[]>();
  for (const [name, entry] of table) {
    try {
      secrets.set(name, secretsOf(name, entry, args));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  // All at once, and before anything is declared.
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return Object.fromEntries(
    table.map(([name, entry]) => [
      name,
      declare(folder, name, entry, secrets.get(name) ?? [], args.groupId, options),
    ]),
  ) as Record<Name, DeclaredConnector>;
}

function unmatched(folder: string, named: readonly string[], except: readonly string[]): string[] {
  if (!existsSync(folder)) return [`there is no folder '${folder}'.`];
  const found = readdirSync(folder).filter((name) => existsSync(join(folder, name, "connector.py")));
  return [
    ...found
      .filter((name) => !named.includes(name) && !except.includes(name))
      .map(
        (name) =>
          `'${join(folder, name)}' is a connector that the table does not name; add it, or name it in \`except\`.`,
      ),
    ...[...named, ...except]
      .filter((name) => !found.includes(name))
      .map((name) => `'${name}' has no folder with a connector.py in '${folder}'.`),
  ];
}

function secretsOf<Name extends string>(
  name: string,
  { keys = [], alias = {} }: ConnectorInFolder,
  { secretsFrom = "env", prefix, connectors }: ConnectorsInArgs<Name>,
): ConnectorSecret[] {
  const common = { keys, alias, services: Object.keys(connectors) };
  if (secretsFrom === "config")
    return connectorSecrets.fromConfig(name, {
      ...common,
      ...(prefix === undefined ? {} : { namespace: prefix }),
    });
  return connectorSecrets.fromEnv(name, { ...common, ...(prefix === undefined ? {} : { prefix }) });
}

function declare(
  folder: string,
  name: string,
  entry: ConnectorInFolder,
  secrets: readonly ConnectorSecret[],
  groupId: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): DeclaredConnector {
  const {
    pythonVersion,
    schema,
    connector: more,
    schedule,
    syncFrequencyMinutes,
    dailySyncTime,
    scheduleType,
    paused,
  } = entry;
  const pkg = new ConnectorSdkPackage(name, { source: join(folder, name) }, options);
  const connector = new Connector(
    name,
    {
      ...more,
      groupId,
      service: "connector_sdk",
      destinationSchema: { name: schema ?? name },
      config: {
        package_id: pkg.id,
        ...(pythonVersion === undefined ? {} : { python_version: pythonVersion }),
        ...(secrets.length === 0 ? {} : { secrets_list: secrets.map(({ key, value }) => ({ key, value })) }),
      },
    },
    options,
  );
  const when = { schedule, syncFrequencyMinutes, dailySyncTime, scheduleType, paused };
  const scheduled = Object.values(when).some((value) => value !== undefined);
  return {
    package: pkg,
    connector,
    schedule: scheduled
      ? new ConnectorSchedule(name, { connectorId: connector.id, ...when }, options)
      : undefined,
  };
}
