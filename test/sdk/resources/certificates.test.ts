import nock from "nock";
import { describe, expect, it } from "vitest";
import { failureOf, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const APPROVAL = { hash: "a/b", publicKey: "ssh-rsa AAAA" };
const FINGERPRINT = { id: "i", hash: "a/b", public_key: "ssh-rsa AAAA" };

describe.each(["Connection", "Destination"] as const)("certificates.approve%sFingerprint", (thing) => {
  const path = `/v1/${thing.toLowerCase()}s/x/fingerprints`;

  it("fetches the fingerprint when the answer has no body, as is documented", async () => {
    const { client } = makeClient();
    nock(HOST).post(path).reply(200, "").get(`${path}/a%2Fb`).reply(200, success(FINGERPRINT));
    expect(await client.certificates[`approve${thing}Fingerprint`]("x", APPROVAL)).toEqual({
      id: "i",
      hash: "a/b",
      publicKey: "ssh-rsa AAAA",
    });
  });

  it("says where an answer without an envelope is not as documented", async () => {
    const { client } = makeClient();
    nock(HOST).post(path).reply(201, { id: "i", hash: 1 });
    const error = await failureOf(client.certificates[`approve${thing}Fingerprint`]("x", APPROVAL));
    expect(error).toMatchObject({ kind: "unexpectedAnswer" });
  });
});
