import * as sdk from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it, vi } from "vitest";
import { failureOf, HOST, makeClient, useNock } from "./support/api.ts";

useNock();

/** A client that does not retry: its first backoff is longer than its deadline. */
const IMPATIENT = { deadlineMs: 10_000, random: () => 100 };

type Guard = keyof typeof GUARDS;
const GUARDS = {
  isAuthenticationFailure: sdk.isAuthenticationFailure,
  isPermissionDenied: sdk.isPermissionDenied,
  isNotFound: sdk.isNotFound,
  isConflict: sdk.isConflict,
  isInvalidInput: sdk.isInvalidInput,
  isRateLimited: sdk.isRateLimited,
  isServerFailure: sdk.isServerFailure,
  isNetworkFailure: sdk.isNetworkFailure,
  isTimeout: sdk.isTimeout,
  isAborted: sdk.isAborted,
  isUnexpectedAnswer: sdk.isUnexpectedAnswer,
};

/** Names of the guards that say yes. */
const guardsOf = (error: unknown) => (Object.keys(GUARDS) as Guard[]).filter((name) => GUARDS[name](error));

describe("the class of an error", () => {
  it.each([
    [400, sdk.InvalidInputError, ["isInvalidInput"]],
    [401, sdk.AuthenticationError, ["isAuthenticationFailure"]],
    [403, sdk.PermissionError, ["isPermissionDenied"]],
    [404, sdk.NotFoundError, ["isNotFound"]],
    [405, sdk.InvalidInputError, ["isInvalidInput"]],
    [406, sdk.InvalidInputError, ["isInvalidInput"]],
    [408, sdk.TimeoutError, ["isNetworkFailure", "isTimeout"]],
    [409, sdk.ConflictError, ["isConflict"]],
    [415, sdk.InvalidInputError, ["isInvalidInput"]],
    [418, sdk.InvalidInputError, ["isInvalidInput"]],
    [422, sdk.InvalidInputError, ["isInvalidInput"]],
    [429, sdk.RateLimitError, ["isRateLimited"]],
    [500, sdk.ServerError, ["isServerFailure"]],
    [599, sdk.ServerError, ["isServerFailure"]],
  ])("for %i", async (status, Class, guards) => {
    const headers = { "Retry-After": "3", "X-Request-Id": "req-9" };
    nock(HOST).get("/v1/groups/g").reply(status, { code: "A_Code", message: "A message" }, headers);
    const error = await failureOf(makeClient({ deadlineMs: 2_900 }).client.groups.retrieve("g"));
    expect(error).toBeInstanceOf(Class);
    expect(error).toBeInstanceOf(sdk.FivetranError);
    expect(error.name).toBe(Class.name);
    expect(guardsOf(error)).toEqual(guards);
    expect(error).toMatchObject({
      status,
      code: "A_Code",
      requestId: "req-9",
      method: "GET",
      path: "/v1/groups/g",
      retryAfterMs: 3_000,
      retryAfterSeconds: 3,
      mayHaveRun: false,
    });
    expect(error.message).toContain(
      `GET ${HOST}/v1/groups/g: Fivetran returned ${status} A_Code: A message.`,
    );
  });

  it.each([
    [401, "Check the API key and secret."],
    [403, "Give the owner of the API key the role that this needs."],
    [500, "Try again later."],
  ])("for %i says what to do", async (status, advice) => {
    nock(HOST).get("/v1/groups/g").reply(status, {});
    const { message } = await failureOf(makeClient(IMPATIENT).client.groups.retrieve("g"));
    expect(message).toContain(advice);
  });

  it.each([
    ["ECONNREFUSED", "Check baseUrl, and that the server runs."],
    ["ENOTFOUND", "Check baseUrl, and the machine's DNS."],
    ["ECONNRESET", "connection broken before an answer came from api.fivetran.com (ECONNRESET). Try again."],
  ])("for %s is NetworkError, and says what to do", async (code, advice) => {
    nock(HOST)
      .get("/v1/groups/g")
      .replyWithError(Object.assign(new Error("x"), { code }));
    const error = await failureOf(makeClient(IMPATIENT).client.groups.retrieve("g"));
    expect(error.name).toBe("NetworkError");
    expect(guardsOf(error)).toEqual(["isNetworkFailure"]);
    expect(error.message).toContain(advice);
    expect(error).not.toHaveProperty("status");
  });
});

describe("guards", () => {
  it("know the errors of another copy of the package", async () => {
    vi.resetModules();
    const other = await import("../../sdk/src/errors.ts");
    const error = new other.NotFoundError({ message: "m", method: "GET", path: "/" });
    expect(error).not.toBeInstanceOf(sdk.NotFoundError);
    expect(sdk.isFivetranError(error)).toBe(true);
    expect(guardsOf(error)).toEqual(["isNotFound"]);
  });

  it.each([undefined, null, "NotFoundError", 404, {}, new Error("404"), { kind: "notFound" }])(
    "say no to %j",
    (value) => {
      expect(sdk.isFivetranError(value)).toBe(false);
      expect(guardsOf(value)).toEqual([]);
      expect(sdk.isRetryable(value)).toBe(false);
    },
  );

  it("know what may pass", () => {
    const details = { message: "m", method: "GET", path: "/" };
    const passing = [sdk.RateLimitError, sdk.ServerError, sdk.NetworkError, sdk.TimeoutError];
    const lasting = [
      sdk.NotFoundError,
      sdk.ConflictError,
      sdk.InvalidInputError,
      sdk.AuthenticationError,
      sdk.AbortedError,
    ];
    expect(passing.map((Class) => sdk.isRetryable(new Class(details)))).toEqual([true, true, true, true]);
    expect(lasting.some((Class) => sdk.isRetryable(new Class(details)))).toBe(false);
  });
});
