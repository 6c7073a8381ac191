import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../core/src/contract";
import { problemText } from "../../../core/src/errors/problem";
import { setupOutcome } from "../../../core/src/setup/outcome";
import { trustFailures, trustNotices, trustProblem } from "../../../core/src/setup/trust";
import { UNKNOWN } from "../../../core/src/values/unknown";
import { startWorkbench, type Workbench } from "../../support/context";
import { TESTED_KINDS } from "../../support/tested";

const SUBJECTS = TESTED_KINDS.flatMap((tested) => [
  { ...tested, named: "trustedCertificates", keys: "certificates", word: "certificate" } as const,
  { ...tested, named: "trustedFingerprints", keys: "fingerprints", word: "fingerprint" } as const,
]);

/** What the built-in hosts show is always the same. */
const CERTIFICATE = "ccJ19OYbeZq9M5Y62zm94dj1KMF3BzjpuvjBow0flzY";
const FINGERPRINT = "UtD5Vgm94Qdsa1kLRFg8HhqsDLEGK_8fKSprvkcWiyk";

describe.each(SUBJECTS)("what a $kind names of $keys", ({ handler, inputs, owners, named, keys, word }) => {
  const HASH = keys === "certificates" ? CERTIFICATE : FINGERPRINT;
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  const declare = async (changes: Properties = {}): Promise<Properties> => {
    const declared = await inputs(bench);
    const host = `untrusted-${word}.test`;
    return { ...declared, config: { ...(declared["config"] as Properties), host }, ...changes };
  };
  const failed = async (
    work: Promise<unknown>,
  ): Promise<{ id: string; outputs: Properties; message: string }> =>
    work.then(
      () => Promise.reject(new Error("it did not fail")),
      (error: unknown) => error as { id: string; outputs: Properties; message: string },
    );
  /** Calls that approve or test, in their order; a creation tests too. */
  const calls = (): string[] =>
    bench.server.control
      .journal()
      .filter(({ method, path }) => method !== "GET" && path.startsWith(`/v1/${owners}`))
      .map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`);
  const approved = async (id: string): Promise<string[]> => {
    const { certificates } = bench.client;
    const lists = {
      connectionscertificates: () => certificates.listConnectionCertificates(id).strict().toArray(),
      connectionsfingerprints: () => certificates.listConnectionFingerprints(id).strict().toArray(),
      destinationscertificates: () => certificates.listDestinationCertificates(id).strict().toArray(),
      destinationsfingerprints: () => certificates.listDestinationFingerprints(id).strict().toArray(),
    };
    return (await lists[`${owners}${keys}`]()).map(({ hash }) => hash);
  };

  it("is approved when the host shows it, and the tests run again", async () => {
    const news = await declare({ [named]: ["another", HASH] });
    const { id, outputs } = await handler.create({ inputs: news }, bench.freshContext());
    expect(outputs).toMatchObject({ setupState: "connected", [named]: ["another", HASH] });
    expect(calls()).toEqual([`POST ${owners}`, `POST ${keys}`, "POST test"]);
    expect(await approved(id)).toEqual([HASH]);
    expect(bench.notices).toEqual([
      { severity: "info", path: [named], message: `approved the ${word} '${HASH}', which the program names` },
    ]);
    expect(await handler.diff({ id, olds: outputs, news }, bench.context)).toMatchObject({
      changes: [],
      unfinished: [],
    });
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    expect(refreshed?.outputs).toEqual(outputs);
  });

  it("fails an update that cannot approve it, which keeps what was sent, and the next run goes on", async () => {
    const { id, outputs: olds } = await handler.create({ inputs: await inputs(bench) }, bench.freshContext());
    const { config } = await declare();
    const news = { ...olds, config, [named]: [HASH] };
    bench.server.control.faults.add({ method: "POST", path: `/${keys}$`, times: 1, status: 403 });
    const failure = await failed(handler.update({ id, olds, news }, bench.freshContext()));
    expect(failure).toMatchObject({
      id,
      outputs: { config: { host: `untrusted-${word}.test` }, failedSetupTests: [expect.any(String)] },
    });
    const next = { id, olds: failure.outputs, news };
    expect(await handler.diff(next, bench.context)).toMatchObject({
      changes: [],
      unfinished: [expect.stringContaining("setup")],
    });
    const updated = await handler.update(next, bench.freshContext());
    expect(updated).toMatchObject({ setupState: "connected", [named]: [HASH] });
    expect(updated).not.toHaveProperty("failedSetupTests");
    expect(await approved(id)).toEqual([HASH]);
  });

  it("is all that is approved: another hash fails, with the one that was shown and what to do", async () => {
    const news = await declare({ [named]: ["another"] });
    const { id, outputs, message } = await failed(handler.create({ inputs: news }, bench.freshContext()));
    expect(message).toContain(`not trusted: the ${word} with the hash '${HASH}'`);
    expect(message).toContain(`${named}: ["${HASH}"]`);
    expect(message).not.toContain("Mend the settings");
    expect(calls()).toEqual([`POST ${owners}`]);
    expect(await approved(id)).toEqual([]);

    const mended = { ...news, [named]: [HASH] };
    const { changes } = await handler.diff({ id, olds: outputs, news: mended }, bench.context);
    expect(changes).toEqual([{ path: [named], kind: "update", replaces: false }]);
    const updated = await handler.update({ id, olds: outputs, news: mended }, bench.freshContext());
    expect(updated).toMatchObject({ setupState: "connected" });
    expect(updated).not.toHaveProperty("failedSetupTests");
    expect(await approved(id)).toEqual([HASH]);
  });

  it("is approved for what only warns, because another hash is a change", async () => {
    const news = await declare({ setupTests: "warn" });
    const { id, outputs } = await handler.create({ inputs: news }, bench.freshContext());
    expect(outputs).toMatchObject({ setupState: "incomplete" });
    const named1 = { ...news, [named]: [HASH] };
    const { changes } = await handler.diff({ id, olds: outputs, news: named1 }, bench.context);
    expect(changes).toEqual([{ path: [named], kind: "add", replaces: false }]);
    const updated = await handler.update({ id, olds: outputs, news: named1 }, bench.freshContext());
    expect(updated).toMatchObject({ setupState: "connected" });
  });

  it("is not asked for where no tests run", async () => {
    const news = await declare({ setupTests: "off", [named]: [HASH] });
    const { id } = await handler.create({ inputs: news }, bench.freshContext());
    expect(calls()).toEqual([`POST ${owners}`]);
    expect(await approved(id)).toEqual([]);
  });

  it("stays approved when it is no longer named, and the preview says so; no test runs", async () => {
    const news = await declare({ [named]: [HASH] });
    const { id, outputs } = await handler.create({ inputs: news }, bench.freshContext());
    const { [named]: _, ...without } = news;
    const { changes, notices } = await handler.diff({ id, olds: outputs, news: without }, bench.context);
    expect(changes).toEqual([{ path: [named], kind: "delete", replaces: false }]);
    expect(notices.map(({ message }) => message).join()).toMatch(
      new RegExp(`no longer names '${HASH}': Fivetran goes on trusting this ${word}.*revoke it`),
    );
    bench.server.control.clearJournal();
    const updated = await handler.update({ id, olds: outputs, news: without }, bench.freshContext());
    expect(calls()).toEqual([]);
    expect(updated).not.toHaveProperty(named);
    expect(await approved(id)).toEqual([HASH]);
  });

  it("keeps the object when the approval fails, and the next run goes on", async () => {
    const news = await declare({ [named]: [HASH] });
    const refusal = { status: 400, code: "InvalidInput", message: "not now" };
    bench.server.control.faults.add({ method: "POST", path: `/${keys}$`, times: 1, ...refusal });
    const { id, outputs, message } = await failed(handler.create({ inputs: news }, bench.freshContext()));
    expect(message).toContain("not now");
    const { unfinished } = await handler.diff({ id, olds: outputs, news }, bench.context);
    expect(unfinished).toHaveLength(1);
    const updated = await handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(updated).toMatchObject({ setupState: "connected" });
  });

  it("is looked at again for what lies behind it", async () => {
    const [title, host] = ["Behind", `untrusted-${word}.test`];
    const [kind, until] = [owners === "connections" ? "connection" : "destination", keys] as const;
    const shows = { hash: "behind", content: "ssh-ed25519 AAAA" };
    // The last rule decides, until what it shows is trusted; then the host's own does.
    await bench.server.control.setupTests.add({
      kind,
      host,
      untilTrusted: until,
      shows,
      tests: [{ title, status: "FAILED" }],
    });
    const news = await declare({ [named]: [HASH, "behind"] });
    const { id, outputs } = await handler.create({ inputs: news }, bench.freshContext());
    expect(outputs).toMatchObject({ setupState: "connected" });
    expect(await approved(id)).toEqual(["behind", HASH]);
    expect(calls()).toEqual([`POST ${owners}`, `POST ${keys}`, "POST test", `POST ${keys}`, "POST test"]);
  });

  it("ends when approving does not help", async () => {
    const [kind, host] = [
      owners === "connections" ? "connection" : "destination",
      `untrusted-${word}.test`,
    ] as const;
    const details = { hash: "h", [keys === "certificates" ? "encoded_cert" : "public_key"]: "AAAA" };
    const tests = [{ title: "Stubborn", status: "FAILED" as const, details }];
    await bench.server.control.setupTests.add({ kind, host, tests });
    const news = await declare({ [named]: ["h"] });
    const { message } = await failed(handler.create({ inputs: news }, bench.freshContext()));
    expect(message).toContain("Stubborn");
    expect(calls()).toEqual([`POST ${owners}`, `POST ${keys}`, "POST test"]);
  });

  it("does not go with trusting everything", async () => {
    const flag = keys === "certificates" ? "trustCertificates" : "trustFingerprints";
    const { failures } = handler.check({
      olds: undefined,
      news: await declare({ [named]: [HASH, ""], [flag]: true }),
    });
    expect(failures.map(({ path }) => path.join("."))).toEqual([`${named}.1`]);
    const sound = await declare({ [named]: [HASH], [flag]: true });
    expect(handler.check({ olds: undefined, news: sound }).failures).toEqual([
      { path: [named], reason: expect.stringContaining(`does not go with \`${flag}: true\``) as string },
    ]);
    for (const other of [false, UNKNOWN]) {
      const news = { ...sound, [flag]: other };
      expect(handler.check({ olds: undefined, news }).failures).toEqual([]);
    }
  });
});

describe("trustFailures", () => {
  it("tells both at once", () => {
    const both = { trustCertificates: true, trustFingerprints: true };
    const lists = { trustedCertificates: [], trustedFingerprints: UNKNOWN };
    expect(trustFailures({ ...both, ...lists }).map(({ path }) => path[0])).toEqual([
      "trustedCertificates",
      "trustedFingerprints",
    ]);
    expect(trustFailures({ trustCertificates: true, trustedFingerprints: [] })).toEqual([]);
  });
});

describe("trustNotices", () => {
  it("says nothing while a list is not known, nor of what is added", () => {
    const olds = { trustedCertificates: ["a"] };
    expect(trustNotices(olds, { trustedCertificates: [UNKNOWN] })).toEqual([]);
    expect(trustNotices(olds, { trustedCertificates: UNKNOWN as never })).toEqual([]);
    expect(trustNotices(olds, { trustedCertificates: ["b", "a"] })).toEqual([]);
    expect(trustNotices(olds, { trustedCertificates: ["b"] })).toHaveLength(1);
  });
});

describe("trustProblem", () => {
  const certificate = {
    hash: "r+u4/Q==",
    name: 'CN=Root\n\u001b[2Jsays "hi"',
    encoded_cert: "MII",
    public_key: "Sun",
  };

  it("takes each certificate of a list, and lets no name out of its line", () => {
    const told = trustProblem([
      {
        title: "Validate Certificate",
        status: "FAILED",
        details: [certificate, { ...certificate, hash: "b" }],
      },
      { title: "SSH", status: "JOB_FAILED", details: { hash: "s", public_key: "ssh-rsa" } },
    ]);
    expect(told?.lines).toEqual([
      `  - not trusted: the certificate with the hash 'r+u4/Q==' ("CN=Root\\n\\u001b[2Jsays \\"hi\\"")`,
      expect.stringContaining("'b'"),
      "  - not trusted: the fingerprint with the hash 's'",
    ]);
    expect(told?.advice.slice(-2)).toEqual([
      { kind: "set", input: "trustedCertificates", value: ["r+u4/Q==", "b"] },
      { kind: "set", input: "trustedFingerprints", value: ["s"] },
    ]);
  });

  it("is not given for tests that passed, nor for details of another kind", () => {
    for (const details of [
      undefined,
      null,
      "text",
      ["text"],
      { hash: "h" },
      { public_key: "p" },
      { hash: 1, encoded_cert: "c" },
    ]) {
      expect(trustProblem([{ title: "t", status: "FAILED", details }])).toBeUndefined();
    }
    expect(trustProblem([{ title: "t", status: "WARNING", details: [certificate] }])).toBeUndefined();
    const problems = setupOutcome({
      setupState: "incomplete",
      tests: [{ title: "t", status: "FAILED" }],
      tasks: [],
      remedy: [],
    }).problems;
    expect(problems.map((problem) => problemText(problem)).join()).toContain("Mend the settings");
  });
});
