import * as pulumi from "@pulumi/pulumi";
import { connectorSecrets } from "pulumi-fivetran";
import { afterEach, describe, expect, it } from "vitest";

const values = async (
  secrets: ReturnType<typeof connectorSecrets.fromEnv>,
): Promise<Record<string, string>> => {
  const entries = secrets.map(async ({ key, value }): Promise<[string, string]> => {
    expect(await pulumi.isSecret(value)).toBe(true);
    return [key, await new Promise<string>((resolve) => value.apply(resolve))];
  });
  return Object.fromEntries(await Promise.all(entries));
};

const problemsOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
};

describe("connectorSecrets.fromEnv", () => {
  it("reads secrets by their names, in the order of their keys", async () => {
    const env = { SFL_MY_CRM_TOKEN: "t", SFL_MY_CRM_PASSWORD: "p", SFL_OTHER_TOKEN: "o", PATH: "x" };
    const secrets = connectorSecrets.fromEnv("my-crm", {
      keys: ["x_password", "token"],
      alias: { x_password: "PASSWORD" },
      env,
    });
    expect(secrets.map(({ key }) => key)).toEqual(["token", "x_password"]);
    expect(await values(secrets)).toEqual({ token: "t", x_password: "p" });
    expect(
      await values(connectorSecrets.fromEnv("a", { keys: ["k"], prefix: "team", env: { TEAM_A_K: "v" } })),
    ).toEqual({ k: "v" });
  });

  it("lists everything that is wrong in one error, and no value", () => {
    const env = { SFL_CRM_EMPTY: "", SFL_CRM_TYPO: "hunter2" };
    const text = problemsOf(() =>
      connectorSecrets.fromEnv("crm", { keys: ["empty", "missing", "a", "a"], alias: { b: "X" }, env }),
    );
    for (const part of [
      "SFL_CRM_EMPTY is empty",
      "SFL_CRM_MISSING is missing",
      "SFL_CRM_TYPO is left over",
      "'a' is named twice",
      "'b' is none of the keys",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("hunter2");
  });

  it("leaves to a longer name what begins with it", async () => {
    const env = { SFL_CRM_TOKEN: "1", SFL_CRM_EU_TOKEN: "2" };
    const services = ["crm", "crm_eu"];
    expect(await values(connectorSecrets.fromEnv("crm", { keys: ["token"], services, env }))).toEqual({
      token: "1",
    });
    expect(await values(connectorSecrets.fromEnv("crm_eu", { keys: ["token"], services, env }))).toEqual({
      token: "2",
    });
    expect(problemsOf(() => connectorSecrets.fromEnv("crm", { keys: ["token"], env }))).toContain(
      "SFL_CRM_EU_TOKEN is left over",
    );
  });
});

describe("connectorSecrets.fromConfig", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  it("reads settings of the stack", async () => {
    pulumi.runtime.setAllConfig({ "sfl:crm.token": "t", "sfl:other.token": "o", "team:crm.k": "v" });
    expect(await values(connectorSecrets.fromConfig("crm", { keys: ["token"] }))).toEqual({ token: "t" });
    expect(await values(connectorSecrets.fromConfig("crm", { keys: ["k"], namespace: "team" }))).toEqual({
      k: "v",
    });
  });

  it("lists everything that is wrong in one error", () => {
    pulumi.runtime.setAllConfig({ "sfl:crm.typo": "hunter2", "sfl:crm.empty": "" });
    const text = problemsOf(() => connectorSecrets.fromConfig("crm", { keys: ["token", "empty"] }));
    for (const part of ["sfl:crm.token is missing", "sfl:crm.empty is empty", "sfl:crm.typo is left over"])
      expect(text).toContain(part);
    expect(text).not.toContain("hunter2");
  });
});
