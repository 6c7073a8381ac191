import { fields } from "../fields/destinationFingerprint";
import type { InputsOf } from "../fields/field";
import { approvalHandler } from "./approvals/approval";

export const destinationFingerprintHandler = approvalHandler<InputsOf<typeof fields>>({
  kind: "DestinationFingerprint",
  fields,
  subject: "destinationId",
  proof: "publicKey",
  approve: (id, hash, publicKey, options, { client }) =>
    client.certificates.approveDestinationFingerprint(id, { hash, publicKey }, options),
  revoke: (id, approvedId, { client, options }) =>
    client.certificates.revokeDestinationFingerprint(id, approvedId, options),
  list: (id, { client, options }) => client.certificates.listDestinationFingerprints(id, options),
});

export { destinationFingerprintHandler as handler };
