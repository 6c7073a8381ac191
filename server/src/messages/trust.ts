/** What is said of certificates and fingerprints. Those of fingerprint approvals are chosen, UNPROVEN. */
export const trustMessages = {
  certificates: {
    listed: (owner: string) => `${owner} certificates retrieved successfully`,
    details: (owner: string) => `${owner} certificate details retrieved successfully`,
    // With its full stop, as the document has it.
    approved: "The certificate has been approved.",
    revoked: (owner: string, id: string, hash: string) =>
      `Certificate '${hash}' has been revoked for ${owner.toLowerCase()} '${id}'`,
    missing: (hash: string) => `Certificate with hash '${hash}' not found`,
  },
  fingerprints: {
    listed: (owner: string) => `${owner} fingerprints retrieved successfully`,
    details: (owner: string) => `${owner} fingerprint details retrieved successfully`,
    approved: "The fingerprint has been approved.",
    // The document words the two differently.
    revoked: (owner: string, id: string, hash: string) =>
      owner === "Connection"
        ? `Fingerprint with hash '${hash}' has been revoked for connection with id '${id}'`
        : `Fingerprint with hash = '${hash}' has been revoked for destination id = '${id}'`,
    missing: (hash: string) => `Fingerprint with hash '${hash}' not found`,
  },
  ownerRequired: "Field 'connection_id' or 'destination_id' is required",
};
