import { describe, expect, it } from "vitest";
import { maskSeals, sealAll, sealConfig } from "../../../server/src/domain/seal";
import type { Fact } from "../../../server/src/facts/fact";
import { schemaFact } from "../../../server/src/facts/operations";
import { isSecretName } from "../../../server/src/facts/secrets";
import { modelOf, namingKeysOf, servicesOf } from "../../../server/src/facts/services";
import { Api } from "../support/api";

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

  it("leave numbers, true and false that are only called like a secret, and text within what is called so", () => {
    const config = {
      api_key: { text: "t", count: 5, on: true, list: ["t", 1, false] },
      use_token: true,
      pin_token: 5,
    };
    const twitter = { family: "connection", service: "twitter_ads" } as const;
    expect(maskSeals(sealConfig(config, "key", twitter))).toEqual({
      api_key: { text: "******", count: 5, on: true, list: ["******", 1, false] },
      use_token: true,
      pin_token: 5,
    });
    // Nobody knows what a setting of this service is.
    const unknown = { family: "connection", service: "of_a_seed" } as const;
    expect(maskSeals(sealConfig(config, "key", unknown))).toEqual({
      api_key: { text: "******", count: "******", on: true, list: ["******", "******", false] },
      use_token: true,
      pin_token: "******",
    });
  });

  const FAMILIES = ["connection", "destination", "log", "privateLink"] as const;

  it.each(FAMILIES)(
    "leave every number and boolean of every service of a %s that it does not mark",
    (family) => {
      let settings = 0;
      const changed = servicesOf(family).flatMap((service) => {
        const config = plainConfig(modelOf(family, service)?.config ?? {});
        const sealed = sealConfig(config, "key", { family, service });
        settings += JSON.stringify(config).match(/[5e](?=[,}\]])/g)?.length ?? 0;
        return JSON.stringify(sealed) === JSON.stringify(config) ? [] : [service];
      });
      expect(changed).toEqual([]);
      expect(settings).toBeGreaterThan({ connection: 300, destination: 80, log: 1, privateLink: -1 }[family]);
    },
  );

  it("leave what the API then returns as the document has it", async () => {
    const api = await Api.start();
    const group_id = await api.group();
    const services = servicesOf("connection").filter((service) =>
      Object.entries(plainConfig(modelOf("connection", service)?.config ?? {})).some(([name]) =>
        isSecretName(name),
      ),
    );
    expect(services).toContain("twitter_ads");
    for (const service of services) {
      const { config: fact = {} } = modelOf("connection", service) ?? {};
      const names = Object.fromEntries((namingKeysOf(service) ?? []).map((key) => [key, `of_${service}`]));
      const config = { ...names, ...plainConfig(fact) };
      const body = { group_id, service, config, run_setup_tests: false };
      const reply = await api.post("/v1/connections", body);
      expect(reply, service).toMatchObject({ status: 201 });
      expect((reply.data as { config: object }).config).toMatchObject(plainConfig(fact));
    }
    await api.stop();
  });
});

/** Every number and boolean that a value of this kind may hold, those that are marked as secrets left out. */
function plainConfig(fact: Fact): Record<string, unknown> {
  return (plainValue(fact) ?? {}) as Record<string, unknown>;
}

function plainValue(given: Fact): unknown {
  const fact = given.ref === undefined ? given : schemaFact(given.ref);
  if (given.secret === true || fact.secret === true) return undefined;
  if (fact.type === "boolean") return true;
  if (fact.type === "integer" || fact.type === "number") return fact.enum?.[0] ?? 5;
  if (fact.items !== undefined) {
    const item = plainValue(fact.items);
    return item === undefined ? undefined : [item];
  }
  if (fact.fields === undefined) return undefined;
  const entries = Object.entries(fact.fields).flatMap(([name, field]) => {
    const value = plainValue(field);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
