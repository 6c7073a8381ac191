import { VERSION } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { HOST, makeClient, SECRET, success, useNock } from "../support/api.ts";
import { acceptOf, isAnonymous, OPERATIONS, type OperationCase } from "../support/operations.ts";

useNock();

/** The body of a request as the table shows it. */
async function bodyOf(request: Request): Promise<unknown> {
  if (request.headers.get("content-type")?.startsWith("multipart/form-data;")) {
    const fields = [...(await request.formData())].map(async ([name, value]) => [
      name,
      typeof value === "string" ? value : { name: value.name, type: value.type, text: await value.text() },
    ]);
    return Object.fromEntries(await Promise.all(fields)) as unknown;
  }
  const text = await request.text();
  return text === "" ? undefined : JSON.parse(text);
}

function contentTypeOf({ operation, body }: OperationCase): string | undefined {
  if (!/^(POST|PATCH)/.test(operation)) return undefined;
  const isForm = typeof body === "object" && body !== null && "file" in body;
  return isForm ? "multipart/form-data" : "application/json";
}

describe("every method", () => {
  it.each(OPERATIONS)("$method sends $operation, and nothing else", async (row) => {
    const { client } = makeClient({ apiKey: `key-for-${row.method}` });
    const verb = row.operation.split(" ")[0] ?? "";
    const requests: { headers: Headers; body: unknown }[] = [];
    nock(HOST)
      .intercept(row.sent, verb)
      .reply(async (request: Request) => {
        requests.push({ headers: request.headers, body: await bodyOf(request) });
        return [verb === "POST" ? 201 : 200, row.bare ?? success(row.data)];
      });

    const result = await row.call(client);

    expect(result).toEqual(row.result);
    expect(requests.map(({ body }) => body)).toEqual([row.body]);
    const headers = requests[0]?.headers ?? new Headers();
    expect(headers.get("accept")).toBe(acceptOf(row.operation));
    expect(headers.get("user-agent")).toBe(`pulumi-fivetran-sdk/${VERSION} node/${process.versions.node}`);
    const credentials = Buffer.from(`key-for-${row.method}:${SECRET}`).toString("base64");
    expect(headers.get("authorization")).toBe(isAnonymous(row.operation) ? null : `Basic ${credentials}`);
    expect(headers.get("content-type")?.replace(/;.*/, "")).toBe(contentTypeOf(row));
  });

  it("is in the table above", () => {
    const { client } = makeClient();
    const methods = Object.entries(client).flatMap(([area, resource]: [string, object]) => {
      const prototype = Object.getPrototypeOf(resource) as object;
      const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
      return names.map((name) => `${area}.${name}`);
    });
    expect(methods.sort()).toEqual([...new Set(OPERATIONS.map(({ method }) => method))].sort());
  });
});
