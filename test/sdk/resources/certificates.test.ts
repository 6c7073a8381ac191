import nock from "nock";
import { describe, expect, it } from "vitest";
import { failureOf, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const APPROVAL = { hash: "a/b", publicKey: "ssh-rsa AAAA" };
const FINGERPRINT = { id: "i", hash: "a/b", public_key: "ssh-rsa AAAA" };

describe.each(["Connection", "Destination"] as const)("certificates.approve%sFingerprint", (thing) => {
  const path = `/v1/${thing.toLowerCase()}s/x/fingerprints`;

  it("looks the fingerprint up when the answer has no body, as is documented", async () => {
    const { client } = makeClient();
    const other = { ...FINGERPRINT, id: "j", hash: "c" };
    nock(HOST)
      .post(path)
      .reply(200, "")
      .get(path)
      .query(true)
      .reply(200, success({ items: [other, FINGERPRINT] }));
    expect(await client.certificates[`approve${thing}Fingerprint`]("x", APPROVAL)).toEqual({
      id: "i",
      hash: "a/b",
      publicKey: "ssh-rsa AAAA",
    });
  });

  it("says so when it is not there then", async () => {
    const { client } = makeClient();
    nock(HOST)
      .post(path)
      .reply(200, "")
      .get(path)
      .query(true)
      .reply(200, success({ items: [] }));
    const error = await failureOf(client.certificates[`approve${thing}Fingerprint`]("x", APPROVAL));
    expect(error).toMatchObject({ kind: "unexpectedAnswer", method: "POST", path, mayHaveRun: true });
    expect(error.message).toContain("the fingerprint is not among those that are trusted");
  });

  it("says where an answer without an envelope is not as documented", async () => {
    const { client } = makeClient();
    nock(HOST).post(path).reply(201, { id: "i", hash: 1 });
    const error = await failureOf(client.certificates[`approve${thing}Fingerprint`]("x", APPROVAL));
    expect(error).toMatchObject({ kind: "unexpectedAnswer" });
  });
});
