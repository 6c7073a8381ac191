import { InvalidInputError, NotFoundError } from "@pulumi-fivetran/sdk";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Handler, Properties } from "../../../core/src/contract";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { problemOf, warningOf } from "../../../core/src/errors/problem";
import { secretPaths } from "../../../core/src/secrets/secretLeaves";
import { type DynamicProvider, dynamicProvider } from "../../../provider/src/dynamic/provider";
import { createError } from "../../../sdk/src/failures/createError";
import type { Failure } from "../../../sdk/src/failures/failure";

const CONFIGURATION = {
  apiKey: "the-key",
  apiSecret: "the-api-secret",
  baseUrl: "http://127.0.0.1:9",
  recover: false,
};
const SECRET = "correct-horse-battery";

/** A handler that does what a test says. */
function handler(methods: Partial<Handler<Properties, Properties>>): Handler<Properties, Properties> {
  return {
    kind: "Thing",
    facts: [],
    secretPaths,
    nameOf: ({ name }) => (typeof name === "string" ? name : undefined),
    check: ({ news }) => ({ inputs: news, failures: [], notices: [] }),
    diff: () => ({ changes: [], deleteBeforeReplace: false, unfinished: [], notices: [] }),
    create: ({ inputs }) => Promise.resolve({ id: "t1", outputs: inputs }),
    read: ({ id, olds }) => Promise.resolve({ id, outputs: olds, inputs: undefined }),
    update: ({ news }) => Promise.resolve(news),
    delete: () => Promise.resolve(),
    ...methods,
  };
}

const providerOf = (methods: Partial<Handler<Properties, Properties>>): DynamicProvider =>
  dynamicProvider("Thing", () => handler(methods), CONFIGURATION);

describe("dynamicProvider", () => {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(console, "log").mockImplementation((line: string) => {
      lines.push(line);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("says how to find out, where an update meets something that is gone", async () => {
    const message = "PATCH /v1/connections/c: Fivetran returned 404 NotFound_Connection: Not found.";
    const code = "NotFound_Connection";
    const gone = new NotFoundError({
      message,
      method: "PATCH",
      path: "/v1/connections/c",
      status: 404,
      code,
    });
    const provider = providerOf({ update: () => Promise.reject(gone) });
    await expect(provider.update("c", {}, {})).rejects.toThrow(
      `${message}\nIf it was deleted at Fivetran, run \`pulumi refresh\`; the next \`pulumi up\` makes it again.`,
    );
  });

  it("keeps Pulumi's own property from the handler", async () => {
    const seen: Properties[] = [];
    const provider = providerOf({
      create: ({ inputs }) => {
        seen.push(inputs);
        return Promise.resolve({ id: "t1", outputs: { ...inputs, fact: undefined } });
      },
    });
    expect(await provider.create({ name: "a", __provider: "text" })).toEqual({
      id: "t1",
      outs: { name: "a" },
    });
    expect(seen).toEqual([{ name: "a" }]);
  });

  it("reports check failures under their paths, and never throws from check", async () => {
    const failing = providerOf({
      check: ({ news }) => ({
        inputs: news,
        failures: [{ path: ["a", "b.c"], reason: "is bad" }],
        notices: [],
      }),
    });
    expect((await failing.check({}, {})).failures).toEqual([{ property: "", reason: 'a["b.c"]: is bad' }]);
    const throwing = providerOf({
      check: () => {
        throw new Error(`broken ${SECRET}`);
      },
    });
    const { failures } = await throwing.check({}, { config: { password: SECRET } });
    expect(failures).toEqual([{ property: "", reason: "broken [secret]" }]);
  });

  it("asks for credentials before anything else, already in a preview", async () => {
    const provider = dynamicProvider("Thing", () => handler({}), { ...CONFIGURATION, apiKey: undefined });
    const { failures } = await provider.check({}, {});
    expect(failures.map(({ reason }) => reason).join()).toContain("fivetran:apiKey");
  });

  it("translates a diff, unfinished work included", async () => {
    const provider = providerOf({
      diff: () => ({
        changes: [
          { path: ["config", "host"], kind: "update", replaces: false },
          { path: ["groupId"], kind: "update", replaces: true },
        ],
        deleteBeforeReplace: true,
        unfinished: [],
        notices: [{ severity: "warning", path: ["region"], message: `stays ${SECRET}` }],
      }),
    });
    const olds = { config: { password: SECRET } };
    expect(await provider.diff("t1", olds, {})).toEqual({
      changes: true,
      replaces: ["groupId"],
      deleteBeforeReplace: true,
    });
    expect(lines).toEqual(["fivetran: warning: Thing 't1': region stays [secret]"]);
    const unfinished = providerOf({
      diff: () => ({ changes: [], deleteBeforeReplace: true, unfinished: ["tests"], notices: [] }),
    });
    expect(await unfinished.diff("t1", {}, {})).toEqual({
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  it("answers no id for what is gone", async () => {
    expect(await providerOf({ read: () => Promise.resolve(undefined) }).read("t1", {})).toEqual({
      id: "",
      props: {},
    });
  });

  it("answers inputs of a read only when they changed", async () => {
    expect(await providerOf({}).read("t1", { name: "a" })).toEqual({ id: "t1", props: { name: "a" } });
    const drifted = providerOf({
      read: ({ id }) => Promise.resolve({ id, outputs: { name: "b" }, inputs: { name: "b" } }),
    });
    expect(await drifted.read("t1", { name: "a" })).toEqual({
      id: "t1",
      props: { name: "b" },
      inputs: { name: "b" },
    });
  });

  it("keeps a half-made object tracked: id, full outputs and Pulumi's own property", async () => {
    const provider = providerOf({
      create: () =>
        Promise.reject(new PartialFailure("t1", { name: "a" }, [{ summary: `failed with ${SECRET}` }])),
    });
    const error: unknown = await provider
      .create({ config: { password: SECRET }, __provider: "text" })
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      message: "failed with [secret]",
      id: "t1",
      properties: { name: "a", __provider: "text" },
      reasons: ["failed with [secret]"],
    });
  });

  it("passes on a failure's message alone: no stack, no secret, no cause", async () => {
    const cause = new Error(`inner ${SECRET}`);
    const provider = providerOf({ delete: () => Promise.reject(new Error(`refused ${SECRET}`, { cause })) });
    const error = (await provider
      .delete("t1", { auth: { token: SECRET } })
      .catch((failure: unknown) => failure)) as Error;
    expect(`${String(error)}: ${error.stack ?? ""}`).toBe("Thing 't1': refused [secret]: ");
    expect(error.cause).toBeUndefined();
  });

  it.each([
    ["create", (provider: DynamicProvider) => provider.create({})],
    ["read", (provider: DynamicProvider) => provider.read("t1", {})],
    ["update", (provider: DynamicProvider) => provider.update("t1", {}, {})],
    ["delete", (provider: DynamicProvider) => provider.delete("t1", {})],
    // What a preview reads has the time of a read.
    ["read", (provider: DynamicProvider) => provider.diff("t1", {}, {})],
  ] as const)("says in Pulumi's words that time is up: timeouts.%s", async (argument, call) => {
    const late = (): Promise<never> => Promise.reject(clientError({ kind: "deadline" }));
    const provider = providerOf({ create: late, read: late, update: late, delete: late, diff: late });
    const { message } = (await call(provider).catch((failure: unknown) => failure)) as Error;
    expect(message).toBe(
      `GET /v1/groups: No result within the deadline. Raise \`timeouts.${argument}\` if the operation needs longer.`,
    );
  });

  it("says so of an object that is half made, and in a notice", async () => {
    const late = problemOf(clientError({ kind: "deadline" }));
    const provider = providerOf({
      create: () => Promise.reject(new PartialFailure("t1", {}, [late])),
      diff: () => ({
        changes: [],
        deleteBeforeReplace: false,
        unfinished: [],
        notices: [warningOf({ ...late, summary: `could not be listed: ${late.summary}`, path: ["rules"] })],
      }),
    });
    const error = (await provider.create({}).catch((failure: unknown) => failure)) as Error;
    expect(error.message).toContain("Raise `timeouts.create`");
    expect(error).toMatchObject({ reasons: [error.message] });
    await provider.diff("t1", {}, {});
    expect(lines.join()).toContain("Raise `timeouts.read`");
  });

  it("says of a refusal whose it is, and what is known of the settings that it names", async () => {
    const refusal = (message: string) =>
      new InvalidInputError({
        message,
        method: "POST",
        path: "/v1/connections",
        status: 400,
        code: "InvalidInput",
        apiMessage: message,
      });
    const failing = (message: string) =>
      providerOf({ serviceFamily: "connection", create: () => Promise.reject(refusal(message)) });
    const inputs = { name: "orders", service: "postgres", config: { update_method: "X" } };
    const message =
      "POST /v1/connections: Fivetran returned 400 InvalidInput: Invalid value of 'update_method'.";
    await expect(failing(message).create(inputs)).rejects.toThrow(
      /^Thing 'orders': POST [^\n]*\nconfig\.update_method is one of .*XMIN.*, as far as is known\.$/,
    );
    await expect(failing("no host, they say.").create(inputs)).rejects.toThrow(
      /^Thing 'orders': no host, they say\.$/,
    );
  });

  it("prints a line once a run, and what holds for every resource of a kind for the first of them only", async () => {
    const general = { severity: "info", path: [], message: "settings stay", isGeneral: true } as const;
    const own = { severity: "info", path: [], message: "was looked at" } as const;
    const provider = providerOf({
      delete: (_request, { notify }) => {
        for (const notice of [general, own, own]) notify(notice);
        return Promise.resolve();
      },
    });
    await provider.delete("first", {});
    await provider.delete("second", {});
    expect(lines).toEqual([
      "fivetran: Thing: settings stay",
      "fivetran: Thing 'first': was looked at",
      "fivetran: Thing 'second': was looked at",
    ]);
  });

  it("finds in the check, without a call, an address and credentials of a form that cannot be", async () => {
    const configuration = { ...CONFIGURATION, baseUrl: "nowhere", sources: { baseUrl: "FIVETRAN_API_URL" } };
    const provider = dynamicProvider("Thing", () => handler({}), configuration);
    const reasons = async (): Promise<string[]> =>
      (await provider.check({}, { name: "a" })).failures.map(({ reason }) => reason);
    expect(await reasons()).toEqual([expect.stringMatching(/^FIVETRAN_API_URL is not a URL/)]);
    expect(await reasons()).toEqual([expect.stringContaining("as told in full at Thing 'a'")]);
  });

  it("lets the account check further where the resource or the stack asks for it, and nowhere else", async () => {
    const failure = { path: ["config", "hots"], reason: "is no setting" };
    const methods: Partial<Handler<Properties, Properties>> = {
      checkWithAccount: (_request, checked) => Promise.resolve({ ...checked, failures: [failure] }),
    };
    const forStack = { ...CONFIGURATION, validatesWithAccount: true };
    const failuresOf = async (news: Properties, configuration = CONFIGURATION): Promise<number> => {
      const provider = dynamicProvider("Thing", () => handler(methods), configuration);
      return (await provider.check({}, news)).failures.length;
    };
    expect(await failuresOf({})).toBe(0);
    expect(await failuresOf({ validate: "account" })).toBe(1);
    expect(await failuresOf({}, forStack)).toBe(1);
    const plain = dynamicProvider("Thing", () => handler({}), forStack);
    expect((await plain.check({}, { validate: "account" })).failures).toEqual([]);
  });

  it("names no option of the client that a program of Pulumi's has not", async () => {
    const reasons = ["refused", "dns", "unreachable", "tls", "reset", "timeout"] as const;
    const failures = [
      ...reasons.map((reason) => ({ kind: "broken", reason }) as const),
      { kind: "unexpected", status: 200, fieldPath: "", said: "the body is empty" } as const,
      { kind: "answer", status: 302, said: "" } as const,
      { kind: "deadline" } as const,
    ];
    for (const what of failures) {
      const provider = providerOf({ delete: () => Promise.reject(clientError(what)) });
      const { message } = (await provider.delete("t1", {}).catch((failure: unknown) => failure)) as Error;
      expect(message).not.toMatch(/(?<!fivetran:)\b(timeoutMs|deadlineMs|baseUrl)\b/);
    }
  });
});

/** What the client throws, in its own words. */
function clientError(what: Failure["what"]): Error {
  return createError(
    { what, ran: "no", transient: true },
    {
      method: "GET",
      path: "/v1/groups",
      redact: (text) => text,
      attempts: 1,
      elapsedMs: 0,
      mayHaveRun: false,
    },
  );
}
