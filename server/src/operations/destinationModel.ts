import { z } from "zod";

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
  region: z.string().nullish(),
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
