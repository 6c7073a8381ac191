import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, itemsOf, type Reply } from "../support/api";
import { zipOf } from "../support/package";

const PACKAGES = "/v1/connector-sdk/packages";

let api: Api;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
  api = await Api.start();
});
afterEach(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const packed = (code: string): Buffer => zipOf({ "connector.py": code, "requirements.txt": "" });

function authorization({ server }: Api): string {
  return `Basic ${Buffer.from(`${server.apiKey}:${server.apiSecret}`).toString("base64")}`;
}

async function upload(to: Api, method: string, path: string, form: FormData): Promise<Reply> {
  const headers = { authorization: authorization(to) };
  const response = await fetch(to.server.url + path, { method, headers, body: form });
  const envelope = (await response.json()) as Pick<Reply, "code" | "message" | "data">;
  return { ...envelope, status: response.status, headers: response.headers };
}

function formOf(bytes: Uint8Array, field = "file"): FormData {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(bytes)]), "code.zip");
  return form;
}

const create = (bytes: Uint8Array, to = api): Promise<Reply> => upload(to, "POST", PACKAGES, formOf(bytes));

async function download(id: string, from = api): Promise<Response> {
  return fetch(`${from.server.url}${PACKAGES}/${id}/download`, {
    headers: { authorization: authorization(from) },
  });
}

async function bytesOf(id: string, from = api): Promise<Buffer> {
  return Buffer.from(await (await download(id, from)).arrayBuffer());
}

async function connect(packageId: string, to = api): Promise<string> {
  const group = await to.destination();
  const config = { schema: "virtuous", package_id: packageId, python_version: "3.12" };
  return idOf(await to.post("/v1/connections", { group_id: group, service: "connector_sdk", config }));
}

describe("Connector SDK packages", () => {
  it("are made of a file, whose hash they tell", async () => {
    const bytes = packed("one");
    const created = await create(bytes);
    expect(created).toMatchObject({ status: 201, code: "Success", message: "Package created successfully" });
    const at = expect.stringMatching(/^2026-01-02T03:04:05\.\d{6}Z$/) as string;
    expect(created.data).toEqual({
      id: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
      connection_id: null,
      connection_ids: [],
      created_by: expect.any(String) as string,
      last_updated_by: expect.any(String) as string,
      created_at: at,
      updated_at: at,
      file_sha256_hash: hashOf(bytes),
    });
    expect(await api.get(`${PACKAGES}/${idOf(created)}`)).toMatchObject({
      status: 200,
      message: "Connector SDK package details retrieved successfully",
      data: created.data,
    });
  });

  it("are downloaded as the same bytes", async () => {
    const bytes = zipOf({ "connector.py": "code", "data.bin": Buffer.alloc(300_000, 7) });
    const id = idOf(await create(bytes));
    const response = await download(id);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": String(bytes.length),
      "content-disposition": `attachment; filename="${id}.zip"`,
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("are updated in place", async () => {
    const created = await create(packed("one"));
    const bytes = packed("two");
    const id = idOf(created);
    const updated = await upload(api, "PATCH", `${PACKAGES}/${id}`, formOf(bytes));
    expect(updated).toMatchObject({
      status: 200,
      message: "Package updated successfully",
      data: { id, file_sha256_hash: hashOf(bytes) },
    });
    const { created_at: before, updated_at: first } = created.data as Record<string, string>;
    const { created_at: after, updated_at: second } = updated.data as Record<string, string>;
    expect(after).toBe(before);
    expect(String(second) > String(first)).toBe(true);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
  });

  it("belong to the connection that names them, and are kept while it does", async () => {
    const id = idOf(await create(packed("one")));
    const connection = await connect(id);
    expect((await api.get(`${PACKAGES}/${id}`)).data).toMatchObject({ connection_id: connection });
    expect(await api.delete(`${PACKAGES}/${id}`)).toMatchObject({ status: 403, code: "Forbidden" });
    await api.delete(`/v1/connections/${connection}`);
    expect((await api.get(`${PACKAGES}/${id}`)).data).toMatchObject({ connection_id: null });
    expect(await api.delete(`${PACKAGES}/${id}`)).toMatchObject({
      status: 200,
      message: "Package deleted successfully",
    });
  });

  it("are missing as NotFound_ConnectorSdkPackage", async () => {
    const missing = { status: 404, code: "NotFound_ConnectorSdkPackage" };
    expect(await api.get(`${PACKAGES}/none`)).toMatchObject(missing);
    expect(await api.delete(`${PACKAGES}/none`)).toMatchObject(missing);
    expect(await api.get(`${PACKAGES}/none/download`)).toMatchObject(missing);
    expect(await upload(api, "PATCH", `${PACKAGES}/none`, formOf(packed("x")))).toMatchObject(missing);
  });

  it("are listed page by page", async () => {
    const ids = [];
    for (const code of ["one", "two", "two"]) ids.push(idOf(await create(packed(code))));
    const first = await api.get(`${PACKAGES}?limit=2`);
    expect(first).toMatchObject({ message: "Connector SDK packages retrieved successfully" });
    const { next_cursor: cursor } = first.data as { next_cursor: string };
    const second = await api.get(`${PACKAGES}?limit=2&cursor=${cursor}`);
    expect([...itemsOf(first), ...itemsOf(second)].map(({ id }) => id)).toEqual(ids);
  });
});

describe("an upload", () => {
  const refused = { status: 400, code: "InvalidInput" };

  it("must be a ZIP file with an entry point", async () => {
    expect(await create(Buffer.from("no zip"))).toMatchObject(refused);
    expect(await create(Buffer.alloc(0))).toMatchObject(refused);
    expect(await create(zipOf({ "src/connector.py": "" }))).toMatchObject(refused);
    expect(await create(packed("one").subarray(0, -30))).toMatchObject(refused);
    expect(itemsOf(await api.get(PACKAGES))).toEqual([]);
  });

  it("must stand in the field `file`", async () => {
    const message = "Field 'file' is required";
    expect(await upload(api, "POST", PACKAGES, formOf(packed("x"), "package"))).toMatchObject({
      ...refused,
      message,
    });
    const text = new FormData();
    text.append("file", "a text");
    expect(await upload(api, "POST", PACKAGES, text)).toMatchObject({ ...refused, message });
  });

  it("must be a form, and a whole one", async () => {
    expect(await api.post(PACKAGES, { file: "x" })).toMatchObject({ status: 415 });
    const type = { "content-type": "multipart/form-data; boundary=b" };
    const begun = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nhalf';
    for (const body of [begun, "nothing", ""]) {
      expect(await api.call("POST", PACKAGES, body, type)).toMatchObject(refused);
    }
    expect(await api.call("POST", PACKAGES, begun, { "content-type": "multipart/form-data" })).toMatchObject(
      refused,
    );
  });

  it("needs a key before it is looked at", async () => {
    const response = await fetch(api.server.url + PACKAGES, { method: "POST", body: formOf(packed("x")) });
    expect(response.status).toBe(401);
  });

  it("that breaks off leaves nothing, and the server goes on", async () => {
    const own = await Api.start({ data: folder });
    try {
      await new Promise<void>((resolve) => {
        const broken = request(`${own.server.url}${PACKAGES}`, {
          method: "POST",
          headers: {
            authorization: authorization(own),
            "content-type": "multipart/form-data; boundary=b",
            "content-length": 1_000_000,
          },
        });
        broken.on("error", () => resolve());
        broken.on("close", () => resolve());
        broken.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nhalf', () =>
          broken.destroy(),
        );
      });
      expect(itemsOf(await own.get(PACKAGES))).toEqual([]);
    } finally {
      await own.stop();
    }
    expect(readdirSync(join(folder, "blobs"))).toEqual([]);
  });

  it("of more than 200 MB is 413, and leaves nothing", async () => {
    const own = await Api.start({ data: folder });
    try {
      const megabyte = Buffer.alloc(1024 * 1024);
      const body = async function* () {
        yield Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n');
        for (let count = 0; count < 200; count++) yield megabyte;
        yield Buffer.from("x\r\n--b--\r\n");
      };
      const response = await fetch(own.server.url + PACKAGES, {
        method: "POST",
        headers: { authorization: authorization(own), "content-type": "multipart/form-data; boundary=b" },
        body: ReadableStream.from(body()),
        duplex: "half",
      } as RequestInit);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ message: "The file is larger than 200 MB" });
      expect(readdirSync(join(folder, "blobs"))).toEqual([]);
    } finally {
      await own.stop();
    }
  });
});

describe("a package in a data folder", () => {
  it("is a file beside the log, and survives the server", async () => {
    const own = await Api.start({ data: folder });
    const bytes = zipOf({ "connector.py": "code", "marker.txt": "a text to look for" });
    const id = idOf(await create(bytes, own));
    await own.stop();
    expect(readFileSync(join(folder, "blobs", hashOf(bytes))).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, "account.jsonl"), "utf8")).not.toContain("a text to look for");
    const successor = await Api.start({ data: folder });
    try {
      expect((await bytesOf(id, successor)).equals(bytes)).toBe(true);
    } finally {
      await successor.stop();
    }
  });

  it("is removed at the next start once nothing names it, as are the rests of a crash", async () => {
    const own = await Api.start({ data: folder });
    const [gone, kept] = [packed("gone"), packed("kept")];
    const id = idOf(await create(gone, own));
    idOf(await create(kept, own));
    await own.delete(`${PACKAGES}/${id}`);
    await own.stop();
    expect(readdirSync(join(folder, "blobs"))).toHaveLength(2);
    writeFileSync(join(folder, "blobs", ".new-0a1b2c3d-0000-4000-8000-000000000000"), "half");
    await (await Api.start({ data: folder })).stop();
    expect(readdirSync(join(folder, "blobs"))).toEqual([hashOf(kept)]);
  });

  it("comes back with a snapshot that names it, where its bytes are", async () => {
    const bytes = packed("one");
    const id = idOf(await create(bytes));
    const snapshot = api.control.snapshot();
    await upload(api, "PATCH", `${PACKAGES}/${id}`, formOf(packed("two")));
    await api.control.restore(snapshot);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
    const other = await Api.start();
    try {
      await expect(other.control.restore(snapshot)).rejects.toThrow();
      expect((await other.get(PACKAGES)).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
