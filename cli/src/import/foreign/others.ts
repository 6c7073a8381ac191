/** The records of Terraform's provider that are one resource of ours each, and those that hold a list. */
import type { Properties } from "@pulumi-fivetran/core";
import { type ServiceFamily, serviceModel } from "@pulumi-fivetran/sdk/services";
import { settings, tests } from "./connections";
import type { Declared } from "./declared";
import { type Attributes, block, blocks, compact, flag, text, texts, whole } from "./record";
import { serviceSettings } from "./settings";

type Reader = (attributes: Attributes) => readonly Declared[];

function one(
  kind: string,
  read: (attributes: Attributes) => Omit<Declared, "kind" | "id"> & { id?: string },
): Reader {
  return (attributes) => {
    const declared = read(attributes);
    return [{ kind, ...declared, id: declared.id ?? text(attributes, "id") ?? "" }];
  };
}

/** A complete list of members: there, as here, who is not in it loses the role. */
function members(
  kind: string,
  holder: readonly [attribute: string, input: string],
  member: readonly [name: string, attribute: string, input: string],
): Reader {
  return (attributes) => {
    const id = text(attributes, holder[0]) ?? text(attributes, "id") ?? "";
    const entries = blocks(attributes, member[0]).map((each) => ({
      [member[2]]: text(each, member[1]),
      role: text(each, "role"),
    }));
    return [{ kind, id, name: id, inputs: { [holder[1]]: id, [`${member[0]}s`]: entries } }];
  };
}

/** Certificates or fingerprints, each of which is a resource here. */
function approvals(
  kind: string,
  subject: readonly [attribute: string, input: string],
  name: string,
  proof: readonly [attribute: string, input: string],
): Reader {
  return (attributes) => {
    const of = text(attributes, subject[0]) ?? text(attributes, "id") ?? "";
    return blocks(attributes, name).map((each): Declared => {
      const hash = text(each, "hash") ?? "";
      return {
        kind,
        id: `${of}:${hash}`,
        name: `${of} ${hash.slice(0, 8)}`,
        ...(subject[0] === "destination_id" ? { groupId: of } : {}),
        inputs: { [subject[1]]: of, hash, [proof[1]]: text(each, proof[0]) },
        facts: compact({
          validatedBy: text(each, "validated_by"),
          validatedDate: text(each, "validated_date"),
        }) as Properties,
      };
    });
  };
}

const CONNECTOR = ["connector_id", "connectorId"] as const;
const DESTINATION = ["destination_id", "destinationId"] as const;
const CERTIFICATE = ["encoded_cert", "encodedCert"] as const;
const KEY = ["public_key", "publicKey"] as const;

/** Every other type of the provider, each with what it is here. */
export const READERS: Readonly<Record<string, Reader>> = {
  fivetran_group: one("Group", (attributes) => {
    const name = text(attributes, "name");
    return { name: name ?? "", inputs: { name } };
  }),
  fivetran_destination: one("Destination", (attributes) => {
    const { service, groupId } = ofGroup(attributes);
    return {
      name: service,
      groupId,
      inputs: {
        groupId,
        service,
        timeZoneOffset: text(attributes, "time_zone_offset"),
        region: text(attributes, "region"),
        daylightSavingTimeEnabled: flag(attributes, "daylight_saving_time_enabled"),
        config: serviceSettings("destination", service, block(attributes, "config")),
        ...settings(attributes),
        ...tests(attributes, "warn"),
      },
      facts: compact({ setupState: text(attributes, "setup_status")?.toLowerCase() }) as Properties,
    };
  }),
  fivetran_connector_certificates: approvals("ConnectorCertificate", CONNECTOR, "certificate", CERTIFICATE),
  fivetran_connector_fingerprints: approvals("ConnectorFingerprint", CONNECTOR, "fingerprint", KEY),
  fivetran_destination_certificates: approvals(
    "DestinationCertificate",
    DESTINATION,
    "certificate",
    CERTIFICATE,
  ),
  fivetran_destination_fingerprints: approvals("DestinationFingerprint", DESTINATION, "fingerprint", KEY),
  fivetran_user: one("User", (attributes) => ({
    name: text(attributes, "email") ?? "",
    inputs: {
      email: text(attributes, "email"),
      givenName: text(attributes, "given_name"),
      familyName: text(attributes, "family_name"),
      phone: text(attributes, "phone"),
      picture: text(attributes, "picture"),
      role: text(attributes, "role"),
    },
    facts: compact({
      verified: flag(attributes, "verified"),
      invited: flag(attributes, "invited"),
    }) as Properties,
  })),
  fivetran_team: one("Team", (attributes) => ({
    name: text(attributes, "name") ?? "",
    inputs: {
      name: text(attributes, "name"),
      description: text(attributes, "description"),
      role: text(attributes, "role"),
    },
  })),
  fivetran_team_user_membership: members("TeamUsers", ["team_id", "teamId"], ["user", "user_id", "userId"]),
  fivetran_team_group_membership: members(
    "TeamGroups",
    ["team_id", "teamId"],
    ["group", "group_id", "groupId"],
  ),
  fivetran_team_connector_membership: members(
    "TeamConnectors",
    ["team_id", "teamId"],
    ["connector", "connector_id", "connectorId"],
  ),
  fivetran_user_group_membership: members(
    "UserGroups",
    ["user_id", "userId"],
    ["group", "group_id", "groupId"],
  ),
  fivetran_user_connector_membership: members(
    "UserConnectors",
    ["user_id", "userId"],
    ["connector", "connector_id", "connectorId"],
  ),
  fivetran_group_users: members("GroupUsers", ["group_id", "groupId"], ["user", "id", "userId"]),
  fivetran_webhook: one("Webhook", (attributes) => ({
    name: text(attributes, "url") ?? "",
    inputs: {
      url: text(attributes, "url"),
      events: texts(attributes, "events"),
      groupId: text(attributes, "group_id"),
      active: flag(attributes, "active") === false ? false : undefined,
      secret: text(attributes, "secret"),
    },
  })),
  fivetran_external_logging: one("ExternalLogging", (attributes) => {
    const { service, groupId } = ofGroup(attributes);
    return {
      name: service,
      groupId,
      inputs: {
        groupId,
        service,
        enabled: flag(attributes, "enabled") === false ? false : undefined,
        config: loggingSettings(service, block(attributes, "config")),
      },
    };
  }),
  fivetran_private_link: one("PrivateLink", (attributes) => ({
    name: text(attributes, "name") ?? "",
    inputs: {
      name: text(attributes, "name"),
      region: text(attributes, "region"),
      service: text(attributes, "service"),
      config: block(attributes, "config_map"),
    },
  })),
  fivetran_proxy_agent: one("ProxyAgent", (attributes) => ({
    name: text(attributes, "display_name") ?? "",
    inputs: { displayName: text(attributes, "display_name"), groupRegion: text(attributes, "group_region") },
  })),
  fivetran_hybrid_deployment_agent: one("HybridDeploymentAgent", (attributes) => ({
    name: text(attributes, "display_name") ?? "",
    groupId: text(attributes, "group_id"),
    inputs: {
      groupId: text(attributes, "group_id"),
      displayName: text(attributes, "display_name"),
      envType: text(attributes, "env_type"),
      authType: text(attributes, "auth_type"),
      acceptTerms: true,
    },
  })),
  fivetran_transformation_project: one("TransformationProject", (attributes) => {
    const config = block(attributes, "project_config");
    const url = text(config, "git_remote_url");
    return {
      name:
        url
          ?.replace(/\.git$/, "")
          .split(/[/:]/)
          .at(-1) ??
        text(attributes, "id") ??
        "",
      groupId: text(attributes, "group_id"),
      inputs: {
        groupId: text(attributes, "group_id"),
        type: text(attributes, "type"),
        dbtVersion: text(config, "dbt_version"),
        defaultSchema: text(config, "default_schema"),
        gitRemoteUrl: url,
        gitBranch: text(config, "git_branch"),
        folderPath: text(config, "folder_path"),
        targetName: text(config, "target_name"),
        threads: whole(config, "threads"),
        environmentVars: texts(config, "environment_vars"),
      },
      facts: compact({ publicKey: text(config, "public_key") }) as Properties,
    };
  }),
  fivetran_transformation: one("Transformation", (attributes) => {
    const config = block(attributes, "transformation_config");
    const schedule = block(attributes, "schedule");
    const name = text(config, "name") ?? text(config, "package_name");
    return {
      name: name ?? text(attributes, "id") ?? "",
      inputs: {
        type: text(attributes, "type"),
        projectId: text(config, "project_id"),
        packageName: text(config, "package_name"),
        connectionIds: texts(config, "connection_ids"),
        name: text(config, "name"),
        steps: blocks(config, "steps").map((step) => ({
          name: text(step, "name"),
          command: text(step, "command"),
        })),
        excludedModels: texts(config, "excluded_models"),
        configurableVariables: block(config, "configurable_variables"),
        schedule: {
          scheduleType: text(schedule, "schedule_type"),
          cron: texts(schedule, "cron"),
          interval: whole(schedule, "interval"),
          daysOfWeek: texts(schedule, "days_of_week"),
          timeOfDay: text(schedule, "time_of_day"),
          connectionIds: texts(schedule, "connection_ids"),
          smartSyncing: flag(schedule, "smart_syncing"),
        },
        paused: flag(attributes, "paused") === true ? true : undefined,
      },
    };
  }),
  fivetran_connector_sdk_package: one("ConnectorSdkPackage", (attributes) => ({
    name: text(attributes, "id") ?? "",
    inputs: {
      source: text(attributes, "file_path"),
      fileSha256Hash: text(attributes, "file_sha256_hash")?.toLowerCase(),
    },
  })),
};

/** A destination and a logging belong to one group, and have the group's id where its record names no group. */
function ofGroup(attributes: Attributes): { service: string; groupId: string | undefined } {
  return {
    service: text(attributes, "service") ?? "",
    groupId: text(attributes, "group_id") ?? text(attributes, "id"),
  };
}

/** What the provider fills in where nothing was declared, for services that have no such setting. */
function loggingSettings(service: string, config: Attributes): Record<string, unknown> {
  const family: ServiceFamily = "log";
  const known = serviceModel(family, service)?.config.fields;
  const entries = Object.entries(serviceSettings(family, service, config)).filter(
    ([key]) => known === undefined || Object.hasOwn(known, key) || (key !== "port" && key !== "enable_ssl"),
  );
  return Object.fromEntries(entries);
}
