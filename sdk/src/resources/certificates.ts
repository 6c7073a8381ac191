import { createError } from "../failures/createError";
import type { ApiPath } from "../http/path";
import { path, renderPath } from "../http/path";
import type { RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  Certificate,
  CertificateApproval,
  Fingerprint,
  FingerprintApproval,
  LegacyCertificateApproval,
} from "./certificates.types";

const answers = schemasIn(() => import("./certificates.answers.js"));

/**
 * What Fivetran trusts when it connects: TLS certificates and fingerprints of SSH servers, for a connection and for a
 * destination each. Approving is repeated when its answer was lost: trusting twice is the same as trusting once.
 *
 * A trusted certificate or fingerprint is addressed by its `id`, which approvals and lists return. Fivetran's paths call it a hash: it is
 * the hash in Base64URL, since a hash itself may hold a slash.
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
  listConnectionCertificates(connectionId: string, options?: ListOptions): Listing<Certificate> {
    return this.listing(
      {
        path: path`/connections/${connectionId}/certificates`,
        answer: answers("certificates"),
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

  /** A certificate that is trusted, by its `id`. @throws {NotFoundError} */
  async retrieveConnectionCertificate(
    connectionId: string,
    certificateId: string,
    options?: RequestOptions,
  ): Promise<Certificate> {
    return this.#certificate(path`/connections/${connectionId}/certificates/${certificateId}`, options);
  }

  /** Trusts a certificate no longer, by its `id`. @throws {NotFoundError} */
  async revokeConnectionCertificate(
    connectionId: string,
    certificateId: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/connections/${connectionId}/certificates/${certificateId}` },
      options,
    );
  }

  /** The fingerprints that are trusted for a connection. @throws {NotFoundError} */
  listConnectionFingerprints(connectionId: string, options?: ListOptions): Listing<Fingerprint> {
    return this.listing(
      {
        path: path`/connections/${connectionId}/fingerprints`,
        answer: answers("fingerprints"),
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
    return this.#approveFingerprint(path`/connections/${connectionId}/fingerprints`, approval, options, () =>
      this.listConnectionFingerprints(connectionId, options),
    );
  }

  /** A fingerprint that is trusted, by its `id`. @throws {NotFoundError} */
  async retrieveConnectionFingerprint(
    connectionId: string,
    fingerprintId: string,
    options?: RequestOptions,
  ): Promise<Fingerprint> {
    return this.#fingerprint(path`/connections/${connectionId}/fingerprints/${fingerprintId}`, options);
  }

  /** Trusts a fingerprint no longer, by its `id`. @throws {NotFoundError} */
  async revokeConnectionFingerprint(
    connectionId: string,
    fingerprintId: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/connections/${connectionId}/fingerprints/${fingerprintId}` },
      options,
    );
  }

  /** The certificates that are trusted for a destination. @throws {NotFoundError} */
  listDestinationCertificates(destinationId: string, options?: ListOptions): Listing<Certificate> {
    return this.listing(
      {
        path: path`/destinations/${destinationId}/certificates`,
        answer: answers("certificates"),
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

  /** A certificate that is trusted, by its `id`. @throws {NotFoundError} */
  async retrieveDestinationCertificate(
    destinationId: string,
    certificateId: string,
    options?: RequestOptions,
  ): Promise<Certificate> {
    return this.#certificate(path`/destinations/${destinationId}/certificates/${certificateId}`, options);
  }

  /** Trusts a certificate no longer, by its `id`. @throws {NotFoundError} */
  async revokeDestinationCertificate(
    destinationId: string,
    certificateId: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/destinations/${destinationId}/certificates/${certificateId}` },
      options,
    );
  }

  /** The fingerprints that are trusted for a destination. @throws {NotFoundError} */
  listDestinationFingerprints(destinationId: string, options?: ListOptions): Listing<Fingerprint> {
    return this.listing(
      {
        path: path`/destinations/${destinationId}/fingerprints`,
        answer: answers("fingerprints"),
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
    return this.#approveFingerprint(
      path`/destinations/${destinationId}/fingerprints`,
      approval,
      options,
      () => this.listDestinationFingerprints(destinationId, options),
    );
  }

  /** A fingerprint that is trusted, by its `id`. @throws {NotFoundError} */
  async retrieveDestinationFingerprint(
    destinationId: string,
    fingerprintId: string,
    options?: RequestOptions,
  ): Promise<Fingerprint> {
    return this.#fingerprint(path`/destinations/${destinationId}/fingerprints/${fingerprintId}`, options);
  }

  /** Trusts a fingerprint no longer, by its `id`. @throws {NotFoundError} */
  async revokeDestinationFingerprint(
    destinationId: string,
    fingerprintId: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "DELETE", path: path`/destinations/${destinationId}/fingerprints/${fingerprintId}` },
      options,
    );
  }

  #certificate(path: ApiPath, options: RequestOptions | undefined): Promise<Certificate> {
    return this.call({ method: "GET", path, answer: answers("certificate") }, options);
  }

  #fingerprint(path: ApiPath, options: RequestOptions | undefined): Promise<Fingerprint> {
    return this.call({ method: "GET", path, answer: answers("fingerprint") }, options);
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
        answer: answers("certificate"),
      },
      options,
    );
  }

  /** Fivetran's document has this answer without an envelope or without a body; clients of others see an envelope. */
  async #approveFingerprint(
    path: ApiPath,
    approval: FingerprintApproval,
    options: RequestOptions | undefined,
    list: () => Listing<Fingerprint>,
  ): Promise<Fingerprint> {
    const approved = await this.call<Fingerprint | undefined>(
      {
        method: "POST",
        path,
        body: toWire(approval),
        repeatable: true,
        bare: true,
        answer: answers("approvedFingerprint"),
      },
      options,
    );
    if (approved !== undefined) return approved;
    for await (const fingerprint of list()) if (fingerprint.hash === approval.hash) return fingerprint;
    throw notAmongThem(path);
  }
}

function notAmongThem(path: ApiPath): Error {
  const said = "the body is empty, and the fingerprint is not among those that are trusted";
  return createError(
    { what: { kind: "unexpected", status: 200, fieldPath: "", said }, ran: "maybe", transient: false },
    {
      method: "POST",
      path: renderPath(path).path,
      redact: (text) => text,
      attempts: 1,
      elapsedMs: 0,
      mayHaveRun: true,
    },
  );
}
