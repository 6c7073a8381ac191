/** Arguments that several resources share. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * A service's settings as a program gives them: at each depth the value itself, or an Output or a Promise of it. So a secret, or
 * an output of another resource, can stand anywhere.
 */
export type ServiceSettings<T> = { [K in keyof T]: ServiceSetting<T[K] | UndefinedWhereOptional<T, K>> };

/**
 * One of them. Of some nobody knows the type; they take anything. A scalar is told next, and as a whole: the compiler would take an
 * enum apart, value by value.
 */
export type ServiceSetting<T> = unknown extends T
  ? pulumi.Input<unknown>
  : [T] extends [string | number | boolean | undefined]
    ? pulumi.Input<T>
    : NonNullable<T> extends (infer Item)[]
      ? pulumi.Input<ServiceSetting<Item>[] | Extract<T, undefined>>
      : NonNullable<T> extends object
        ? pulumi.Input<ServiceSettings<NonNullable<T>> | Extract<T, undefined>>
        : pulumi.Input<T>;

/** Under the strictest options of the compiler, what may be left out may be undefined only where its type says so. */
type UndefinedWhereOptional<T, K extends keyof T> = object extends Pick<T, K> ? undefined : never;

/** The settings of an argument `config`, beside which there is `extraConfig`. */
export type SettingsBesideExtraConfig<Settings> = Settings & BesideExtraConfig;

declare const hint: unique symbol;

/** It is there for its name, which stands in the compiler's message about a setting that it does not know. */
export interface BesideExtraConfig {
  readonly [hint]?: never;
}

/**
 * How long operations may take, in the form of Pulumi's own `customTimeouts`: `"90s"`, `"10m"`, `"1h30m"`. (The `customTimeouts`
 * option itself does not reach dynamic resources.) Default: 10 minutes; 30 for operations that may wait long, as creations with setup
 * tests and reloads of a schema do.
 */
export interface Timeouts {
  create?: pulumi.Input<string | undefined>;
  read?: pulumi.Input<string | undefined>;
  update?: pulumi.Input<string | undefined>;
  delete?: pulumi.Input<string | undefined>;
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
  networkingMethod?: pulumi.Input<NetworkingMethod | undefined>;
  /** With `networkingMethod: "PrivateLink"`. */
  privateLinkId?: pulumi.Input<string | undefined>;
  /** With `networkingMethod: "ProxyAgent"`. */
  proxyAgentId?: pulumi.Input<string | undefined>;
  /** The agent that moves the data when it must not leave your own network. */
  hybridDeploymentAgentId?: pulumi.Input<string | undefined>;
  /** The secrets manager from which Fivetran takes credentials. */
  externalSecretsManagerId?: pulumi.Input<string | undefined>;
}

/**
 * Setup tests, and what they may trust.
 *
 * A system that presents a certificate or an SSH key which Fivetran does not know fails its setup test, and the error says the hash of
 * what it presented. Name the hash here, once you are sure of it, and the next `pulumi up` approves exactly that and tests again.
 */
export interface SetupArgs {
  /** Default: `"fail"`. Tests run on creation, when a setting of the connection changes, and as long as they have not passed. */
  setupTests?: pulumi.Input<SetupTests | undefined>;
  /** Whether setup tests trust any certificate that the system shows. Acts when tests run. Default: `false`. */
  trustCertificates?: pulumi.Input<boolean | undefined>;
  /** Whether setup tests trust any SSH fingerprint that the system shows. Acts when tests run. Default: `false`. */
  trustFingerprints?: pulumi.Input<boolean | undefined>;
  /**
   * Hashes of the TLS certificates to trust, as Fivetran writes them in a failed test. Only these are approved. Another hash makes the
   * tests run; a removed one stays approved. Not together with `trustCertificates: true`; does nothing with `setupTests: "off"`. A
   * ConnectorCertificate or DestinationCertificate can end the trust too.
   */
  trustedCertificates?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** The same for fingerprints of SSH servers. Not together with `trustFingerprints: true`. */
  trustedFingerprints?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** When the declared secrets are sent again. */
export interface RotationArgs {
  /**
   * Another value than before, or a first one on what exists already, sends all declared secrets again and runs the setup tests. For a
   * secret that changed without the program seeing it; one that changed in the program is sent anyway. Replaces nothing; does nothing
   * more at creation, nor when it is removed. A date is a good value.
   */
  rotationTrigger?: pulumi.Input<string | undefined>;
}

/** A user and a role, in a list of them. */
export interface UserRoleArgs {
  /** The user's id. */
  userId: pulumi.Input<string>;
  /** Changed in place. */
  role: pulumi.Input<string>;
}

/** A group and a role in it, in a list of them. */
export interface GroupRoleArgs {
  /** The group's id. */
  groupId: pulumi.Input<string>;
  /** Changed in place. */
  role: pulumi.Input<string>;
}

/** A connector and a role in it, in a list of them. */
export interface ConnectorRoleArgs {
  /** The connector's id. */
  connectorId: pulumi.Input<string>;
  /** Changed in place. */
  role: pulumi.Input<string>;
}
