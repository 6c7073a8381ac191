import { type ApprovalInputs, approvalHandler } from "../internal/approval";

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
  retrieve: (id, hash, { client, options }) =>
    client.certificates.retrieveConnectionCertificate(id, hash, options),
  revoke: (id, hash, { client, options }) =>
    client.certificates.revokeConnectionCertificate(id, hash, options),
  list: (id, { client, options }) => client.certificates.listConnectionCertificates(id, options),
});

export { connectorCertificateHandler as handler };
