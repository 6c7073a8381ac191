import { type ApprovalInputs, approvalHandler } from "./approvals/approval";

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
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeConnectionFingerprint(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listConnectionFingerprints(id, options),
});

export { connectorFingerprintHandler as handler };
