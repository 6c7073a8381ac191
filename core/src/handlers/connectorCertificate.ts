import { fields } from "../fields/connectorCertificate";
import type { InputsOf } from "../fields/field";
import { approvalHandler } from "./approvals/approval";

export const connectorCertificateHandler = approvalHandler<InputsOf<typeof fields>>({
  kind: "ConnectorCertificate",
  fields,
  subject: "connectorId",
  proof: "encodedCert",
  approve: (id, hash, encodedCert, options, { client }) =>
    client.certificates.approveConnectionCertificate(id, { hash, encodedCert }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeConnectionCertificate(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listConnectionCertificates(id, options),
});

export { connectorCertificateHandler as handler };
