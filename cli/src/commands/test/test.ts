import type { SetupTest } from "@pulumi-fivetran/sdk";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { type ChangeOptions, changeConnections } from "../writes/change";

export interface TestSetupOptions extends ChangeOptions {
  readonly trustCertificates?: boolean;
  readonly trustFingerprints?: boolean;
}

/** Runs the setup tests; a failed one is a failure of the connection. */
export function testSetup(
  words: readonly string[],
  options: TestSetupOptions,
  surroundings: Surroundings,
): Promise<void> {
  const trust = {
    ...(options.trustCertificates === true ? { trustCertificates: true } : {}),
    ...(options.trustFingerprints === true ? { trustFingerprints: true } : {}),
  };
  return changeConnections(words, options, surroundings, {
    verb: "test",
    async change({ client, signal }, { id }) {
      const { setupTests = [], status } = await client.connections.runSetupTests(id, trust, { signal });
      const failed = setupTests.filter(hasFailed);
      const setup = status?.setupState ?? "unknown";
      if (failed.length > 0 || setup !== "connected")
        return { outcome: "failed", detail: [`its setup is ${setup}`, ...failed.map(testText)].join("; ") };
      const warned = setupTests.filter(({ status: each }) => each === "WARNING");
      return {
        outcome: "changed",
        detail: [`connected, ${setupTests.length} tests`, ...warned.map(testText)].join("; "),
      };
    },
  });
}

function hasFailed({ status }: SetupTest): boolean {
  return status === "FAILED" || status === "JOB_FAILED";
}

function testText({ title, status, message }: SetupTest): string {
  return safeText(
    `${title ?? "a test"}: ${status ?? ""}${message === undefined || message === "" ? "" : ` (${message})`}`,
  );
}
