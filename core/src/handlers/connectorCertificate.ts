import { type ApprovalInputs, approvalHandler } from "./approvals/approval";

export interface ConnectorCertificateInputs extends ApprovalInputs {
  readonly connectorId: string;
  readonly encodedCert: string;
}

export const connectorCertificateHandler = approvalHandler<ConnectorCertificateInputs>({
  kind: "ConnectorCertificate",
  subject: "connectorId",
  proof: "encodedCert",
  approve: (id, hash, encodedCert, options, { client }) =>
    client.certificates.approveConnectionCertificate(id, { hash, encodedCert }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeConnectionCertificate(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listConnectionCertificates(id, options),
});

export { connectorCertificateHandler as handler };
