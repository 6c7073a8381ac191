/**
 * Trust by allow-list. A host that Fivetran does not know fails its setup test, which shows what the host presented; that is approved
 * when the program names its hash, and never otherwise.
 */
import type { RequestOptions, SetupTest } from "@pulumi-fivetran/sdk";
import type { CheckFailure, Notice, Properties } from "../contract";
import type { Advice } from "../errors/advice";
import type { InputsOf } from "../fields/field";
import type { setupFields } from "../fields/shared";
import type { CallContext } from "../run/callContext";
import { isObject } from "../values/objects";
import { containsUnknown } from "../values/unknown";
import { hasFailed } from "./tests";

/** Whether any key is trusted that a host presents. */
export interface TrustFlags {
  readonly trustCertificates?: boolean;
  readonly trustFingerprints?: boolean;
}

/** What is trusted: any key, or those that are named. */
export type TrustInputs = Omit<InputsOf<typeof setupFields>, "setupTests" | "rotationTrigger">;

/** What a call that runs setup tests says about trust. Fivetran never stores it. */
export function trustFlags({ trustCertificates, trustFingerprints }: TrustInputs): TrustFlags {
  return {
    ...(trustCertificates === undefined ? {} : { trustCertificates }),
    ...(trustFingerprints === undefined ? {} : { trustFingerprints }),
  };
}

interface Kind {
  readonly named: "trustedCertificates" | "trustedFingerprints";
  readonly all: "trustCertificates" | "trustFingerprints";
  /** In messages. */
  readonly word: string;
  /** How the kinds of resources that approve one end. */
  readonly resource: "Certificate" | "Fingerprint";
}

const CERTIFICATE: Kind = {
  named: "trustedCertificates",
  all: "trustCertificates",
  word: "certificate",
  resource: "Certificate",
};
const FINGERPRINT: Kind = {
  named: "trustedFingerprints",
  all: "trustFingerprints",
  word: "fingerprint",
  resource: "Fingerprint",
};
const KINDS = [CERTIFICATE, FINGERPRINT];

/** Trusting everything and trusting what is named cannot both be meant. */
export function trustFailures(inputs: Properties): CheckFailure[] {
  return KINDS.filter(({ named, all }) => inputs[named] !== undefined && inputs[all] === true).map(
    ({ named, all, word }) => ({
      path: [named],
      reason: `does not go with \`${all}: true\`, which trusts any ${word} that the system shows; keep one of the two`,
    }),
  );
}

/** The approvals that the lists name, by the kind and id of the resource that approves a single one. */
export function trustedIdentities(
  subject: "Connector" | "Destination",
  id: string,
  inputs: Properties,
): string[] {
  return KINDS.flatMap(({ named, resource }) => {
    const hashes = inputs[named];
    if (!Array.isArray(hashes)) return [];
    return hashes
      .filter((hash) => typeof hash === "string")
      .map((hash) => `${subject}${resource} ${id}:${hash}`);
  });
}

/** True when a hash was added, so that tests have to run for it to be approved. */
export function namesMore(olds: TrustInputs, news: TrustInputs): boolean {
  return KINDS.some(({ named }) => missingFrom(olds[named], news[named]).length > 0);
}

/** What the preview should say of hashes that the program no longer names. */
export function trustNotices(olds: TrustInputs, news: TrustInputs): Notice[] {
  return KINDS.flatMap(({ named, word }) => {
    if (containsUnknown(news[named])) return [];
    return missingFrom(news[named], olds[named]).map((hash): Notice => {
      const message = `no longer names '${hash}': Fivetran goes on trusting this ${word} where it was approved; to end that, revoke it in Fivetran's dashboard`;
      return { severity: "info", path: [named], message };
    });
  });
}

function missingFrom(
  list: readonly string[] | undefined,
  hashesToFind: readonly string[] | undefined,
): string[] {
  return (hashesToFind ?? []).filter((hash) => list?.includes(hash) !== true);
}

/** Something that a host presented and Fivetran does not trust yet. */
interface ShownKey {
  readonly kind: Kind;
  readonly hash: string;
  /** The certificate in Base64, or the public key. */
  readonly content: string;
  readonly name: string | undefined;
}

/** What failed tests show: each has a list of certificates or one fingerprint in its details, under the API's own names. */
function shownBy(tests: readonly SetupTest[]): ShownKey[] {
  return tests
    .filter(hasFailed)
    .flatMap(({ details }) => (Array.isArray(details) ? (details as unknown[]) : [details]))
    .flatMap((detail) => {
      if (!isObject(detail) || typeof detail["hash"] !== "string") return [];
      const { hash, name } = detail;
      // A certificate is shown with its public key too.
      const kind = typeof detail["encoded_cert"] === "string" ? CERTIFICATE : FINGERPRINT;
      const content = detail["encoded_cert"] ?? detail["public_key"];
      if (typeof content !== "string") return [];
      return [{ kind, hash, content, name: typeof name === "string" ? name : undefined }];
    });
}

/** What failed tests show and Fivetran does not trust, a line each, and how to trust it. Undefined when it is not trust that is missing. */
export function trustProblem(
  tests: readonly SetupTest[],
): { lines: readonly string[]; advice: readonly Advice[] } | undefined {
  const shown = shownBy(tests);
  if (shown.length === 0) return undefined;
  return {
    // A name is what the host says of itself: quoted, so that it can hold no line and no control character of its own.
    lines: shown.map(
      ({ kind, hash, name }) =>
        `  - not trusted: the ${kind.word} with the hash '${hash}'${name === undefined ? "" : ` (${JSON.stringify(name)})`}`,
    ),
    advice: [
      { kind: "edit", text: "Make sure with whoever runs the system that it is the right one." },
      { kind: "runAgain", first: "Then name its hash", effect: "it approves what is named" },
      ...KINDS.flatMap(({ named }): Advice[] => {
        const value = shown.filter(({ kind }) => kind.named === named).map(({ hash }) => hash);
        return value.length === 0 ? [] : [{ kind: "set", input: named, value }];
      }),
    ],
  };
}

/** The calls of a connection or a destination. */
export interface TrustCalls<Live> {
  readonly approveCertificate: (
    approval: { hash: string; encodedCert: string },
    options: RequestOptions,
  ) => Promise<unknown>;
  readonly approveFingerprint: (
    approval: { hash: string; publicKey: string },
    options: RequestOptions,
  ) => Promise<unknown>;
  readonly runSetupTests: (flags: TrustFlags, options: RequestOptions) => Promise<Live>;
}

/**
 * Approves what failed tests show and the program names, and tests again, for as long as another named key is shown: behind an SSH
 * server may stand a database with a certificate. Nothing is approved twice, so it ends.
 *
 * @returns the last answer; `live` itself when there was nothing to approve
 */
export async function approveNamed<Live extends { setupTests?: SetupTest[] }>(
  live: Live,
  inputs: TrustInputs,
  calls: TrustCalls<Live>,
  call: CallContext,
): Promise<Live> {
  const approved = new Set<string>();
  let current = live;
  for (;;) {
    const named = shownBy(current.setupTests ?? []).filter(
      ({ kind, hash }) =>
        inputs[kind.named]?.includes(hash) === true && !approved.has(`${kind.word} ${hash}`),
    );
    if (named.length === 0) return current;
    for (const { kind, hash, content } of named) {
      if (kind === CERTIFICATE) await calls.approveCertificate({ hash, encodedCert: content }, call.options);
      else await calls.approveFingerprint({ hash, publicKey: content }, call.options);
      approved.add(`${kind.word} ${hash}`);
      const message = `approved the ${kind.word} '${hash}', which the program names`;
      call.context.notify({ severity: "info", path: [kind.named], message });
    }
    current = await calls.runSetupTests(trustFlags(inputs), call.options);
  }
}
