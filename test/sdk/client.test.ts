import { inspect } from "node:util";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { GROUP, success, useNock } from "./support/api.ts";

useNock();

const options = { apiKey: "the-api-key", apiSecret: "the-api-secret" };

describe("FivetranClient", () => {
  it.each([
    "https://fivetran.example.com",
    "https://fivetran.example.com/v1/",
    "https://fivetran.example.com/v1",
  ])("sends to %s", async (baseUrl) => {
    nock("https://fivetran.example.com").get("/v1/groups/g").reply(200, success(GROUP));
    const client = new FivetranClient({ ...options, baseUrl });
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ id: GROUP.id });
  });

  it("keeps the path of a gateway in front of the API", async () => {
    nock("https://gateway.example.com").get("/fivetran/v1/groups/g").reply(200, success(GROUP));
    const client = new FivetranClient({ ...options, baseUrl: "https://gateway.example.com/fivetran/" });
    await client.groups.retrieve("g");
  });

  it("shows no credential when it is printed", () => {
    const client = new FivetranClient(options);
    const text = inspect(client, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(client);
    expect(text).not.toContain("the-api");
    expect(text).not.toContain(Buffer.from("the-api-key").toString("base64").slice(0, 8));
  });

  it.each([
    [{ apiKey: "" }, "apiKey is empty"],
    [{ apiSecret: undefined }, "apiSecret must be a string; it is undefined"],
    [{ baseUrl: "nowhere" }, "baseUrl is not a URL"],
    [{ timeoutMs: 0 }, "timeoutMs must be a number of milliseconds above 0"],
    [{ deadlineMs: Number.NaN }, "deadlineMs must be a number of milliseconds above 0"],
    [{ maxConcurrency: 0 }, "maxConcurrency must be a whole number of at least 1"],
    [{ maxConcurrency: 1.5 }, "maxConcurrency must be a whole number of at least 1"],
  ])("refuses %j at once", (wrong, message) => {
    const make = () => new FivetranClient({ ...options, ...(wrong as object) });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });
});
