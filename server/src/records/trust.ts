/** What a client agreed to trust, by `trust_certificates` and `trust_fingerprints`. */
export type Trust = "certificates" | "fingerprints";

/** What a host shows of itself, to be trusted: a certificate in base64 DER, or an SSH public key. */
export interface ShownKey {
  readonly hash: string;
  readonly content: string;
}

/** A certificate or an SSH key that somebody trusts for one connection or destination. */
export interface TrustedKey {
  readonly hash: string;
  readonly publicKey: string;
  readonly validatedBy: string;
  readonly validatedAt: string;
  /** Of a certificate. */
  readonly certificate?: CertificateFacts | undefined;
}

interface CertificateFacts {
  readonly name: string;
  readonly sha1: string;
  readonly sha256: string;
}

/** Kept under the subject: `connection/<id>` or `destination/<id>`. */
export type TrustRecord = Readonly<Record<Trust, readonly TrustedKey[]>>;

export type TrustSubject = `${"connection" | "destination"}/${string}`;
