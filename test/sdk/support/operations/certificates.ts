import type { OperationCase } from "../operations.ts";

const CERTIFICATE = {
  id: "aGFzaA",
  name: "CN=db.example.com",
  hash: "a/b+c=",
  type: "X.509",
  sha1: "11",
  sha256: "22",
  public_key: "-----BEGIN PUBLIC KEY-----",
  validated_date: "2026-01-02T03:04:05Z",
  validated_by: "u_1",
};
const CERTIFICATE_RESULT = {
  id: "aGFzaA",
  name: "CN=db.example.com",
  hash: "a/b+c=",
  type: "X.509",
  sha1: "11",
  sha256: "22",
  publicKey: "-----BEGIN PUBLIC KEY-----",
  validatedDate: "2026-01-02T03:04:05Z",
  validatedBy: "u_1",
};
const FINGERPRINT = {
  id: "aGFzaA",
  hash: "a/b+c=",
  public_key: "ssh-rsa AAAA",
  validated_date: "2026-01-02T03:04:05Z",
  validated_by: "u_1",
};
const FINGERPRINT_RESULT = {
  id: "aGFzaA",
  hash: "a/b+c=",
  publicKey: "ssh-rsa AAAA",
  validatedDate: "2026-01-02T03:04:05Z",
  validatedBy: "u_1",
};
const CERTIFICATE_APPROVAL = { hash: "a/b+c=", encodedCert: "TUlJ" };
const CERTIFICATE_APPROVAL_SENT = { hash: "a/b+c=", encoded_cert: "TUlJ" };
const FINGERPRINT_APPROVAL = { hash: "a/b+c=", publicKey: "ssh-rsa AAAA" };
const FINGERPRINT_APPROVAL_SENT = { hash: "a/b+c=", public_key: "ssh-rsa AAAA" };

/** The eight operations that connections and destinations have each. */
function operationsOf(thing: "Connection" | "Destination"): OperationCase[] {
  const things = `/v1/${thing.toLowerCase()}s`;
  const template = `${things}/{${thing.toLowerCase()}Id}`;
  return [
    {
      method: `certificates.list${thing}Certificates`,
      operation: `GET ${template}/certificates`,
      call: ({ certificates }) => certificates[`list${thing}Certificates`]("x").all(),
      sent: `${things}/x/certificates?limit=1000`,
      data: { items: [CERTIFICATE] },
      result: [CERTIFICATE_RESULT],
    },
    {
      method: `certificates.approve${thing}Certificate`,
      operation: `POST ${template}/certificates`,
      call: ({ certificates }) => certificates[`approve${thing}Certificate`]("x", CERTIFICATE_APPROVAL),
      sent: `${things}/x/certificates`,
      body: CERTIFICATE_APPROVAL_SENT,
      data: CERTIFICATE,
      result: CERTIFICATE_RESULT,
    },
    {
      method: `certificates.retrieve${thing}Certificate`,
      operation: `GET ${template}/certificates/{hash}`,
      call: ({ certificates }) => certificates[`retrieve${thing}Certificate`]("x", CERTIFICATE.id),
      sent: `${things}/x/certificates/aGFzaA`,
      data: CERTIFICATE,
      result: CERTIFICATE_RESULT,
    },
    {
      method: `certificates.revoke${thing}Certificate`,
      operation: `DELETE ${template}/certificates/{hash}`,
      call: ({ certificates }) => certificates[`revoke${thing}Certificate`]("x", CERTIFICATE.id),
      sent: `${things}/x/certificates/aGFzaA`,
    },
    {
      method: `certificates.list${thing}Fingerprints`,
      operation: `GET ${template}/fingerprints`,
      call: ({ certificates }) => certificates[`list${thing}Fingerprints`]("x").all(),
      sent: `${things}/x/fingerprints?limit=1000`,
      data: { items: [FINGERPRINT] },
      result: [FINGERPRINT_RESULT],
    },
    {
      method: `certificates.approve${thing}Fingerprint`,
      operation: `POST ${template}/fingerprints`,
      call: ({ certificates }) => certificates[`approve${thing}Fingerprint`]("x", FINGERPRINT_APPROVAL),
      sent: `${things}/x/fingerprints`,
      body: FINGERPRINT_APPROVAL_SENT,
      bare: FINGERPRINT,
      result: FINGERPRINT_RESULT,
    },
    {
      method: `certificates.approve${thing}Fingerprint`,
      operation: `POST ${template}/fingerprints`,
      call: ({ certificates }) => certificates[`approve${thing}Fingerprint`]("x", FINGERPRINT_APPROVAL),
      sent: `${things}/x/fingerprints`,
      body: FINGERPRINT_APPROVAL_SENT,
      data: FINGERPRINT,
      result: FINGERPRINT_RESULT,
    },
    {
      method: `certificates.retrieve${thing}Fingerprint`,
      operation: `GET ${template}/fingerprints/{hash}`,
      call: ({ certificates }) => certificates[`retrieve${thing}Fingerprint`]("x", FINGERPRINT.id),
      sent: `${things}/x/fingerprints/aGFzaA`,
      data: FINGERPRINT,
      result: FINGERPRINT_RESULT,
    },
    {
      method: `certificates.revoke${thing}Fingerprint`,
      operation: `DELETE ${template}/fingerprints/{hash}`,
      call: ({ certificates }) => certificates[`revoke${thing}Fingerprint`]("x", FINGERPRINT.id),
      sent: `${things}/x/fingerprints/aGFzaA`,
    },
  ];
}

/** Every method of `client.certificates`. */
export const certificates: OperationCase[] = [
  {
    method: "certificates.approve",
    operation: "POST /v1/certificates",
    call: (client) =>
      client.certificates.approve({ ...CERTIFICATE_APPROVAL, connectionId: "c", destinationId: "d" }),
    sent: "/v1/certificates",
    body: { ...CERTIFICATE_APPROVAL_SENT, connection_id: "c", destination_id: "d" },
  },
  ...operationsOf("Connection"),
  ...operationsOf("Destination"),
];
