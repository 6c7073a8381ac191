/** Arguments that several resources share. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * A service's settings as a program gives them: at each depth the value itself, or an Output or a Promise of it. So a secret, or
 * what another resource answers, can stand anywhere.
 */
export type ServiceSettings<T> = { [K in keyof T]: pulumi.Input<ServiceSetting<T[K]>> };

/** One of them. A scalar is told first, and as a whole: the compiler would take an enum apart, value by value. */
export type ServiceSetting<T> = [T] extends [string | number | boolean | undefined]
  ? T
  : T extends (infer Item)[]
    ? pulumi.Input<ServiceSetting<Item>>[]
    : T extends object
      ? ServiceSettings<T>
      : T;

/**
 * How long operations may take, in the form of Pulumi's own `customTimeouts`: `"90s"`, `"10m"`, `"1h30m"`. (The `customTimeouts`
 * option itself does not reach dynamic resources.) Default: 10 minutes; 30 for operations that may wait long, as creations with setup
 * tests and reloads of a schema do.
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

/** How Fivetran reaches a destination or a source. */
export interface NetworkingArgs {
  /** Default: `"Directly"`. */
  networkingMethod?: pulumi.Input<NetworkingMethod>;
  /** With `networkingMethod: "PrivateLink"`. */
  privateLinkId?: pulumi.Input<string>;
  /** With `networkingMethod: "ProxyAgent"`. */
  proxyAgentId?: pulumi.Input<string>;
  /** The agent that moves the data when it must not leave your own network. */
  hybridDeploymentAgentId?: pulumi.Input<string>;
  /** The secrets manager from which Fivetran takes credentials. */
  externalSecretsManagerId?: pulumi.Input<string>;
}

/** Setup tests, and what they may trust. */
export interface SetupArgs {
  /** Default: `"fail"`. Tests run on creation, when a setting of the connection changes, and as long as they have not passed. */
  setupTests?: pulumi.Input<SetupTests>;
  /** Whether setup tests trust any certificate that the system shows. Acts when tests run. Default: `false`. */
  trustCertificates?: pulumi.Input<boolean>;
  /** Whether setup tests trust any SSH fingerprint that the system shows. Acts when tests run. Default: `false`. */
  trustFingerprints?: pulumi.Input<boolean>;
}
