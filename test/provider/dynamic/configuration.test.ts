import { describe, expect, it } from "vitest";
import { configurationFrom, missingCredentials } from "../../../provider/src/dynamic/configuration";

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
      baseUrlSource: "FIVETRAN_API_URL",
      allowInsecureHttp: false,
      recover: true,
    });
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

describe("missingCredentials", () => {
  it("names all that is missing and both ways to give it", () => {
    const message = missingCredentials(configurationFrom(stack({}), {}));
    for (const part of ["fivetran:apiKey", "fivetran:apiSecret", "FIVETRAN_API_KEY", "FIVETRAN_API_SECRET"]) {
      expect(message).toContain(part);
    }
  });

  it("is silent when nothing is", () => {
    const environment = { FIVETRAN_API_KEY: "k", FIVETRAN_API_SECRET: "s" };
    expect(missingCredentials(configurationFrom(stack({}), environment))).toBeUndefined();
  });
});
