import { type ApprovalInputs, approvalHandler } from "./approvals/approval";

export interface DestinationFingerprintInputs extends ApprovalInputs {
  readonly destinationId: string;
  readonly publicKey: string;
}

export const destinationFingerprintHandler = approvalHandler<DestinationFingerprintInputs>({
  kind: "DestinationFingerprint",
  subject: "destinationId",
  proof: "publicKey",
  approve: (id, hash, publicKey, options, { client }) =>
    client.certificates.approveDestinationFingerprint(id, { hash, publicKey }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeDestinationFingerprint(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listDestinationFingerprints(id, options),
});

export { destinationFingerprintHandler as handler };
