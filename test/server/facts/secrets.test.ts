import { describe, expect, it } from "vitest";
import {
  hiddenPathsOf,
  holdsSecretPath,
  isSecretName,
  isSecretPath,
  secretPathsOf,
} from "../../../server/src/facts/secrets";

describe("secret names", () => {
  it.each(
    `password api_key apiKey api_token access_token client_secret secret_key private_key client_private_key passphrase pass_phrase
    pgp_pass_phrase refresh_token api_secret secret token consumer_key developer_token account_key subscription_key
    storage_account_key connection_string abs_connection_string sasl_plain_key sasl_scram512_key schema_registry_key client_key
    client_cert_key app_key user_key primary_key function_key service_account_key integration_key blob_sas_url keystore
    auth_code pats x_master_key encryption_key personal_access_token oauth_token_secret project_key
    auth_header_key webhook_key key_secret`.split(/\s+/),
  )("%s", (name) => expect(isSecretName(name)).toBe(true));
});

describe("other names", () => {
  it.each(
    `host port user username database auth auth_method public_key update_method schema_prefix table schema access_key_id
    aws_access_key_id schema_registry_credentials_source gcs_service_account_credentials_path community_api_key_name
    region_token_url token_url_region refresh_token_expires_at token_authenticated_database oauth_token_endpoint_url
    has_api_key key_status key_value overlap_days secrets_list sync_mode key keyspace monkey client_id customer_id project_id primary_key_field`.split(
      /\s+/,
    ),
  )("%s", (name) => expect(isSecretName(name)).toBe(false));
});

describe("secret paths", () => {
  it("are those that the document marks, and auth, whatever is below them", () => {
    const paths = secretPathsOf("connection", "aws_lambda");
    expect(paths).toContain("auth");
    expect(isSecretPath(paths, "config.secrets_list[].value")).toBe(true);
    expect(isSecretPath(paths, "config.secrets_list[].key")).toBe(false);
    expect(isSecretPath(paths, "config.region")).toBe(false);
    expect(isSecretPath(secretPathsOf("connection", "made_up"), "auth.client_access.token")).toBe(true);
    expect(secretPathsOf("connection", "made_up")).toEqual(["auth"]);
  });

  it("are more in the journal: what is only named like a secret too", () => {
    expect(isSecretPath(hiddenPathsOf("connection", "aws_lambda"), "config.secrets_list[].key")).toBe(true);
    expect(isSecretPath(hiddenPathsOf("connection", "openai"), "config.api_key_2")).toBe(true);
    expect(isSecretPath(hiddenPathsOf("connection", "github"), "config.api_key_2")).toBe(false);
  });

  it("are those of every service where the service is not known", () => {
    for (const hidden of [hiddenPathsOf("connection", "opnai"), hiddenPathsOf(undefined, undefined)]) {
      expect(isSecretPath(hidden, "config.api_key_2")).toBe(true);
      expect(isSecretPath(hidden, "auth.client_access.id")).toBe(true);
      expect(isSecretPath(hidden, "config.schema")).toBe(false);
    }
  });

  it("may stand below what should be a list or an object", () => {
    const paths = secretPathsOf("connection", "aws_lambda");
    expect(holdsSecretPath(paths, "config.secrets_list")).toBe(true);
    expect(holdsSecretPath(paths, "config.region")).toBe(false);
  });
});
