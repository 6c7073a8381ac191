import { z } from "zod";
import type { Account } from "../domain/account";
import { revokeKey, trustKey, trustOf } from "../domain/trust/trust";
import { errors } from "../errors";
import { messages } from "../messages";
import type { Trust, TrustedKey, TrustSubject } from "../records/trust";
import { connectionOf, destinationOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";

const certificate = { hash: z.string().min(1), encoded_cert: z.string().min(1) };
const approval = {
  certificates: z
    .looseObject(certificate)
    .transform(({ hash, encoded_cert: content }) => ({ hash, content })),
  fingerprints: z
    .looseObject({ hash: z.string().min(1), public_key: z.string().min(1) })
    .transform(({ hash, public_key: content }) => ({ hash, content })),
};

const legacyApproval = z.looseObject({
  ...certificate,
  connection_id: z.string().nullish(),
  /** The older name of the same. */
  connector_id: z.string().nullish(),
  destination_id: z.string().nullish(),
});

/** What has keys to trust; its refusal when it is not there is its own. */
interface Owner {
  readonly name: "Connection" | "Destination";
  readonly path: "/v1/connections/{id}" | "/v1/destinations/{id}";
  subject(account: Account, id: string): TrustSubject;
}

const CONNECTION: Owner = {
  name: "Connection",
  path: "/v1/connections/{id}",
  subject: (account, id) => `connection/${connectionOf(account, id).id}`,
};
const DESTINATION: Owner = {
  name: "Destination",
  path: "/v1/destinations/{id}",
  subject: (account, id) => `destination/${destinationOf(account, id).id}`,
};

/** Which certificates and SSH fingerprints a connection or destination trusts. */
export const trust: readonly Operation[] = [
  ...[CONNECTION, DESTINATION].flatMap((owner) => [
    ...keysOf(owner, "certificates"),
    ...keysOf(owner, "fingerprints"),
  ]),
  // The older way to approve a certificate: with its owner in the body, and nothing in the answer.
  operation({
    method: "POST",
    path: "/v1/certificates",
    body: legacyApproval,
    run: (account, { body }) => {
      const shown = { hash: body.hash, content: body.encoded_cert };
      trustKey(account, legacySubject(account, body), "certificates", shown);
      return { message: messages.trust.certificates.approved };
    },
  }),
];

function keysOf({ name, path, subject }: Owner, kind: Trust): readonly Operation[] {
  const said = messages.trust[kind];
  return [
    operation({
      method: "GET",
      path: `${path}/${kind}`,
      run: (account, { params }) => ({
        message: said.listed(name),
        pages: pageSource(trustOf(account, subject(account, params.id))[kind], keyView),
      }),
    }),
    operation({
      method: "POST",
      path: `${path}/${kind}`,
      // The document says 200; the vendor's own clients demand this.
      status: 201,
      body: approval[kind],
      run: (account, { params, body }) => ({
        message: said.approved,
        data: keyView(trustKey(account, subject(account, params.id), kind, body)),
      }),
    }),
    operation({
      method: "GET",
      path: `${path}/${kind}/{hash}`,
      run: (account, { params }) => ({
        message: said.details(name),
        data: keyView(keyOf(account, subject(account, params.id), kind, params.hash)),
      }),
    }),
    operation({
      method: "DELETE",
      path: `${path}/${kind}/{hash}`,
      run: (account, { params }) => {
        const owner = subject(account, params.id);
        const { hash } = keyOf(account, owner, kind, params.hash);
        revokeKey(account, owner, kind, hash);
        return { message: said.revoked(name, params.id, hash) };
      },
    }),
  ];
}

function legacySubject(account: Account, body: z.infer<typeof legacyApproval>): TrustSubject {
  const connectionId = body.connection_id ?? body.connector_id;
  if (connectionId) return CONNECTION.subject(account, connectionId);
  if (body.destination_id) return DESTINATION.subject(account, body.destination_id);
  throw errors.invalidInput(messages.trust.ownerRequired);
}

/** By its hash, or by its id, which a path holds more easily. */
function keyOf(account: Account, subject: TrustSubject, kind: Trust, hashOrId: string): TrustedKey {
  const found = trustOf(account, subject)[kind].find(
    ({ hash }) => hash === hashOrId || idOf(hash) === hashOrId,
  );
  if (found === undefined) throw errors.notFound(messages.trust[kind].missing(hashOrId));
  return found;
}

function keyView({ hash, publicKey, validatedBy, validatedAt, certificate: facts }: TrustedKey): unknown {
  return {
    id: idOf(hash),
    hash,
    ...(facts === undefined ? {} : { type: "TLS", ...facts }),
    public_key: publicKey,
    validated_by: validatedBy,
    validated_date: validatedAt,
  };
}

function idOf(hash: string): string {
  return Buffer.from(hash).toString("base64url");
}
