import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { withSecrets } from "../../../provider/src/dynamic/secretInputs";

/** The paths of the leaves that are secrets, and the plain value of the whole. */
async function looked(value: unknown, path: string[] = []): Promise<{ secrets: string[]; plain: unknown }> {
  if (pulumi.Output.isInstance(value)) {
    const known = await new Promise((resolve) => value.apply(resolve));
    return { secrets: (await pulumi.isSecret(value)) ? [path.join(".")] : [], plain: known };
  }
  if (typeof value !== "object" || value === null) return { secrets: [], plain: value };
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, entry]) => [key, await looked(entry, [...path, key])] as const),
  );
  const plain = Object.fromEntries(entries.map(([key, { plain }]) => [key, plain]));
  return { secrets: entries.flatMap(([, { secrets }]) => secrets), plain };
}

describe("withSecrets", () => {
  it("wraps the secret leaves and nothing else", async () => {
    const config = {
      host: "h",
      port: 5,
      password: "p",
      nested: { api_key: "k", region: "r" },
      files: [{ token: "t" }],
    };
    const args = { service: "s", groupId: "g", config, auth: { client_access: { client_id: "c" } } };
    const { secrets, plain } = await looked(withSecrets(args, ["config", "auth"]));
    expect(secrets.sort()).toEqual([
      "auth.client_access.client_id",
      "config.files.0.token",
      "config.nested.api_key",
      "config.password",
    ]);
    expect((plain as { config: { nested: unknown } }).config.nested).toEqual({ api_key: "k", region: "r" });
  });

  it("leaves an Output under a harmless name readable, unless it turns out to be more than a value", async () => {
    const config = { host: pulumi.output("h"), tunnel: pulumi.output({ password: "p" }) };
    const { secrets } = await looked(withSecrets({ service: "s", config }, ["config"]));
    expect(secrets).toEqual(["config.tunnel"]);
  });

  it("makes a secret of the whole when it, or the service, is an Output", async () => {
    const whole = withSecrets({ service: "s", config: pulumi.output({ host: "h" }) }, ["config"]);
    expect((await looked(whole)).secrets).toEqual(["config"]);
    const unknown = withSecrets({ service: pulumi.output("s"), config: { host: "h" } }, ["config"]);
    expect((await looked(unknown)).secrets).toEqual(["config"]);
  });

  it("knows what only the service's metadata marks, for logging too", async () => {
    const config = { loki_url: "https://loki.acme.com", tenant_id: "t", brand_new_token: "n" };
    const { secrets } = await looked(withSecrets({ service: "grafana_loki", config }, ["config"]));
    expect(secrets.sort()).toEqual(["config.brand_new_token", "config.tenant_id"]);
    const other = await looked(withSecrets({ service: "azure_monitor_log", config }, ["config"]));
    expect(other.secrets).toEqual(["config.brand_new_token"]);
  });

  it("leaves what is not given alone", () => {
    expect(withSecrets({ service: "s", config: undefined }, ["config", "auth"])).toEqual({
      service: "s",
      config: undefined,
    });
  });
});
