/** Arguments that several resources share. */

/**
 * How long operations may take, in the form of Pulumi's own `customTimeouts`: `"90s"`, `"10m"`, `"1h30m"`. (The `customTimeouts`
 * option itself does not reach dynamic resources.) Default: 10 minutes; 30 for operations that run setup tests or reload a schema.
 */
export interface Timeouts {
  create?: string;
  read?: string;
  update?: string;
  delete?: string;
}

/**
 * What it means when a setup test does not pass.
 *
 * - `"fail"` (default): the deployment fails. The object stays tracked, and the next `pulumi up` tests it again.
 * - `"warn"`: a warning.
 * - `"off"`: no tests are run; Fivetran then leaves the setup `incomplete`.
 */
export type SetupTests = "off" | "warn" | "fail";

/** How Fivetran reaches a system. Other values are passed on. */
export type NetworkingMethod = "Directly" | "SshTunnel" | "PrivateLink" | "ProxyAgent" | (string & {});
