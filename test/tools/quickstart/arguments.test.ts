import { describe, expect, it } from "vitest";
import {
  accountEnvironment,
  credentialsIn,
  namesAccountStack,
  readArguments,
} from "../../../tools/quickstart/arguments.ts";
import { UsageError } from "../../../tools/quickstart/errors.ts";

const start = (...args: string[]): unknown =>
  readArguments(args, "npm start", ["--account", "--yes", "--engine"]);

describe("readArguments", () => {
  it("reads the flags", () => {
    expect(start()).toEqual({ account: false, yes: false, engine: false });
    expect(start("--yes", "--account")).toEqual({ account: true, yes: true, engine: false });
    expect(start("--engine")).toEqual({ account: false, yes: false, engine: true });
  });

  it("names what it does not know, and what it does", () => {
    expect(() => start("--acount", "now")).toThrow(UsageError);
    expect(() => start("--acount", "now")).toThrow(
      "Unknown: --acount now\nUsage: npm start -- [--account] [--yes] [--engine]",
    );
  });

  it("refuses --engine for an account, whose data it would not move", () => {
    expect(() => start("--engine", "--account")).toThrow("does not go with --account");
  });

  it("refuses --yes alone, which would look as if it had been asked about something", () => {
    expect(() => start("--yes")).toThrow("--yes belongs to --account");
  });
});

describe("accountEnvironment", () => {
  it("names all that is missing at once", () => {
    expect(() => accountEnvironment({})).toThrow("--account needs FIVETRAN_API_KEY and FIVETRAN_API_SECRET");
    expect(() => accountEnvironment({ FIVETRAN_API_KEY: "k", FIVETRAN_API_SECRET: "" })).toThrow(
      "--account needs FIVETRAN_API_SECRET",
    );
  });

  it("takes both spellings, and passes nothing else on", () => {
    const env = {
      FIVETRAN_APIKEY: "k",
      FIVETRAN_API_SECRET: "s",
      FIVETRAN_API_URL: "https://eu.example.com",
      HOME: "/home/me",
    };
    const { HOME: _, ...expected } = env;
    expect(accountEnvironment(env)).toEqual(expected);
  });
});

describe("credentialsIn", () => {
  it("is empty where none are given: some commands of Pulumi need none", () => {
    expect(credentialsIn({ PATH: "/bin" })).toEqual({});
  });
});

describe("namesAccountStack", () => {
  it.each([
    [["up", "--stack", "account"], true],
    [["up", "--stack=account"], true],
    [["-s", "organization/fivetran-quickstart/account", "destroy"], true],
    [["up"], false],
    [["up", "--stack", "local"], false],
    [["config", "set", "account", "x"], false],
  ])("%s: %s", (args, expected) => {
    expect(namesAccountStack(args)).toBe(expected);
  });
});
