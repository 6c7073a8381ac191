import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { Api } from "./support/api";
import { GoProgram } from "./support/goProgram";

const suite = await GoProgram.build(["test", "-c"], "github.com/fivetran/go-fivetran/tests/e2e");

/** The account that the suite demands: its user, its group, and the project in the names of service accounts. */
const SEED = {
  owner: {
    id: "recoup_befell",
    email: "dev-markov+go-fivetran-sdk@fivetran.com",
    givenName: "Go",
    familyName: "5Tran",
    phone: "+1234567890",
    loggedInAt: "2026-01-01T00:00:00Z",
  },
  groups: [{ id: "sepulchre_settlement", name: "GoSdkTesting" }],
  serviceAccountProject: "dulcet-yew-246109",
};

const CERTIFICATE = Buffer.from("any bytes, which nobody reads");

afterAll(() => suite.remove());

describe("the Go client's own end-to-end tests, unmodified", () => {
  it("pass, all that their vendor does not skip", { timeout: 900_000 }, async ({ skip }) => {
    skip(suite.missing !== undefined, suite.missing);
    const api = await Api.start({ seed: SEED });
    const { url, apiKey, apiSecret } = api.server;
    const output = await suite.run(["-test.v"], {
      FIVETRAN_API_URL: `${url}/v1`,
      FIVETRAN_APIKEY: apiKey,
      FIVETRAN_APISECRET: apiSecret,
      FIVETRAN_TEST_CERTIFICATE: CERTIFICATE.toString("base64"),
      FIVETRAN_TEST_CERTIFICATE_HASH: createHash("sha256").update(CERTIFICATE).digest("base64"),
    });
    const counted = (verdict: string): number => output.split(`--- ${verdict}: `).length - 1;
    // What failed is shown as the suite prints it.
    expect(counted("FAIL") === 0 ? "" : output).toBe("");
    expect(output.trim().split("\n").at(-1)).toBe("PASS");
    expect(counted("PASS")).toBe(92);
    await api.stop();
  });
});
