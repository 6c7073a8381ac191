import type { Advice } from "@pulumi-fivetran/sdk";
import { describeAdvice, FivetranError, TimeoutError } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { createError } from "../../sdk/src/failures/createError.ts";
import type { BrokenReason, CallFacts, Failure } from "../../sdk/src/failures/failure.ts";
import { failureOf, HOST, makeClient, useNock } from "./support/api.ts";

useNock();

const BROKEN: Readonly<Record<BrokenReason, true>> = {
  refused: true,
  dns: true,
  unreachable: true,
  tls: true,
  notHttp: true,
  damaged: true,
  reset: true,
  timeout: true,
};

/** Options of the client that no text may name but an advice. */
const OPTIONS = /apiKey|apiSecret|baseUrl|timeoutMs|deadlineMs|maxAnswerBytes|allowInsecureHttp/;

const KINDS: Readonly<Record<Exclude<Advice["kind"], "passCredentials" | "allowInsecureHttp">, true>> = {
  raiseDeadline: true,
  raiseTimeout: true,
  raiseMaxAnswerBytes: true,
  checkBaseUrl: true,
  checkCredentials: true,
  grantRole: true,
  setProxyCredentials: true,
  bypassProxy: true,
  updateClient: true,
  tryAgain: true,
  tryLater: true,
};

function* everyFailure(): Generator<Failure["what"]> {
  const because = ["page", "cutOff", "size"] as const;
  for (const reason of Object.keys(BROKEN) as BrokenReason[]) {
    yield { kind: "broken", reason };
    yield { kind: "broken", reason, code: "ECODE", peer: "127.0.0.1:1", afterMs: 1_500 };
  }
  for (let status = 100; status < 600; status += 1) {
    yield { kind: "answer", status, said: "no", code: "A_Code" };
    yield { kind: "answer", status, said: "a page", page: true };
    yield { kind: "unexpected", status, fieldPath: "data", said: "data: odd" };
    for (const reason of because)
      yield { kind: "unexpected", status, fieldPath: "", said: "odd", because: reason };
  }
  yield { kind: "notSent", said: "the name is empty" };
  yield { kind: "overQuota", said: "the limit is reached" };
  yield { kind: "aborted" };
  yield { kind: "deadline" };
}

const facts: CallFacts = {
  method: "POST",
  path: "/v1/groups",
  baseUrl: "https://api.fivetran.com",
  redact: (text) => text,
  deadlineMs: 600_000,
  attempts: 3,
  elapsedMs: 5_000,
  mayHaveRun: true,
  note: { text: "Before that: 500." },
};

async function fivetranFailureOf(promise: Promise<unknown>): Promise<FivetranError> {
  const error = await failureOf(promise);
  if (!(error instanceof FivetranError)) throw error;
  return error;
}

describe("the advice of an error", () => {
  it.each([undefined, "FIVETRAN_API_URL"])(
    "and the request id are all that its summary lacks of its message, whatever failed (baseUrlSource %s)",
    (baseUrlSource) => {
      const kinds = new Set<string>();
      for (const what of everyFailure()) {
        for (const retryAfterMs of [undefined, 90_000]) {
          const failure: Failure = {
            what,
            ran: "maybe",
            transient: false,
            requestId: "req-1",
            ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
          };
          const { message, summary, advice } = createError(failure, { ...facts, baseUrlSource });
          const sentences = advice.map(describeAdvice);
          const told = message.replace(" (request req-1)", "");
          const without = sentences.reduce((text, sentence) => text.replace(`${sentence} `, ""), told);
          expect(summary).toBe(without);
          expect(summary).not.toMatch(OPTIONS);
          expect(message).toContain("(request req-1)");
          if (advice.length > 0) expect(message).not.toBe(summary);
          for (const { kind } of advice) kinds.add(kind);
          if (baseUrlSource !== undefined) expect(message).not.toContain("baseUrl");
        }
      }
      expect([...kinds].sort()).toEqual(Object.keys(KINDS).sort());
    },
  );

  it("includes that of an error which stopped the search for what was created", async () => {
    const { client } = makeClient();
    nock(HOST)
      .post("/v1/groups")
      .replyWithError(Object.assign(new Error(), { code: "ECONNRESET" }));
    nock(HOST)
      .get("/v1/groups?limit=1")
      .reply(404, {}, { Date: new Date(0).toUTCString() });
    const late = new TimeoutError({
      method: "GET",
      path: "/v1/groups",
      message: "GET /v1/groups: late. Raise deadlineMs if the call needs longer.",
      summary: "GET /v1/groups: late.",
      advice: [{ kind: "raiseDeadline" }],
    });
    const error = await fivetranFailureOf(
      client.groups.create({ name: "g" }, { findCreated: () => Promise.reject(late) }),
    );
    expect(error.message).toContain("Whether it was could not be found out: GET /v1/groups: late. Raise");
    expect(error.advice.map(({ kind }) => kind)).toEqual(["tryAgain", "raiseDeadline"]);
    expect(error.summary).not.toMatch(OPTIONS);
    expect(error.message).toMatch(OPTIONS);
  });

  it("carries what it depends on", async () => {
    const adviceAfter = async (
      ...reply: [status: number, body: object, headers?: Record<string, string>]
    ) => {
      nock(HOST)
        .get("/v1/groups/g")
        .reply(...reply);
      const { client } = makeClient({ deadlineMs: 10_000, baseUrlSource: "FIVETRAN_API_URL" });
      return (await fivetranFailureOf(client.groups.retrieve("g"))).advice;
    };
    expect(await adviceAfter(429, {}, { "Retry-After": "120" })).toEqual([
      { kind: "tryLater", afterMs: 120_000 },
    ]);
    const baseUrlSource = "FIVETRAN_API_URL";
    expect(await adviceAfter(401, {})).toEqual([{ kind: "checkCredentials", baseUrlSource }]);
    expect(await adviceAfter(302, {}, { location: "https://elsewhere.example.com" })).toEqual([
      { kind: "checkBaseUrl", because: "redirect", baseUrlSource },
    ]);
  });

  it("is not printed twice with an error", async () => {
    nock(HOST).get("/v1/groups/g").reply(403, {});
    const error = await fivetranFailureOf(makeClient().client.groups.retrieve("g"));
    expect(Object.keys(error)).toContain("advice");
    expect(Object.keys(error)).not.toContain("summary");
    expect(error.advice).toEqual([{ kind: "grantRole" }]);
  });
});
