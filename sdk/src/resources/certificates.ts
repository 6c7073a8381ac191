import { toWire } from "../internal/case";
import type { ApiPath } from "../internal/path";
import { path } from "../internal/path";
import type { RequestOptions } from "../options";
import type { Listing } from "../pagination";
import { ApiResource } from "../resource";
import type {
  Certificate,
  CertificateApproval,
  Fingerprint,
  FingerprintApproval,
  LegacyCertificateApproval,
} from "./certificates.types";

const answers = () => import("./certificates.answers.js");

/**
 * What Fivetran trusts when it connects: TLS certificates and fingerprints of SSH servers, for a connection and for a
 * destination each. Approving is repeated when its answer was lost: what is trusted twice is trusted once.
 */
export class Certificates extends ApiResource {
  /**
   * Trusts a certificate for a connection or a destination.
   *
   * @deprecated by Fivetran. Use {@link approveConnectionCertificate} or {@link approveDestinationCertificate}.
   */
  async approve(approval: LegacyCertificateApproval, options?: RequestOptions): Promise<void> {
    return this.call(
      { method: "POST", path: path`/certificates`, body: toWire(approval), repeatable: true },
      options,
    );
  }

  /** The certificates that are trusted for a connection. @throws {NotFoundError} */
  listConnectionCertificates(connectionId: string, options?: RequestOptions): Listing<Certificate> {
    return this.listing(
      {
        path: path`/connections/${connectionId}/certificates`,
        answer: async () => (await answers()).certificates,
      },
      options,
    );
  }

  /** Trusts a certificate for a connection. @throws {NotFoundError} */
  async approveConnectionCertificate(
    connectionId: string,
    approval: CertificateApproval,
    options?: RequestOptions,
  ): Promise<Certificate> {
    return this.#approveCertificate(path`/connections/${connectionId}/certificates`, approval, options);
  }

  /** @throws {NotFoundError} for a certificate that is not trusted */
  async retrieveConnectionCertificate(
    connectionId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<Certificate> {
    return this.#certificate(path`/connections/${connectionId}/certificates/${hash}`, options);
  }

  /** Trusts a certificate no longer. @throws {NotFoundError} */
  async revokeConnectionCertificate(
    connectionId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/connections/${connectionId}/certificates/${hash}` },
      options,
    );
  }

  /** The fingerprints that are trusted for a connection. @throws {NotFoundError} */
  listConnectionFingerprints(connectionId: string, options?: RequestOptions): Listing<Fingerprint> {
    return this.listing(
      {
        path: path`/connections/${connectionId}/fingerprints`,
        answer: async () => (await answers()).fingerprints,
      },
      options,
    );
  }

  /** Trusts a fingerprint for a connection. @throws {NotFoundError} */
  async approveConnectionFingerprint(
    connectionId: string,
    approval: FingerprintApproval,
    options?: RequestOptions,
  ): Promise<Fingerprint> {
    const approved = await this.#approveFingerprint(
      path`/connections/${connectionId}/fingerprints`,
      approval,
      options,
    );
    return approved ?? this.retrieveConnectionFingerprint(connectionId, approval.hash, options);
  }

  /** @throws {NotFoundError} for a fingerprint that is not trusted */
  async retrieveConnectionFingerprint(
    connectionId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<Fingerprint> {
    return this.#fingerprint(path`/connections/${connectionId}/fingerprints/${hash}`, options);
  }

  /** Trusts a fingerprint no longer. @throws {NotFoundError} */
  async revokeConnectionFingerprint(
    connectionId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/connections/${connectionId}/fingerprints/${hash}` },
      options,
    );
  }

  /** The certificates that are trusted for a destination. @throws {NotFoundError} */
  listDestinationCertificates(destinationId: string, options?: RequestOptions): Listing<Certificate> {
    return this.listing(
      {
        path: path`/destinations/${destinationId}/certificates`,
        answer: async () => (await answers()).certificates,
      },
      options,
    );
  }

  /** Trusts a certificate for a destination. @throws {NotFoundError} */
  async approveDestinationCertificate(
    destinationId: string,
    approval: CertificateApproval,
    options?: RequestOptions,
  ): Promise<Certificate> {
    return this.#approveCertificate(path`/destinations/${destinationId}/certificates`, approval, options);
  }

  /** @throws {NotFoundError} for a certificate that is not trusted */
  async retrieveDestinationCertificate(
    destinationId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<Certificate> {
    return this.#certificate(path`/destinations/${destinationId}/certificates/${hash}`, options);
  }

  /** Trusts a certificate no longer. @throws {NotFoundError} */
  async revokeDestinationCertificate(
    destinationId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/destinations/${destinationId}/certificates/${hash}` },
      options,
    );
  }

  /** The fingerprints that are trusted for a destination. @throws {NotFoundError} */
  listDestinationFingerprints(destinationId: string, options?: RequestOptions): Listing<Fingerprint> {
    return this.listing(
      {
        path: path`/destinations/${destinationId}/fingerprints`,
        answer: async () => (await answers()).fingerprints,
      },
      options,
    );
  }

  /** Trusts a fingerprint for a destination. @throws {NotFoundError} */
  async approveDestinationFingerprint(
    destinationId: string,
    approval: FingerprintApproval,
    options?: RequestOptions,
  ): Promise<Fingerprint> {
    const approved = await this.#approveFingerprint(
      path`/destinations/${destinationId}/fingerprints`,
      approval,
      options,
    );
    return approved ?? this.retrieveDestinationFingerprint(destinationId, approval.hash, options);
  }

  /** @throws {NotFoundError} for a fingerprint that is not trusted */
  async retrieveDestinationFingerprint(
    destinationId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<Fingerprint> {
    return this.#fingerprint(path`/destinations/${destinationId}/fingerprints/${hash}`, options);
  }

  /** Trusts a fingerprint no longer. @throws {NotFoundError} */
  async revokeDestinationFingerprint(
    destinationId: string,
    hash: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/destinations/${destinationId}/fingerprints/${hash}` },
      options,
    );
  }

  #certificate(path: ApiPath, options: RequestOptions | undefined): Promise<Certificate> {
    return this.call({ method: "GET", path, answer: async () => (await answers()).certificate }, options);
  }

  #fingerprint(path: ApiPath, options: RequestOptions | undefined): Promise<Fingerprint> {
    return this.call({ method: "GET", path, answer: async () => (await answers()).fingerprint }, options);
  }

  #approveCertificate(
    path: ApiPath,
    approval: CertificateApproval,
    options: RequestOptions | undefined,
  ): Promise<Certificate> {
    return this.call(
      {
        method: "POST",
        path,
        body: toWire(approval),
        repeatable: true,
        answer: async () => (await answers()).certificate,
      },
      options,
    );
  }

  /** Fivetran's document has this answer without an envelope or without a body; clients of others see an envelope. */
  #approveFingerprint(
    path: ApiPath,
    approval: FingerprintApproval,
    options: RequestOptions | undefined,
  ): Promise<Fingerprint | undefined> {
    return this.call(
      {
        method: "POST",
        path,
        body: toWire(approval),
        repeatable: true,
        bare: true,
        answer: async () => (await answers()).approvedFingerprint,
      },
      options,
    );
  }
}
