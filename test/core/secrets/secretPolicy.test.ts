import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { secretPolicy } from "../../../core/src/secrets/secretPolicy";
import { specPath } from "../../support/spec";

const isSecret = (...path: string[]): boolean => secretPolicy.isSecret("any", path);

describe("secretPolicy", () => {
  it.each([
    "password",
    "api_key",
    "client_secret",
    "private_key",
    "passphrase",
    "connection_string",
    "role_arn",
    "token",
  ])("takes config.%s for a secret", (name) => expect(isSecret("config", name)).toBe(true));

  it.each([
    "host",
    "port",
    "database",
    "user",
    "update_method",
    "region",
    "keyspace",
    "monkey",
    "primary",
    "auth",
  ])("leaves config.%s readable", (name) => expect(isSecret("config", name)).toBe(false));

  it("follows Fivetran's marks where a name alone does not tell", () => {
    expect(secretPolicy.isSecret("azure_sql_db", ["config", "tenant_id"])).toBe(true);
    expect(secretPolicy.isSecret("postgres", ["config", "tenant_id"])).toBe(false);
    expect(secretPolicy.isSecret(undefined, ["config", "tenant_id"])).toBe(false);
  });

  it("takes everything under auth, and under a secret's name, for a secret", () => {
    expect(isSecret("auth", "anything", "at_all")).toBe(true);
    expect(isSecret("config", "service_credentials", "project")).toBe(true);
  });
});

/** Marked as secret in a service or two, but plain in most: hiding them everywhere would hide what users need to read. */
const PLAIN_ELSEWHERE = new Set([
  "app_id",
  "api_username",
  "audience",
  "business_id",
  "client_id",
  "client_name",
  "container_name",
  "hostname",
  "shard_authorization_id",
  "short_code",
  "tenant_id",
  "username",
  "value",
  "query_param_value",
]);

describe.skipIf(!existsSync(specPath))("secretPolicy against Fivetran's OpenAPI document", () => {
  it("knows every name that the document marks as secret, but for those that are plain elsewhere", () => {
    const spec = JSON.parse(readFileSync(specPath, "utf8")) as {
      components: { schemas: Record<string, unknown> };
    };
    const marked = new Set<string>();
    for (const [name, schema] of Object.entries(spec.components.schemas)) {
      if (/_config_V1$|_auth_V1$|_config$/.test(name)) collectMarked(schema, marked);
    }
    expect(marked.size).toBeGreaterThan(100);
    const missed = [...marked].filter((name) => !isSecret("config", name) && !PLAIN_ELSEWHERE.has(name));
    expect(missed).toEqual([]);
  });
});

function collectMarked(node: unknown, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    if (key !== "items" && isMarked(child)) found.add(key);
    collectMarked(child, found);
  }
}

/** A string, or a list of strings, that the document marks as secret. */
function isMarked(schema: unknown): boolean {
  const { format, items } = (schema ?? {}) as { format?: unknown; items?: { format?: unknown } };
  return format === "password" || items?.format === "password";
}
