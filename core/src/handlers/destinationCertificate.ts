import { type ApprovalInputs, approvalHandler } from "./approvals/approval";

export interface DestinationCertificateInputs extends ApprovalInputs {
  readonly destinationId: string;
  readonly encodedCert: string;
}

export const destinationCertificateHandler = approvalHandler<DestinationCertificateInputs>({
  kind: "DestinationCertificate",
  subject: "destinationId",
  proof: "encodedCert",
  approve: (id, hash, encodedCert, options, { client }) =>
    client.certificates.approveDestinationCertificate(id, { hash, encodedCert }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeDestinationCertificate(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listDestinationCertificates(id, options),
});

export { destinationCertificateHandler as handler };
