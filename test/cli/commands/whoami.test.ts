import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine } from "../support/commandLine";

describe("fivetranctl whoami", () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = await CommandLine.open();
  });
  afterAll(() => line.close());

  it("says which account it is and where the key was found", async () => {
    const { code, out } = await line.run(["whoami", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      accountName: "Acme",
      address: line.server.url,
      addressFrom: "FIVETRAN_API_URL",
      keyFrom: "FIVETRAN_API_KEY",
      secretFrom: "FIVETRAN_API_SECRET",
    });
    expect((await line.run(["whoami"])).out).toMatch(/^accountName +Acme$/m);
  });

  it("shows requests with --debug, and no credential anywhere", async () => {
    const { said, out } = await line.run(["whoami", "--debug", "--json"]);
    expect(said).toMatch(/^debug: GET \/v1\/account\/info: 200 \(\d+ ms/);
    for (const secret of [line.server.apiKey, line.server.apiSecret])
      expect(`${said}${out}`).not.toContain(secret);
  });

  it("fails with what to do, in the command line's own words", async () => {
    const given = { environment: { ...line.environment, FIVETRAN_API_SECRET: "wrong-secret" } };
    const { code, said, out } = await line.run(["whoami"], given);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(said).toMatch(/^error: GET .*401/);
    expect(said).toContain("hint: Check the API key and secret");
    expect(said).not.toContain("wrong-secret");
    const insecure = {
      environment: { ...line.environment, FIVETRAN_API_URL: "http://fivetran.example.com" },
    };
    expect(await line.run(["whoami"], insecure)).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^error: FIVETRAN_API_URL begins with http:\/\//) as string,
    });
  });

  it("ends at Ctrl-C with 130", async () => {
    expect(await line.run(["whoami"], { signal: AbortSignal.abort() })).toEqual({
      code: 130,
      out: "",
      said: "Stopped.",
    });
  });

  it.each([
    [["whomai"], "(Did you mean whoami?)"],
    [["whoami", "--profil", "x"], "(Did you mean --profile?)"],
    [["whoami", "--output", "xml"], "Allowed choices are table, json, ndjson, yaml."],
  ])("%j is a wrong call", async (args, message) => {
    const { code, said } = await line.run(args);
    expect(code).toBe(2);
    expect(said).toContain(message);
  });
});
