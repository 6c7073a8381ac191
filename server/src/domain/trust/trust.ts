import { createHash, X509Certificate } from "node:crypto";
import type { ShownKey, Trust, TrustedKey, TrustRecord, TrustSubject } from "../../records/trust";
import type { Account } from "../account";

const NOTHING: TrustRecord = { certificates: [], fingerprints: [] };

export function trustOf(account: Account, subject: TrustSubject): TrustRecord {
  return account.state.get("trust", subject) ?? NOTHING;
}

/** Trusts a key from now on; one that is trusted already stays as it is. */
export function trustKey(account: Account, subject: TrustSubject, kind: Trust, shown: ShownKey): TrustedKey {
  const before = trustOf(account, subject);
  const same = before[kind].find(({ hash }) => hash === shown.hash);
  if (same !== undefined) return same;
  const owner = account.state.get("users", account.settings.ownerId);
  const trusted: TrustedKey = {
    hash: shown.hash,
    ...(kind === "certificates" ? readCertificate(shown.content) : { publicKey: shown.content }),
    // As the vendor's own end-to-end tests see it; the document says a user's id.
    validatedBy: `${owner?.givenName ?? ""} ${owner?.familyName ?? ""}`.trim(),
    validatedAt: account.clock.timestamp(),
  };
  account.state.put("trust", subject, { ...before, [kind]: [...before[kind], trusted] });
  return trusted;
}

/** From now on setup tests meet it as a stranger again. */
export function revokeKey(account: Account, subject: TrustSubject, kind: Trust, hash: string): void {
  const before = trustOf(account, subject);
  account.state.put("trust", subject, { ...before, [kind]: before[kind].filter((key) => key.hash !== hash) });
}

/** A certificate as the API shows it, whether it is trusted or not. */
export function describeCertificate(encoded: string): Readonly<Record<string, unknown>> {
  const { publicKey, certificate } = readCertificate(encoded);
  return { type: "TLS", ...certificate, public_key: publicKey };
}

/** Clients may send anything as a certificate: an unreadable one is described by its bytes alone. */
function readCertificate(encoded: string): Pick<TrustedKey, "publicKey" | "certificate"> {
  const der = Buffer.from(encoded, "base64");
  const digest = (algorithm: string): string => createHash(algorithm).update(der).digest("hex");
  const sums = { sha1: digest("sha1"), sha256: digest("sha256") };
  try {
    const certificate = new X509Certificate(der);
    const publicKey = certificate.publicKey.export({ type: "spki", format: "der" });
    return {
      publicKey: publicKey.toString("base64"),
      certificate: { name: certificate.subject.replaceAll("\n", ", "), ...sums },
    };
  } catch {
    return { publicKey: "", certificate: { name: "", ...sums } };
  }
}
