import type * as sdk from "@pulumi-fivetran/sdk";
import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type * as account from "../../../sdk/src/resources/account.answers.ts";
import type * as userKeys from "../../../sdk/src/resources/apiKeys.answers.ts";
import type * as certificates from "../../../sdk/src/resources/certificates.answers.ts";
import type * as metadata from "../../../sdk/src/resources/connectorMetadata.answers.ts";
import type * as packages from "../../../sdk/src/resources/connectorSdkPackages.answers.ts";
import type * as logging from "../../../sdk/src/resources/externalLogging.answers.ts";
import type * as managers from "../../../sdk/src/resources/externalSecretsManagers.answers.ts";
import type * as hvr from "../../../sdk/src/resources/hvr.answers.ts";
import type * as agents from "../../../sdk/src/resources/hybridDeploymentAgents.answers.ts";
import type * as links from "../../../sdk/src/resources/privateLinks.answers.ts";
import type * as proxies from "../../../sdk/src/resources/proxyAgents.answers.ts";
import type * as roles from "../../../sdk/src/resources/roles.answers.ts";
import type * as keys from "../../../sdk/src/resources/systemKeys.answers.ts";

type Read<S extends z.ZodType> = z.infer<S>;

/** Checked by tsc, not when run. */
describe("each public interface is exactly what its schema reads, unknown fields aside", () => {
  it("for the account, its roles and its keys", () => {
    expectTypeOf<Read<typeof account.accountInfo>>().toEqualTypeOf<sdk.AccountInfo>();
    expectTypeOf<Read<typeof roles.role>>().toEqualTypeOf<sdk.Role>();
    expectTypeOf<Read<typeof keys.systemKey>>().toEqualTypeOf<sdk.SystemKey>();
    expectTypeOf<Read<typeof userKeys.apiKey>>().toEqualTypeOf<sdk.ApiKey>();
    expectTypeOf<Read<typeof userKeys.apiKeyWithSecret>>().toEqualTypeOf<sdk.ApiKeyWithSecret>();
  });

  it("for certificates and fingerprints", () => {
    expectTypeOf<Read<typeof certificates.certificate>>().toEqualTypeOf<sdk.Certificate>();
    expectTypeOf<Read<typeof certificates.fingerprint>>().toEqualTypeOf<sdk.Fingerprint>();
  });

  it("for kinds of sources and packages of code", () => {
    expectTypeOf<Read<typeof metadata.connectorTypes>>().toEqualTypeOf<sdk.Page<sdk.ConnectorTypeSummary>>();
    expectTypeOf<Read<typeof metadata.connectorType>>().toEqualTypeOf<sdk.ConnectorType>();
    expectTypeOf<Read<typeof packages.connectorSdkPackage>>().toEqualTypeOf<sdk.ConnectorSdkPackage>();
  });

  it("for log services and secrets managers", () => {
    expectTypeOf<Read<typeof logging.logServices>>().toEqualTypeOf<sdk.Page<sdk.LogServiceSummary>>();
    expectTypeOf<Read<typeof logging.logService>>().toEqualTypeOf<sdk.LogService>();
    expectTypeOf<Read<typeof logging.logServiceSetupTests>>().toEqualTypeOf<sdk.LogServiceSetupTests>();
    expectTypeOf<Read<typeof managers.externalSecretsManager>>().toEqualTypeOf<sdk.ExternalSecretsManager>();
    expectTypeOf<Read<typeof managers.externalSecretsManagerEntities>>().toEqualTypeOf<
      sdk.Page<sdk.ExternalSecretsManagerEntity>
    >();
  });

  it("for agents, hubs and links", () => {
    expectTypeOf<Read<typeof agents.hybridDeploymentAgent>>().toEqualTypeOf<sdk.HybridDeploymentAgent>();
    expectTypeOf<
      Read<typeof agents.hybridDeploymentAgentWithSecrets>
    >().toEqualTypeOf<sdk.HybridDeploymentAgentWithSecrets>();
    expectTypeOf<Read<typeof proxies.proxyAgents>>().toEqualTypeOf<sdk.Page<sdk.ProxyAgentSummary>>();
    expectTypeOf<Read<typeof proxies.proxyAgent>>().toEqualTypeOf<sdk.ProxyAgent>();
    expectTypeOf<Read<typeof proxies.proxyAgentSecrets>>().toEqualTypeOf<sdk.ProxyAgentSecrets>();
    expectTypeOf<Read<typeof hvr.hvrRegistration>>().toEqualTypeOf<sdk.HvrRegistration>();
    expectTypeOf<Read<typeof links.privateLink>>().toEqualTypeOf<sdk.PrivateLink>();
  });
});
