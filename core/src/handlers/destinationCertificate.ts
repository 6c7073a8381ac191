import { fields } from "../fields/destinationCertificate";
import type { InputsOf } from "../fields/field";
import { approvalHandler } from "./approvals/approval";

export const destinationCertificateHandler = approvalHandler<InputsOf<typeof fields>>({
  kind: "DestinationCertificate",
  fields,
  subject: "destinationId",
  proof: "encodedCert",
  approve: (id, hash, encodedCert, options, { client }) =>
    client.certificates.approveDestinationCertificate(id, { hash, encodedCert }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeDestinationCertificate(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listDestinationCertificates(id, options),
});

export { destinationCertificateHandler as handler };
