import { type ApprovalInputs, approvalHandler } from "../internal/approval";

export interface ConnectorFingerprintInputs extends ApprovalInputs {
  readonly connectorId: string;
  readonly publicKey: string;
}

export const connectorFingerprintHandler = approvalHandler<ConnectorFingerprintInputs>({
  kind: "ConnectorFingerprint",
  subject: "connectorId",
  proof: "publicKey",
  approve: (id, hash, publicKey, options, { client }) =>
    client.certificates.approveConnectionFingerprint(id, { hash, publicKey }, options),
  retrieve: (id, hash, { client, options }) =>
    client.certificates.retrieveConnectionFingerprint(id, hash, options),
  revoke: (id, hash, { client, options }) =>
    client.certificates.revokeConnectionFingerprint(id, hash, options),
  list: (id, { client, options }) => client.certificates.listConnectionFingerprints(id, options),
});

export { connectorFingerprintHandler as handler };
