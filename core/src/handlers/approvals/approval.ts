/** Certificates and fingerprints that Fivetran trusts, one resource each; its id is `<connector or destination>:<hash>`. */
import type { Certificate, Fingerprint, Listing, RequestOptions } from "@pulumi-fivetran/sdk";
import type { Handler } from "../../contract";
import { HandlerError } from "../../errors/problem";
import type { Fields } from "../../fields/field";
import type { ObjectInputs, ObjectOutputs } from "../../object/definition";
import { unlessGone } from "../../object/gone";
import { objectHandler } from "../../object/handler";
import type { CallContext } from "../../run/callContext";
import { knownText } from "../../values/unknown";

type Approved = Certificate | Fingerprint;

export interface ApprovalDefinition {
  readonly kind: string;
  readonly fields: Fields;
  /** The argument with the id of what trusts: `connectorId` or `destinationId`. */
  readonly subject: "connectorId" | "destinationId";
  /** The argument with what is trusted. */
  readonly proof: "encodedCert" | "publicKey";
  approve(
    subject: string,
    hash: string,
    proof: string,
    options: RequestOptions,
    call: CallContext,
  ): Promise<Approved>;
  /** @param approvedId Fivetran's own id of the approval, which is made of the hash in a way of Fivetran's. */
  revoke(subject: string, approvedId: string, call: CallContext): Promise<void>;
  list(subject: string, call: CallContext): Listing<Approved>;
}

export interface ApprovalInputs extends ObjectInputs {
  readonly hash: string;
}

interface LiveApproval {
  readonly subject: string;
  readonly approved: Approved;
}

/** Nothing of an approval can be changed: another hash is another one. */
export function approvalHandler<Inputs extends ApprovalInputs>(
  definition: ApprovalDefinition,
): Handler<Inputs, ObjectOutputs<Inputs>> {
  const { kind, fields, subject, proof } = definition;
  const argumentOf = (inputs: object, name: string): string =>
    (inputs as Readonly<Record<string, string>>)[name] ?? "";
  // A program knows the hash alone, by which nothing can be retrieved.
  const find = (of: string, hash: string, call: CallContext): Promise<LiveApproval | undefined> =>
    unlessGone("other", findByHash(definition.list(of, call), hash)).then(
      (approved) => approved && { subject: of, approved },
    );
  return objectHandler<Inputs, LiveApproval>({
    kind,
    fields,
    nameOf: (inputs) => knownText(inputs["hash"]),
    keyOf: (inputs) => `the hash '${inputs.hash}'`,
    upstreamOf: (live) => ({ [subject]: live.subject, hash: live.approved.hash }),
    factsOf: ({ approved: { validatedBy, validatedDate } }) => ({ validatedBy, validatedDate }),
    api: {
      idOf: (live) => `${live.subject}:${live.approved.hash}`,
      retrieve(id, call) {
        const [of = "", ...hash] = id.split(":");
        if (of === "" || hash.join(":") === "")
          throw new HandlerError({
            summary: `${kind}: '${id}' is no id of an approval; it is '<${subject}>:<hash>'.`,
            path: ["adopt"],
            advice: [{ kind: "checkAdopt" }],
          });
        return find(of, hash.join(":"), call);
      },
      async create(inputs, _options, call) {
        const of = argumentOf(inputs, subject);
        // Trusting twice is trusting once: a lost answer is asked for again, and nothing has to be looked for.
        const approved = await definition.approve(
          of,
          inputs.hash,
          argumentOf(inputs, proof),
          call.options,
          call,
        );
        return { subject: of, approved };
      },
      async delete(_id, olds, call) {
        const of = argumentOf(olds, subject);
        const live = await find(of, olds.hash, call);
        if (live === undefined) return;
        const isAbsent = async (): Promise<boolean> => (await find(of, olds.hash, call)) === undefined;
        await unlessGone("other", definition.revoke(of, live.approved.id, call), isAbsent);
      },
      async candidates(inputs, call) {
        const live = await find(argumentOf(inputs, subject), inputs.hash, call);
        return live === undefined ? [] : [live];
      },
    },
  });
}

function findByHash(listing: Listing<Approved>, hash: string): Promise<Approved | undefined> {
  return listing.strict().find((approved) => approved.hash === hash);
}
