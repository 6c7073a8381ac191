/** A TLS certificate that Fivetran trusts for a connection or a destination. */
export interface Certificate {
  id: string;
  name?: string;

  /** What identifies it in its connection or destination. */
  hash: string;

  /** Such as `X.509`. */
  type?: string;
  sha1?: string;
  sha256?: string;
  publicKey?: string;

  /** When it was approved, RFC 3339 in UTC. */
  validatedDate?: string;

  /** The user who approved it: an id, or a name. */
  validatedBy?: string;
}

/** The certificate to trust, as a failed setup test shows it. */
export interface CertificateApproval {
  hash: string;

  /** The certificate, in Base64. */
  encodedCert: string;
}

/** The same for the deprecated operation, which is told here what it is for: a connection or a destination. */
export interface LegacyCertificateApproval extends CertificateApproval {
  connectionId?: string;
  destinationId?: string;
}

/** The fingerprint of an SSH server that Fivetran trusts for a connection or a destination. */
export interface Fingerprint {
  id: string;

  /** What identifies it in its connection or destination. */
  hash: string;
  publicKey?: string;

  /** When it was approved, RFC 3339 in UTC. */
  validatedDate?: string;

  /** The user who approved it: an id, or a name. */
  validatedBy?: string;
}

/** The fingerprint to trust, as a failed setup test shows it. */
export interface FingerprintApproval {
  hash: string;

  /** The public key of the SSH server. */
  publicKey: string;
}
