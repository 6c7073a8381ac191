import { fields } from "../fields/connectorFingerprint";
import type { InputsOf } from "../fields/field";
import { approvalHandler } from "./approvals/approval";

export const connectorFingerprintHandler = approvalHandler<InputsOf<typeof fields>>({
  kind: "ConnectorFingerprint",
  fields,
  subject: "connectorId",
  proof: "publicKey",
  approve: (id, hash, publicKey, options, { client }) =>
    client.certificates.approveConnectionFingerprint(id, { hash, publicKey }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeConnectionFingerprint(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listConnectionFingerprints(id, options),
});

export { connectorFingerprintHandler as handler };
