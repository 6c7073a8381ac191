import { describe, expect, it } from "vitest";
import { isSecretName, maskSeals, sealAll, sealConfig } from "../../../server/src/state/seal";

describe("secret names", () => {
  it.each(
    `password api_key apiKey api_token access_token client_secret secret_key private_key client_private_key passphrase pass_phrase
    pgp_pass_phrase refresh_token api_secret secret token consumer_key developer_token account_key subscription_key
    storage_account_key connection_string abs_connection_string sasl_plain_key sasl_scram512_key schema_registry_key client_key
    client_cert_key app_key user_key primary_key function_key service_account_key integration_key blob_sas_url keystore
    auth_code pats x_master_key encryption_key personal_access_token oauth_token_secret`.split(/\s+/),
  )("%s", (name) => expect(isSecretName(name)).toBe(true));
});

describe("other names", () => {
  it.each(
    `host port user username database auth auth_method public_key update_method schema_prefix table schema access_key_id
    aws_access_key_id schema_registry_credentials_source gcs_service_account_credentials_path community_api_key_name
    region_token_url token_url_region refresh_token_expires_at token_authenticated_database oauth_token_endpoint_url
    secrets_list sync_mode key keyspace monkey client_id customer_id project_id primary_key_field`.split(
      /\s+/,
    ),
  )("%s", (name) => expect(isSecretName(name)).toBe(false));
});

describe("seals", () => {
  it("hide values, are equal for equal values under one key, and are not sealed again", () => {
    const sealed = sealConfig({ password: "a", list: [{ password: "a" }], host: "a", token: null }, "key");
    expect(JSON.stringify(sealed)).not.toContain('"password":"a"');
    expect(sealed["list"]).toEqual([{ password: sealed["password"] }]);
    expect(sealed).toMatchObject({ host: "a", token: null });
    expect(sealConfig(sealed, "key")).toEqual(sealed);
    expect(sealConfig({ password: "a" }, "other")).not.toEqual({ password: sealed["password"] });
    expect(maskSeals(sealed)).toEqual({
      password: "******",
      list: [{ password: "******" }],
      host: "a",
      token: null,
    });
  });

  it("keep the shape of what is sealed as a whole", () => {
    const sealed = sealAll({ client_access: { id: "i" }, list: ["a", 1], none: null, empty: "" }, "key");
    expect(maskSeals(sealed)).toEqual({
      client_access: { id: "******" },
      list: ["******", "******"],
      none: null,
      empty: "",
    });
  });

  it("hide what the service marks, at any depth, although it is not called like a secret", () => {
    const s3 = { family: "connection", service: "s3" } as const;
    const sealed = sealConfig(
      { role_arn: "arn:aws:iam::1:role/a", bucket: "b", external_id: "x" },
      "key",
      s3,
    );
    expect(maskSeals(sealed)).toEqual({ role_arn: "******", bucket: "b", external_id: "x" });
    const lambda = { family: "connection", service: "aws_lambda" } as const;
    const listed = sealConfig({ secrets_list: [{ key: "a", value: "b" }] }, "key", lambda);
    expect(maskSeals(listed)).toEqual({ secrets_list: [{ key: "a", value: "******" }] });
    expect(sealConfig(listed, "key", lambda)).toEqual(listed);
    expect(sealConfig({ role_arn: "arn" }, "key")).toEqual({ role_arn: "arn" });
  });
});
