import { describe, expect, it } from "vitest";
import { maskSeals, sealAll, sealConfig } from "../../../server/src/domain/seal";

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
