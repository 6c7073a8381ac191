import { z } from "zod";

const REGIONS = [
  "GCP_US_EAST4",
  "GCP_US_WEST1",
  "GCP_US_CENTRAL1",
  "GCP_EUROPE_WEST3",
  "GCP_AUSTRALIA_SOUTHEAST1",
  "GCP_NORTHAMERICA_NORTHEAST1",
  "GCP_EUROPE_WEST2",
  "GCP_ASIA_SOUTHEAST1",
  "GCP_ASIA_SOUTHEAST2",
  "GCP_ASIA_SOUTH1",
  "GCP_ASIA_NORTHEAST1",
  "AWS_US_EAST_1",
  "AWS_US_EAST_2",
  "AWS_US_WEST_2",
  "AWS_AP_NORTHEAST_1",
  "AWS_AP_SOUTHEAST_1",
  "AWS_AP_SOUTHEAST_2",
  "AWS_EU_CENTRAL_1",
  "AWS_EU_WEST_1",
  "AWS_EU_WEST_2",
  "AWS_AP_SOUTH_1",
  "AWS_CA_CENTRAL_1",
  "AWS_US_GOV_WEST_1",
  "AZURE_EASTUS2",
  "AZURE_AUSTRALIAEAST",
  "AZURE_UKSOUTH",
  "AZURE_WESTEUROPE",
  "AZURE_CENTRALUS",
  "AZURE_CANADACENTRAL",
  "AZURE_UAENORTH",
  "AZURE_SOUTHEASTASIA",
  "AZURE_EASTUS",
  "AZURE_JAPANEAST",
  "AZURE_CENTRALINDIA",
] as const;

/** Whole hours from UTC, as text: "-11" to "+12". */
const timeZoneOffset = z.string().regex(/^(?:0|-(?:[1-9]|1[01])|\+(?:[1-9]|1[0-2]))$/);

/** How any body may say which way the data goes. Shared with connections. */
export const networking = {
  networking_method: z.enum(["Directly", "PrivateLink", "SshTunnel", "ProxyAgent"]).nullish(),
  private_link_id: z.string().nullish(),
  proxy_agent_id: z.string().nullish(),
  hybrid_deployment_agent_id: z.string().nullish(),
  external_secrets_manager_id: z.string().nullish(),
};

/** What a request says about its setup tests; never kept. Shared with connections. */
export const testing = {
  run_setup_tests: z.boolean().nullish(),
  trust_certificates: z.boolean().nullish(),
  trust_fingerprints: z.boolean().nullish(),
};

/** A service's own keys, passed through as they are. Shared with connections. */
export const serviceConfig = z.record(z.string(), z.unknown());

export const trustBody = z.looseObject({
  trust_certificates: testing.trust_certificates,
  trust_fingerprints: testing.trust_fingerprints,
});

const settings = {
  region: z.enum(REGIONS).nullish(),
  daylight_saving_time_enabled: z.boolean().nullish(),
  config: serviceConfig.nullish(),
  ...networking,
  ...testing,
};

export const newDestination = z.looseObject({
  group_id: z.string().min(1),
  service: z.string().min(1),
  time_zone_offset: timeZoneOffset,
  ...settings,
});

/** The document requires `time_zone_offset` in an update too; clients do not send it, and it is not required here. */
export const destinationUpdate = z.looseObject({ time_zone_offset: timeZoneOffset.nullish(), ...settings });

export type NewDestination = z.infer<typeof newDestination>;
export type DestinationUpdate = z.infer<typeof destinationUpdate>;
