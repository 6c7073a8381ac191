import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf } from "../support/api";

interface Tested {
  status?: { setup_state: string };
  setup_status?: string;
  setup_tests: { title: string; status: string; details?: Shown | Shown[] }[];
}

type Shown = Record<string, string>;

/** What the failed test shows: of certificates a list, of a fingerprint the one. */
function shownIn({ setup_tests: tests }: Tested): Shown {
  const { details } = tests.find(({ status }) => status === "FAILED") ?? {};
  return (Array.isArray(details) ? details[0] : details) ?? {};
}

describe.each(["connections", "destinations"] as const)("what %s trust", (owners) => {
  const owner = owners === "connections" ? "Connection" : "Destination";
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  /** Something whose host is this, and its path. */
  const made = async (host: string): Promise<string> => {
    if (owners === "connections") return `/v1/connections/${await api.connection({}, { host })}`;
    const body = {
      group_id: await api.group(),
      service: "snowflake",
      time_zone_offset: "0",
      config: { host },
    };
    return `/v1/destinations/${idOf(await api.post("/v1/destinations", body))}`;
  };
  const tested = async (path: string, body: object = {}): Promise<Tested> =>
    (await api.post(`${path}/test`, body)).data as Tested;
  const stateOf = (data: Tested): string | undefined => data.setup_status ?? data.status?.setup_state;

  describe.each([
    ["certificates", "trust_certificates", "encoded_cert"],
    ["fingerprints", "trust_fingerprints", "public_key"],
  ] as const)("of %s", (kind, flag, content) => {
    const host = `untrusted-${kind.slice(0, -1)}.test`;

    it("is nothing at first, so that the host's tests fail and say what it shows", async () => {
      const path = await made(host);
      const first = await tested(path);
      expect(stateOf(first)).toBe("incomplete");
      expect(shownIn(first)).toMatchObject({
        hash: expect.any(String) as string,
        [content]: expect.any(String) as string,
      });
      expect(itemsOf(await api.get(`${path}/${kind}`))).toEqual([]);
    });

    it("is what is approved by hash, until it is revoked", async () => {
      const path = await made(host);
      const shown = shownIn(await tested(path));
      const approved = await api.post(`${path}/${kind}`, shown);
      expect(approved).toMatchObject({ status: 201, code: "Success" });
      expect(approved.data).toMatchObject({
        hash: shown["hash"],
        id: Buffer.from(shown["hash"] ?? "").toString("base64url"),
        validated_by: "Olive Owner",
        validated_date: expect.stringMatching(/^2026-01-02T03:04:05/) as string,
      });
      expect(stateOf(await tested(path))).toBe("connected");
      expect(await api.get(`${path}/${kind}`)).toMatchObject({
        message: `${owner} ${kind} retrieved successfully`,
        data: { items: [approved.data] },
      });
      const key = `${path}/${kind}/${shown["hash"]}`;
      expect(await api.get(key)).toMatchObject({ status: 200, data: approved.data });
      expect(await api.delete(key)).toMatchObject({
        status: 200,
        message: expect.stringContaining(" has been revoked for ") as string,
      });
      expect(await api.get(key)).toMatchObject({ status: 404, code: "NotFound" });
      expect(await api.delete(key)).toMatchObject({ status: 404, code: "NotFound" });
      expect(stateOf(await tested(path))).toBe("broken");
    });

    it("is what the host shows, for who asks for that", async () => {
      const path = await made(host);
      expect(stateOf(await tested(path, { [flag]: true }))).toBe("connected");
      expect(itemsOf(await api.get(`${path}/${kind}`))).toHaveLength(1);
      expect(stateOf(await tested(path))).toBe("connected");
      expect(itemsOf(await api.get(`${path}/${kind}`))).toHaveLength(1);
    });

    it("says nothing about what another thing trusts, and ends with its own", async () => {
      const [path, other] = [await made(host), await made(host)];
      await tested(path, { [flag]: true });
      expect(stateOf(await tested(other))).toBe("incomplete");
      await api.delete(path);
      expect(await api.get(`${path}/${kind}`)).toMatchObject({ status: 404, code: `NotFound_${owner}` });
      expect(api.control.snapshot().filter(({ collection }) => collection === "trust")).toEqual([]);
    });

    it("is any key a client approves, with a hash of any form", async () => {
      const path = await made("db");
      const hash = "jhg5UI7f/grI6yy+A==";
      const body = { hash, [content]: "MIID9DCC" };
      const { data } = await api.post(`${path}/${kind}`, body);
      const { id } = data as { id: string };
      expect(await api.get(`${path}/${kind}/${encodeURIComponent(hash)}`)).toMatchObject({ data });
      expect(await api.get(`${path}/${kind}/${id}`)).toMatchObject({ data });
      expect(await api.post(`${path}/${kind}`, body)).toMatchObject({ status: 201, data });
      expect(itemsOf(await api.get(`${path}/${kind}`))).toHaveLength(1);
    });

    it("comes in pages", async () => {
      const path = await made("db");
      for (const hash of ["a", "b", "c"]) await api.post(`${path}/${kind}`, { hash, [content]: "x" });
      const first = await api.get(`${path}/${kind}?limit=2`);
      expect(itemsOf(first).map(({ hash }) => hash)).toEqual(["a", "b"]);
      const { next_cursor: cursor } = first.data as { next_cursor: string };
      expect(itemsOf(await api.get(`${path}/${kind}?limit=2&cursor=${cursor}`))).toMatchObject([
        { hash: "c" },
      ]);
    });

    it.each(["hash", content])("wants a %s", async (missing) => {
      const path = await made("db");
      const { [missing]: _, ...body } = { hash: "x", [content]: "y" } as Record<string, string>;
      expect(await api.post(`${path}/${kind}`, body)).toMatchObject({
        status: 400,
        code: "InvalidInput",
        message: `Field '${missing}' is required`,
      });
    });
  });

  it("is decided by rules with keys of their own", async () => {
    const path = await made("db.acme.com");
    const shows = { hash: "acme", content: "ssh-ed25519 AAAA" };
    const tests = [{ title: "SSH", status: "FAILED" as const }];
    await api.control.setupTests.add({ host: "*.acme.com", untilTrusted: "fingerprints", shows, tests });
    expect((await tested(path)).setup_tests).toMatchObject([
      { title: "SSH", details: { hash: "acme", public_key: "ssh-ed25519 AAAA" } },
    ]);
    await api.post(`${path}/fingerprints`, { hash: "other", public_key: "x" });
    expect(stateOf(await tested(path))).not.toBe("connected");
    await api.post(`${path}/fingerprints`, { hash: "acme", public_key: "x" });
    expect(stateOf(await tested(path))).toBe("connected");
  });

  it("reads what a certificate says of itself, before it is trusted and after", async () => {
    const path = await made("untrusted-certificate.test");
    const said = {
      name: "CN=untrusted-certificate.test",
      type: "TLS",
      sha1: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      sha256: "71c275f4e61b799abd33963adb39bde1d8f528c1770738e9baf8c1a30d1f9736",
      public_key: expect.stringMatching(/^MFkwEwYH/) as string,
    };
    const failed = (await tested(path)).setup_tests.find(({ status }) => status === "FAILED");
    expect(failed?.details).toMatchObject([
      { ...said, encoded_cert: expect.stringMatching(/^MIIB/) as string },
    ]);
    await tested(path, { trust_certificates: true });
    expect(itemsOf(await api.get(`${path}/certificates`))).toMatchObject([said]);
  });
});

describe("the older way to approve a certificate", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  it.each(["connection_id", "connector_id", "destination_id"])("names its owner by %s", async (key) => {
    const connection = await api.connection();
    const { group_id: group } = (await api.get(`/v1/connections/${connection}`)).data as { group_id: string };
    const id = key === "destination_id" ? group : connection;
    const body = { hash: "abc", encoded_cert: "MIID", [key]: id };
    const answered = await api.post("/v1/certificates", body);
    expect(answered).toMatchObject({ status: 200, message: "The certificate has been approved." });
    expect(answered.data).toBeUndefined();
    const owners = key === "destination_id" ? "destinations" : "connections";
    expect(itemsOf(await api.get(`/v1/${owners}/${id}/certificates`))).toMatchObject([{ hash: "abc" }]);
    expect(await api.post("/v1/certificates", { ...body, [key]: "nowhere" })).toMatchObject({ status: 404 });
  });

  it("needs an owner", async () => {
    const body = { hash: "abc", encoded_cert: "MIID" };
    expect(await api.post("/v1/certificates", body)).toMatchObject({ status: 400, code: "InvalidInput" });
  });
});
