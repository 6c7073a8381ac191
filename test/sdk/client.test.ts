import { inspect } from "node:util";
import {
  ClientOptionsError,
  FivetranClient,
  type FivetranClientOptions,
  type RateLimits,
} from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { GROUP, success, useNock } from "./support/api.ts";

useNock();

const options = { apiKey: "the-api-key", apiSecret: "the-api-secret" };

/** The lines of the error that `make` throws. */
function problemsOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof ClientOptionsError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("FivetranClient", () => {
  it.each([
    "https://fivetran.example.com",
    "https://fivetran.example.com/v1/",
    "https://fivetran.example.com/v1",
  ])("sends to %s", async (baseUrl) => {
    nock("https://fivetran.example.com").get("/v1/groups/g").reply(200, success(GROUP));
    const client = new FivetranClient({ ...options, baseUrl });
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ id: GROUP.id });
  });

  it("keeps the path of a gateway in front of the API", async () => {
    nock("https://gateway.example.com").get("/fivetran/v1/groups/g").reply(200, success(GROUP));
    const client = new FivetranClient({ ...options, baseUrl: "https://gateway.example.com/fivetran/" });
    await client.groups.retrieve("g");
  });

  it("shows no credential when it is printed", () => {
    const client = new FivetranClient(options);
    const text = inspect(client, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(client);
    expect(text).not.toContain("the-api");
    expect(text).not.toContain(Buffer.from("the-api-key").toString("base64").slice(0, 8));
  });

  it.each([
    [{ apiKey: "" }, "apiKey is empty"],
    [{ apiSecret: undefined }, "apiSecret must be a string; it is undefined"],
    [{ baseUrl: "nowhere" }, "baseUrl is not a URL"],
    [{ timeoutMs: 0 }, "timeoutMs must be a number of milliseconds above 0"],
    [{ deadlineMs: Number.NaN }, "deadlineMs must be a number of milliseconds above 0"],
    [{ maxConcurrency: 0 }, "maxConcurrency must be a whole number of at least 1"],
    [{ maxConcurrency: 1.5 }, "maxConcurrency must be a whole number of at least 1"],
  ])("refuses %j at once", (wrong, message) => {
    const make = () => new FivetranClient({ ...options, ...(wrong as object) });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });

  it("names every option that is wrong, and repeats no value", () => {
    const wrong = {
      apiKey: "the key",
      apiSecret: "hunter2\n",
      baseUrl: "https://user:hunter2@host",
      baseUrlSource: "",
      allowInsecureHttp: "yes",
      maxAnswerBytes: 0,
      timeoutMs: "1 s",
      deadlineMs: -1,
      maxConcurrency: Number.POSITIVE_INFINITY,
      plan: "enterprise",
      rateLimits: { setupTests: { perMinute: 0, perDay: 1 }, everything: {}, allCalls: 5 },
      clock: { now: 1 },
      random: 0.5,
      onEvent: "console.log",
      onRetry: () => undefined,
      propagateTraceContext: "yes",
    };
    const make = () => new FivetranClient(wrong as unknown as FivetranClientOptions);
    expect(make).toThrow(TypeError);
    expect(problemsOf(make)).toEqual([
      "apiKey contains white space or a control character. Was it copied whole and alone?",
      "apiSecret contains white space or a control character. Was it copied whole and alone?",
      "baseUrl must not hold credentials. Pass them as apiKey and apiSecret.",
      "baseUrlSource must be a text that is not empty.",
      "allowInsecureHttp must be true or false.",
      "maxAnswerBytes must be a whole number of bytes of at least 1, or Infinity.",
      "timeoutMs must be a number of milliseconds above 0.",
      "deadlineMs must be a number of milliseconds above 0.",
      "maxConcurrency must be a whole number of at least 1.",
      'plan must be "paid" or "trial".',
      "rateLimits must have a whole number of at least 1, or Infinity, at setupTests.perMinute.",
      "rateLimits knows perMinute and perHour, not setupTests.perDay.",
      "rateLimits knows allCalls, setupTests, sourceInteractions, userCreation, privateLinkCreation, not everything.",
      "rateLimits must have an object at allCalls.",
      "clock must have the functions now and sleep.",
      "random must be a function.",
      "onEvent must be a function.",
      "onRetry is not an option of the client.",
      "propagateTraceContext must be true or false.",
    ]);
  });

  it("has its problems as data, of which no text but the option's name and the advice is in the client's words", () => {
    const make = (baseUrl: string) => {
      try {
        return new FivetranClient({ ...options, baseUrl });
      } catch (error) {
        return error;
      }
    };
    const insecure = make("http://fivetran.example.com");
    expect(insecure).toMatchObject({
      name: "TypeError",
      problems: [
        {
          option: "baseUrl",
          problem: expect.stringMatching(/^begins with http:.* in the clear\.$/) as unknown,
          advice: { kind: "allowInsecureHttp" },
        },
      ],
    });
    expect(make("https://user:hunter2@host")).toMatchObject({
      message: "baseUrl must not hold credentials. Pass them as apiKey and apiSecret.",
      problems: [
        {
          option: "baseUrl",
          problem: "must not hold credentials.",
          advice: { kind: "passCredentials" },
        },
      ],
    });
  });

  it.each([
    ["a call", "rateLimits must be an object"],
    [{ everything: {} }, /^rateLimits knows allCalls, .*privateLinkCreation, not everything\.$/],
    [{ allCalls: 5 }, "rateLimits must have an object at allCalls"],
    [{ allCalls: { perDay: 5 } }, "rateLimits knows perMinute and perHour, not allCalls.perDay"],
    [{ allCalls: { perHour: 1.5 } }, /at allCalls\.perHour\.$/],
  ])("refuses the rate limits %j", (rateLimits, message) => {
    expect(() => new FivetranClient({ ...options, rateLimits: rateLimits as RateLimits })).toThrow(message);
  });

  it.each([undefined, null, "key:secret"])("refuses %j in place of options", (wrong) => {
    expect(() => new FivetranClient(wrong as unknown as FivetranClientOptions)).toThrow(
      new TypeError("The options must be an object with apiKey and apiSecret."),
    );
  });

  it("takes an option that is undefined as one that is not given", () => {
    const nothing = { baseUrl: undefined, timeoutMs: undefined, rateLimits: undefined, clock: undefined };
    expect(
      () => new FivetranClient({ ...options, ...nothing } as unknown as FivetranClientOptions),
    ).not.toThrow();
  });
});
