/** The result of one check that Fivetran makes of a connection's or a destination's settings. */
export interface SetupTest {
  title?: string;
  status?: SetupTestStatus;
  message?: string;

  /** More that the test says, as any JSON. Keys are as Fivetran sends them. */
  details?: unknown;
}

/** Results known today; Fivetran may add others. */
export type SetupTestStatus = "PASSED" | "SKIPPED" | "WARNING" | "FAILED" | "JOB_FAILED" | (string & {});

/** What setup tests may trust without asking. Neither is remembered. */
export interface SetupTestOptions {
  /** Trust the certificates that the source or destination presents. @default false */
  trustCertificates?: boolean;

  /** Trust the SSH fingerprints that the source or destination presents. @default false */
  trustFingerprints?: boolean;
}

/** How Fivetran reaches a source or a destination. */
export type NetworkingMethod = "Directly" | "SshTunnel" | "PrivateLink" | "ProxyAgent" | (string & {});
