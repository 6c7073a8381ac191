import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handler, Properties } from "../../../../core/src/contract";
import { connectorCertificateHandler } from "../../../../core/src/handlers/connectorCertificate";
import { connectorFingerprintHandler } from "../../../../core/src/handlers/connectorFingerprint";
import { destinationCertificateHandler } from "../../../../core/src/handlers/destinationCertificate";
import { destinationFingerprintHandler } from "../../../../core/src/handlers/destinationFingerprint";
import { startWorkbench, type Workbench } from "../../../support/context";
import { arrangePeople } from "../../../support/people";

/** As hosts' hashes are: in Base64, with characters that mean something in a path. */
const HASH = "a/b+c=";

const of = (handler: unknown): Handler<Properties, Properties> => handler as Handler<Properties, Properties>;

describe("an approval", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  it.each([
    ["connections", "certificates", "connectorId", of(connectorCertificateHandler)],
    ["connections", "fingerprints", "connectorId", of(connectorFingerprintHandler)],
    ["destinations", "certificates", "destinationId", of(destinationCertificateHandler)],
    ["destinations", "fingerprints", "destinationId", of(destinationFingerprintHandler)],
  ] as const)(
    "is found by its hash and revoked by its id: /%s/{id}/%s",
    async (things, kind, argument, handler) => {
      const { connectorId, groupId } = await arrangePeople(bench);
      const owner = things === "connections" ? connectorId : groupId;
      const proof = kind === "certificates" ? { encodedCert: "cHJvb2Y=" } : { publicKey: "ssh-rsa AAAA" };
      const make = (hash: string) =>
        handler.create({ inputs: { [argument]: owner, hash, ...proof } }, bench.freshContext());
      const stays = await make("another/hash");
      const { id, outputs } = await make(HASH);
      expect(id).toBe(`${owner}:${HASH}`);
      expect((await handler.read({ id, olds: outputs }, bench.freshContext()))?.outputs).toMatchObject({
        hash: HASH,
      });

      bench.server.control.clearJournal();
      await handler.delete({ id, olds: outputs }, bench.freshContext());

      const list = `/v1/${things}/${owner}/${kind}`;
      const revoked = `${list}/${Buffer.from(HASH).toString("base64url")}`;
      const asked = bench.server.control.journal().map(({ method, path }) => `${method} ${path}`);
      expect(asked).toEqual([`GET ${list}?limit=1000`, `DELETE ${revoked}`]);
      expect(await handler.read({ id, olds: outputs }, bench.freshContext())).toBeUndefined();
      expect(await handler.read({ id: stays.id, olds: stays.outputs }, bench.freshContext())).toBeDefined();
    },
  );
});
