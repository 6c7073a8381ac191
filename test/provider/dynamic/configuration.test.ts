import { describe, expect, it } from "vitest";
import { groupHandler } from "../../../core/src/handlers/group";
import { configurationFrom, configurationProblem } from "../../../provider/src/dynamic/configuration";
import { dynamicProvider } from "../../../provider/src/dynamic/provider";

const stack = (values: Record<string, string>) => ({ get: (key: string): string | undefined => values[key] });

describe("configurationFrom", () => {
  it("takes the stack's configuration before the environment", () => {
    const config = stack({ "fivetran:apiKey": "from-stack", "fivetran:recover": "true" });
    const environment = {
      FIVETRAN_API_KEY: "from-env",
      FIVETRAN_API_SECRET: "s",
      FIVETRAN_API_URL: "http://x/v1",
    };
    expect(configurationFrom(config, environment)).toEqual({
      apiKey: "from-stack",
      apiSecret: "s",
      baseUrl: "http://x/v1",
      allowInsecureHttp: false,
      recover: true,
      sources: { apiKey: "fivetran:apiKey", apiSecret: "FIVETRAN_API_SECRET", baseUrl: "FIVETRAN_API_URL" },
      contradictions: [],
    });
  });

  it("lets a stack ask for checks by the account, in the one word that there is", () => {
    const from = (value: string) => configurationFrom(stack({ "fivetran:validate": value }), {});
    expect(from("account")).toMatchObject({ validatesWithAccount: true, contradictions: [] });
    expect(from("acount")).toMatchObject({
      contradictions: ["fivetran:validate has the one value `account`. Set it, or remove it."],
    });
    expect(from("acount")).not.toHaveProperty("validatesWithAccount");
  });

  it.each([
    [
      "fivetran:baseUrl",
      "fivetran:apiUrl",
      (values: Record<string, string>) => configurationFrom(stack(values), {}),
    ],
    [
      "FIVETRAN_API_URL",
      "FIVETRAN_APIURL",
      (values: Record<string, string>) => configurationFrom(stack({}), values),
    ],
  ] as const)("takes the address of bridged stacks for what it is: %s and %s", (ours, theirs, from) => {
    expect(from({ [theirs]: "http://other" })).toMatchObject({
      baseUrl: "http://other",
      sources: { baseUrl: theirs },
    });
    expect(from({ [ours]: "http://x/v1/", [theirs]: "http://x" }).contradictions).toEqual([]);
    expect(from({ [ours]: "http://x", [theirs]: "http://y" }).contradictions).toEqual([
      `${ours} and ${theirs} are both set and give two different addresses. Remove one of them.`,
    ]);
  });

  it("lets the stack decide whatever the environment says, by whichever name", () => {
    const { baseUrl, contradictions } = configurationFrom(stack({ "fivetran:apiUrl": "http://stack" }), {
      FIVETRAN_API_URL: "http://env",
    });
    expect([baseUrl, contradictions]).toEqual(["http://stack", []]);
  });

  it("accepts the Terraform provider's names of the variables, and takes an empty one for unset", () => {
    const environment = { FIVETRAN_API_KEY: " ", FIVETRAN_APIKEY: "k", FIVETRAN_APISECRET: "s" };
    expect(configurationFrom(stack({}), environment)).toMatchObject({
      apiKey: "k",
      apiSecret: "s",
      recover: false,
    });
  });
});

describe("the address", () => {
  const credentials = { FIVETRAN_API_KEY: "k", FIVETRAN_API_SECRET: "s" };

  it.each([
    [{ "fivetran:baseUrl": "https://a" }, { FIVETRAN_API_URL: "https://b" }, "https://a", "fivetran:baseUrl"],
    [{}, { FIVETRAN_API_URL: "https://b" }, "https://b", "FIVETRAN_API_URL"],
    [{ "fivetran:baseUrl": " " }, {}, undefined, undefined],
  ])("of %j and %j says where it was given", (config, environment, baseUrl, baseUrlSource) => {
    expect(
      configurationFrom(stack(config as Record<string, string>), { ...credentials, ...environment }),
    ).toMatchObject({ baseUrl, sources: baseUrlSource === undefined ? {} : { baseUrl: baseUrlSource } });
  });

  it.each([
    [{ "fivetran:allowInsecureHttp": "true" }, {}, true],
    [{}, { FIVETRAN_ALLOW_INSECURE_HTTP: "true" }, true],
    [{ "fivetran:allowInsecureHttp": "false" }, { FIVETRAN_ALLOW_INSECURE_HTTP: "true" }, false],
    [{}, { FIVETRAN_ALLOW_INSECURE_HTTP: "1" }, false],
    [{}, {}, false],
  ])("may be http to another machine with %j and %j: %s", (config, environment, allowed) => {
    const configuration = configurationFrom(stack(config as Record<string, string>), environment);
    expect(configuration.allowInsecureHttp).toBe(allowed);
  });

  it.each([
    [
      { baseUrl: "http://fivetran.example.com", sources: { baseUrl: "FIVETRAN_API_URL" } },
      /^FIVETRAN_API_URL begins with http:\/\/.*`pulumi config set fivetran:allowInsecureHttp true` or FIVETRAN_ALLOW_INSECURE_HTTP=true/,
    ],
    [{ baseUrl: "nowhere", sources: { baseUrl: "fivetran:baseUrl" } }, /^fivetran:baseUrl is not a URL/],
    [
      { baseUrl: "https://u:hunter2@host" },
      /^fivetran:baseUrl must not hold credentials\. Set fivetran:apiKey/,
    ],
    [{ apiKey: "k k" }, /^fivetran:apiKey contains white space/],
  ])("that cannot be used fails in the preview: %j", async (wrong, reason) => {
    const configuration = { apiKey: "k", apiSecret: "s", baseUrl: undefined, recover: false, ...wrong };
    const provider = dynamicProvider("Group", () => groupHandler as never, configuration);
    const { failures } = await provider.check({}, { name: "analytics" });
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(reason) as string }]);
    expect(JSON.stringify(failures)).not.toContain("hunter2");
  });

  it("that is http to another machine works where it is allowed", async () => {
    const configuration = {
      apiKey: "k",
      apiSecret: "s",
      baseUrl: "http://fivetran.example.com",
      recover: false,
    };
    const allowed = { ...configuration, allowInsecureHttp: true };
    const provider = dynamicProvider("Group", () => groupHandler as never, allowed);
    expect((await provider.check({}, { name: "analytics" })).failures).toEqual([]);
  });
});

describe("configurationProblem", () => {
  it("names all that is missing and both ways to give it", () => {
    const message = configurationProblem(configurationFrom(stack({}), {}));
    for (const part of ["fivetran:apiKey", "fivetran:apiSecret", "FIVETRAN_API_KEY", "FIVETRAN_API_SECRET"]) {
      expect(message).toContain(part);
    }
  });

  it("tells two keys under two names of one place, and repeats neither", () => {
    const environment = {
      FIVETRAN_API_KEY: "one-key",
      FIVETRAN_APIKEY: "another-key",
      FIVETRAN_API_SECRET: "s",
    };
    const problem = configurationProblem(configurationFrom(stack({}), environment));
    expect(problem).toBe(
      "FIVETRAN_API_KEY and FIVETRAN_APIKEY are both set and give two different keys. Remove one of them.",
    );
  });

  it("is silent when nothing is", () => {
    const environment = { FIVETRAN_API_KEY: "k", FIVETRAN_API_SECRET: "s" };
    expect(configurationProblem(configurationFrom(stack({}), environment))).toBeUndefined();
  });
});
