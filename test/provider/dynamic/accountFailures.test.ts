import {
  AuthenticationError,
  type FivetranError,
  NetworkError,
  NotFoundError,
  PermissionError,
  UnexpectedAnswerError,
} from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { HandlerError, problemOf, problemText } from "../../../core/src/errors/problem";
import { AccountFailures } from "../../../provider/src/dynamic/accountFailures";
import type { Configuration } from "../../../provider/src/dynamic/configuration";

const CONFIGURATION: Configuration = {
  apiKey: "the-key",
  apiSecret: "the-secret",
  baseUrl: "http://127.0.0.1:9/v1",
  recover: false,
  sources: { apiKey: "fivetran:apiKey", apiSecret: "FIVETRAN_API_SECRET", baseUrl: "FIVETRAN_API_URL" },
};
const call = { method: "POST", path: "/v1/groups" };
const refused = new AuthenticationError({
  ...call,
  message: "POST /v1/groups: Fivetran returned 401.",
  status: 401,
});
const silent = new NetworkError({
  ...call,
  message: "POST /v1/groups: connection refused.",
  mayHaveRun: true,
});
const page = new UnexpectedAnswerError({
  ...call,
  message: "POST /v1/groups: a page.",
  advice: [{ kind: "checkBaseUrl", because: "page" }],
  status: 200,
  fieldPath: "",
});
const elsewhere = new NotFoundError({
  ...call,
  message: "POST /v1/groups: Fivetran returned 404.",
  status: 404,
});

const worded = (
  failures: AccountFailures,
  error: Error,
  subject = "Group 'b'",
  configuration = CONFIGURATION,
): string => problemText(failures.told(error, problemOf(error), subject, configuration));

describe("AccountFailures", () => {
  it.each<[string, FivetranError, string]>([
    ["credentials", refused, "the credentials are not accepted"],
    ["network", silent, "there is no answer"],
    ["a portal's page", page, "another server than Fivetran's answers"],
    ["another server", elsewhere, "another server than Fivetran's answers"],
  ])("tell of %s once in full, and then refer to it", (_, error, short) => {
    const failures = new AccountFailures();
    const full = worded(failures, error, "Group 'a'");
    expect(full).toContain(error.message);
    expect(full).toContain("The address was http://127.0.0.1:9, from FIVETRAN_API_URL.");
    const warning = error.mayHaveRun
      ? " The request may have been carried out: look before repeating it."
      : "";
    expect(worded(failures, error)).toBe(
      `POST /v1/groups: ${short}, as told in full at Group 'a'.${warning}`,
    );
  });

  it("say whose credentials were refused by their names, never their values", () => {
    const full = worded(new AccountFailures(), refused);
    expect(full).toContain("The credentials were those of fivetran:apiKey and FIVETRAN_API_SECRET.");
    expect(full).not.toMatch(/the-key|the-secret/);
    const forbidden = new PermissionError({ ...call, message: "may not", status: 403, code: "Forbidden" });
    const failures = new AccountFailures();
    // What is forbidden differs from call to call, so it is told each time.
    expect(worded(failures, forbidden)).toBe(worded(failures, forbidden));
    expect(worded(failures, forbidden)).toContain("fivetran:apiKey");
  });

  it("name the default address, and no address that the failure names already", () => {
    const { baseUrl: _, ...without } = CONFIGURATION;
    expect(worded(new AccountFailures(), silent, "Group 'a'", { ...without, baseUrl: undefined })).toContain(
      "The address was https://api.fivetran.com, the default.",
    );
    const named = new NetworkError({ ...call, message: "no", url: "http://127.0.0.1:9/v1/groups" });
    expect(worded(new AccountFailures(), named)).toBe("no");
  });

  it("keep a password in the address to themselves", () => {
    const configuration = { ...CONFIGURATION, baseUrl: "http://user:hunter2@127.0.0.1:9" };
    expect(worded(new AccountFailures(), silent, "Group 'a'", configuration)).not.toContain("hunter2");
  });

  it("leave alone what is wrong with one thing only, and find the client's error behind a handler's words", () => {
    const failures = new AccountFailures();
    const gone = new NotFoundError({ ...call, message: "gone", status: 404, code: "NotFound_Group" });
    for (const error of [gone, new Error("anything")]) expect(worded(failures, error)).toBe(error.message);
    const subject = "Group 'b'";
    const wrapped = new HandlerError({ summary: `${subject}: no.`, details: ["Hint."], subject }, refused);
    worded(failures, refused, "Group 'a'");
    expect(worded(failures, wrapped)).toBe(
      "Group 'b': POST /v1/groups: the credentials are not accepted, as told in full at Group 'a'.\nHint.",
    );
  });

  it("keep a handler's advice for its own resource, such as how to find what may have been made", () => {
    const failures = new AccountFailures();
    worded(failures, refused, "Group 'a'");
    const advice = [{ kind: "checkCredentials" }, { kind: "runRefresh" }] as const;
    const again = new AuthenticationError({ ...call, message: "no", status: 401, requestId: "r-1" });
    const error = new HandlerError({ summary: "It failed.", advice }, again);
    expect(worded(failures, error)).toBe(
      "POST /v1/groups: the credentials are not accepted, as told in full at Group 'a'.\nRefresh the state; the next run makes it again.",
    );
  });

  it("tell a configuration that is not usable once", () => {
    const failures = new AccountFailures();
    expect(failures.wordedOnce("no key", "Group 'a'")).toBe("no key");
    expect(failures.wordedOnce("no key", "Group 'b'")).toBe(
      "the configuration of the provider is not usable, as told in full at Group 'a'",
    );
  });
});
