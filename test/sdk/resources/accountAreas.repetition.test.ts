import nock from "nock";
import { describe, expect, it } from "vitest";
import { failureOf, HOST, makeClient, success, useNock } from "../support/api.ts";
import { apiKeys } from "../support/operations/apiKeys.ts";
import { certificates } from "../support/operations/certificates.ts";
import { externalLogging } from "../support/operations/externalLogging.ts";
import { externalSecretsManagers } from "../support/operations/externalSecretsManagers.ts";
import { hvr } from "../support/operations/hvr.ts";
import { hybridDeploymentAgents } from "../support/operations/hybridDeploymentAgents.ts";
import { privateLinks } from "../support/operations/privateLinks.ts";
import { proxyAgents } from "../support/operations/proxyAgents.ts";
import { systemKeys } from "../support/operations/systemKeys.ts";

useNock();

/** What does the same twice as once. The README says why. */
const MAY_RUN_TWICE =
  /^certificates\.approve|^externalLogging\.runSetupTests(ForAccount)?$|^hybridDeploymentAgents\.resetCredentials$/;

/** All POSTs of these areas, and the one PATCH that hands out secrets; a POST of a package has tests of its own. */
const rows = [
  ...apiKeys,
  ...certificates,
  ...externalLogging,
  ...externalSecretsManagers,
  ...hvr,
  ...hybridDeploymentAgents,
  ...privateLinks,
  ...proxyAgents,
  ...systemKeys,
].filter(
  ({ operation, method }) => operation.startsWith("POST ") || method === "hybridDeploymentAgents.reAuth",
);

const verbOf = (operation: string): string => operation.split(" ")[0] ?? "";

describe("a request whose answer was lost", () => {
  it.each(rows.filter(({ method }) => MAY_RUN_TWICE.test(method)))(
    "is repeated for $method",
    async ({ call, operation, sent, data, bare, result }) => {
      const { client, retries } = makeClient();
      const verb = verbOf(operation);
      nock(HOST).intercept(sent, verb).reply(502);
      nock(HOST)
        .intercept(sent, verb)
        .reply(200, (bare as nock.Body | undefined) ?? success(data));
      expect(await call(client)).toEqual(result);
      expect(retries).toHaveLength(1);
    },
  );

  it.each(rows.filter(({ method }) => !MAY_RUN_TWICE.test(method)))(
    "is not repeated for $method",
    async ({ call, operation, sent }) => {
      const { client, retries } = makeClient();
      nock(HOST).intercept(sent, verbOf(operation)).reply(502);
      expect(await failureOf(call(client))).toMatchObject({ status: 502, mayHaveRun: true });
      expect(retries).toEqual([]);
    },
  );
});

describe("a creation whose answer was lost", () => {
  it("is looked for where findCreated is given: the log service of a group", async () => {
    const { client } = makeClient();
    const found = { id: "g", service: "cloudwatch", enabled: true };
    nock(HOST).post("/v1/external-logging").reply(502, {}, { Date: "Fri, 20 Nov 2026 10:00:00 GMT" });
    const made = client.externalLogging.create(
      { groupId: "g", service: "cloudwatch" },
      { findCreated: async () => found },
    );
    expect(await made).toBe(found);
  });
});
