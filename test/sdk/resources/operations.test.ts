import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { VERSION } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { HOST, makeClient, SECRET, success, useNock } from "../support/api.ts";
import { OPERATIONS } from "../support/operations.ts";

useNock();

/** Operations that the document gives a second version of answers. */
const isVersion2 = (operation: string): boolean =>
  /^\w+ \/v1\/(connections|destinations)/.test(operation) && !operation.includes("/schemas");

describe("every method", () => {
  it.each(OPERATIONS)("$method sends $operation, and nothing else", async (row) => {
    const { client } = makeClient({ apiKey: `key-for-${row.method}` });
    const verb = row.operation.split(" ")[0] ?? "";
    const requests: { headers: Headers; body: unknown }[] = [];
    nock(HOST)
      .intercept(row.sent, verb)
      .reply(async (request: Request) => {
        const text = await request.text();
        requests.push({ headers: request.headers, body: text === "" ? undefined : JSON.parse(text) });
        return [verb === "POST" ? 201 : 200, success(row.data)];
      });

    const result = await row.call(client);

    expect(result).toEqual(row.result);
    expect(requests.map(({ body }) => body)).toEqual([row.body]);
    const sendsJson = verb === "POST" || verb === "PATCH";
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({
      accept: isVersion2(row.operation) ? "application/json;version=2" : "application/json",
      authorization: `Basic ${Buffer.from(`key-for-${row.method}:${SECRET}`).toString("base64")}`,
      "user-agent": `pulumi-fivetran-sdk/${VERSION} node/${process.versions.node}`,
      ...(sendsJson && { "content-type": "application/json" }),
    });
    if (!sendsJson) expect(requests[0]?.headers.has("content-type")).toBe(false);
  });

  it("is in the table above", () => {
    const { client } = makeClient();
    const methods = Object.entries(client).flatMap(([area, resource]: [string, object]) => {
      const prototype = Object.getPrototypeOf(resource) as object;
      const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
      return names.map((name) => `${area}.${name}`);
    });
    expect(methods.sort()).toEqual(OPERATIONS.map(({ method }) => method).sort());
  });
});

/** Fivetran's OpenAPI document, which is not part of this repository: the file that `FIVETRAN_SPEC` names. */
const documentPath =
  process.env["FIVETRAN_SPEC"] ??
  fileURLToPath(new URL("../../../../shared/openapi/fivetran-openapi.json", import.meta.url));

interface Document {
  paths: Record<
    string,
    Record<string, { tags?: string[]; parameters?: { name: string; schema: { default?: string } }[] }>
  >;
}

describe.skipIf(!existsSync(documentPath))(
  "Fivetran's document (skipped where FIVETRAN_SPEC names no file)",
  () => {
    const AREAS = [
      "Group Management",
      "Destination Management",
      "Connection Management",
      "Connection Schema Management",
    ];
    const { paths } = JSON.parse(
      existsSync(documentPath) ? readFileSync(documentPath, "utf8") : '{"paths":{}}',
    ) as Document;
    const documented = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs)
        .filter(([, operation]) => operation.tags?.some((tag) => AREAS.includes(tag)))
        .map(([verb, operation]) => ({
          operation: `${verb.toUpperCase()} ${path}`,
          accept: operation.parameters?.find(({ name }) => name === "Accept")?.schema.default,
        })),
    );

    it("has exactly the operations of the table in these areas", () => {
      expect(OPERATIONS.map(({ operation }) => operation).sort()).toEqual(
        documented.map(({ operation }) => operation).sort(),
      );
    });

    it("gives each the Accept header that is sent", () => {
      for (const { operation, accept } of documented) {
        expect([operation, accept]).toEqual([
          operation,
          isVersion2(operation) ? "application/json;version=2" : "application/json",
        ]);
      }
    });
  },
);
