import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Api } from "../server/support/api";
import { GoProgram, type PublishedModule } from "./support/goProgram";

const PATH = "github.com/fivetran/go-fivetran";
const MOD_SUM = "h1:EIy5Uwn1zylQCr/7O+8rrwvmjvhW3PPpzHkQj26ON7Y=";

/** The two differ in what they read of a new connection, and the server has to satisfy both. */
const MODULES: readonly PublishedModule[] = [
  { path: PATH, version: "1.3.5", sum: "h1:eghEyXFeoR5rD4Vr7+R5aQ04txjy+wGdmyUgnCxoGU8=", modSum: MOD_SUM },
  { path: PATH, version: "1.3.8", sum: "h1:yE7eGN+mB6wvUD8iSC184EnqHeY6wY2jGLCOBcsekEY=", modSum: MOD_SUM },
];

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

describe("the Go client's own end-to-end tests, unmodified", () => {
  it.for(MODULES)("pass, all that their vendor does not skip: version $version", async (module, { skip }) => {
    const suite = await GoProgram.testsOf(module, "tests/e2e");
    skip(suite.missing !== undefined, suite.missing);
    const api = await Api.start({ seed: SEED });
    const { url, apiKey, apiSecret } = api.server;
    // The suite reads the address of the API from its environment, as its vendor gives it that of a staging system.
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
