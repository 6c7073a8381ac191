import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  isSecretName as isSecretNameToClient,
  serviceIds,
  serviceMetadata,
} from "@pulumi-fivetran/sdk/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyFact } from "../../server/src/facts/body";
import type { Fact } from "../../server/src/facts/fact";
import { schemaFact } from "../../server/src/facts/operations";
import { hiddenPathsOf, isSecretName, isSecretPath, secretPathsOf } from "../../server/src/facts/secrets";
import { modelOf, type ServiceFamily, servicesOf } from "../../server/src/facts/services";
import { documentedOperation } from "../../server/src/http/aliases";
import { Api, type Reply } from "./support/api";

/** What stands in each secret's place, and nowhere else. */
const PLANTED = /PLANTED-\d+-/;

/** Only named like secrets, and returned by the API as they were sent, so that the account keeps them: the journal alone hides them. */
const RETURNED = /(?:^|\.)(?:\w*role_arn|secrets_list\[\]\.key)$/;

/**
 * Whether the API returns it as it was sent: the document does not mark it, and this server's names do not know it. Names alone make it a
 * secret for the client, which is more generous: what it hides without need costs little, and a server that did would not be Fivetran's.
 */
function isReturned({ family, service, path }: Case): boolean {
  return !isSecretPath(secretPathsOf(family, service), path) && !path.split(/\W+/).some(isSecretName);
}

interface Case {
  readonly family: ServiceFamily;
  readonly service: string;
  readonly path: string;
}

/** Every path that the server hides, and every one that the client calls a secret. */
function casesOf(family: ServiceFamily): Case[] {
  return servicesOf(family).flatMap((service) => {
    const config = leavesOf(modelOf(family, service)?.config ?? {}, "config");
    const auth = leavesOf(modelOf(family, service)?.auth ?? {}, "auth");
    const texts = new Set([...config, ...auth]);
    const paths = new Set([
      ...hiddenPathsOf(family, service),
      ...(serviceMetadata(family, service)?.secretPaths ?? []),
      ...auth,
      ...config.filter((path) => path.split(/\W+/).some(isSecretName)),
    ]);
    // A date that is only named like a secret holds no text.
    const holdsText = (path: string): boolean =>
      texts.has(path) || isSecretPath(secretPathsOf(family, service), path);
    return [...paths]
      .filter((path) => path !== "auth" && !paths.has(`${path}[]`) && holdsText(path))
      .map((path) => ({ family, service, path }));
  });
}

function leavesOf(fact: Fact, path: string): string[] {
  if (fact.fields !== undefined)
    return Object.entries(fact.fields).flatMap(([name, field]) => leavesOf(field, `${path}.${name}`));
  if (fact.items !== undefined) return leavesOf(fact.items, `${path}[]`);
  const holdsText =
    (fact.type ?? "string") === "string" && fact.enum === undefined && fact.format === undefined;
  return path.includes(".") && holdsText ? [path] : [];
}

const cases = (["connection", "destination", "log", "privateLink"] as const).flatMap(casesOf);

function labelOf({ family, service, path }: Case): string {
  return `${family} ${service} ${path}`;
}

/** A value of this kind in which the secret stands at the path's end; undefined where no text can stand. */
function withSecret(fact: Fact, names: readonly string[], secret: string): unknown {
  const [name, ...rest] = names;
  if (fact.type === "array" || name === "[]")
    return [withSecret(fact.items ?? {}, name === "[]" ? rest : names, secret)];
  if (name === undefined) {
    return fact.type === "object" ? { [Object.keys(fact.fields ?? {})[0] ?? "x"]: secret } : secret;
  }
  const required = (fact.required ?? []).filter((one) => one !== name);
  return {
    ...Object.fromEntries(required.map((one) => [one, plain(fact.fields?.[one] ?? {})])),
    [name]: withSecret(fact.fields?.[name] ?? {}, rest, secret),
  };
}

/** Both of two bodies in one. */
function merged(one: unknown, other: unknown): object {
  if (Array.isArray(one) && Array.isArray(other)) return [merged(one[0], other[0])];
  if (typeof one !== "object" || one === null) return Object(other) as object;
  const fields = Object.entries(Object(other) as object).map(([name, value]: [string, unknown]) => {
    const before: unknown = Reflect.get(one, name);
    const isBelow = typeof before === "object" && typeof value === "object";
    return [name, isBelow ? merged(before, value) : value];
  });
  return { ...one, ...Object.fromEntries(fields) } as object;
}

/** What is demanded beside it. */
function plain(given: Fact): unknown {
  const fact = given.ref === undefined ? given : schemaFact(given.ref);
  if (fact.enum !== undefined) return fact.enum[0];
  switch (fact.type) {
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "array":
      return [plain(fact.items ?? {})];
    case "object":
      return Object.fromEntries(
        (fact.required ?? []).map((name) => [name, plain(fact.fields?.[name] ?? {})]),
      );
    default:
      return "x";
  }
}

const CREATIONS: Readonly<Record<ServiceFamily, string>> = {
  connection: "/v1/connections",
  destination: "/v1/destinations",
  log: "/v1/external-logging",
  privateLink: "/v1/private-links",
};

describe("a secret, at every path of every service", () => {
  let api: Api;
  let data: string;
  let shared: string;
  let streamed: string;
  const indexed = cases.map((one, index) => [index, one] as const);
  const kept: { family: ServiceFamily; id: string }[] = [];
  const refused: { service: string; reply: Reply }[] = [];

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    // Compiling what every answer of 830 services may be takes as long as all the rest, and is not what is tested here.
    api = await Api.start({ data, journalBytes: 256 * 1024 * 1024, checkAnswers: false });
    shared = await api.group();
    const stream = await readStream();
    for (const [key, ofService] of Map.groupBy(
      indexed,
      ([, { family, service }]) => `${family} ${service}`,
    )) {
      await send(key, ofService);
    }
    streamed = await stream.upTo(api.control.journal().at(-1)?.sequence ?? 0);
  }, 600_000);
  afterAll(async () => {
    await api.stop();
    rmSync(data, { recursive: true });
  });

  async function readStream(): Promise<{ upTo(sequence: number): Promise<string> }> {
    const response = await fetch(`${api.server.url}/_local/journal/stream`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    return {
      upTo: async (sequence) => {
        let text = "";
        // A request has two events, the second of which tells how it ended.
        while (text.split(`\nid: ${sequence}\n`).length < 3) text += (await reader?.read())?.value ?? "";
        await reader?.cancel();
        return text;
      },
    };
  }

  /** One request with all the secrets of a service. */
  async function send(key: string, planted: readonly (readonly [number, Case])[]): Promise<void> {
    const [first] = planted;
    if (first === undefined) return;
    const [number, { family, service }] = first;
    const created = CREATIONS[family];
    const fact = bodyFact(documentedOperation("POST", created)?.request?.body ?? {}, service, "creation");
    const bodies = planted.map(([index, { path }]) =>
      withSecret(fact, path.split(/\.|(?=\[\])/), `PLANTED-${index}-x`),
    );
    const body = bodies.reduce(merged, {}) as Record<string, unknown>;
    const config = fact.fields?.["config"];
    // A group holds one destination and one log service.
    const group = family === "destination" || family === "log" ? await api.group(key) : shared;
    const reply = await api.post(created, {
      ...body,
      config: {
        ...merged(config === undefined ? {} : plain(config), body["config"]),
        ...(family === "connection" ? namesOf(config, `named_${number}`) : {}),
      },
      service,
      group_id: group,
      ...(family === "connection" || family === "destination" ? { run_setup_tests: false } : {}),
      ...(family === "destination" ? { time_zone_offset: "0" } : {}),
      ...(family === "log" ? { enabled: true } : {}),
      ...(family === "privateLink" ? { name: `link_${number}`, region: "AWS_US_EAST_1" } : {}),
    });
    if (reply.status !== 201) refused.push({ service, reply });
    else kept.push({ family, id: String((reply.data as { id: unknown }).id) });
  }

  /** Names that no other connection has. */
  function namesOf(config: Fact | undefined, name: string): Record<string, string> {
    const named = ["schema", "schema_prefix", "table", "table_group_name"].filter(
      (key) => config?.fields?.[key]?.type === "string",
    );
    return Object.fromEntries(named.map((key) => [key, name]));
  }

  const leaks = (text: string): string[] => [
    ...new Set(
      [...text.matchAll(new RegExp(PLANTED, "g"))].map(([found]) => {
        const one = cases[Number(/\d+/.exec(found)?.[0])];
        return one === undefined ? found : labelOf(one);
      }),
    ),
  ];
  const returned = new Set(cases.filter(isReturned).map(labelOf));
  const unreturned = (found: readonly string[]): string[] =>
    found.filter((one) => !RETURNED.test(one) && !returned.has(one));

  it("is one of so many, all of which the server takes", () => {
    expect(serviceIds("connection").length).toBe(773);
    expect(cases.length).toBeGreaterThan(1_500);
    expect(refused.map(({ service, reply }) => `${service}: ${reply.message}`)).toEqual([]);
    const services = new Set(cases.map(({ family, service }) => `${family} ${service}`));
    expect(services.size).toBeGreaterThan(750);
    expect(kept).toHaveLength(services.size);
  });

  it("is asterisks in the request journal", async () => {
    expect(leaks(JSON.stringify(api.control.journal()))).toEqual([]);
    expect(leaks(await (await fetch(`${api.server.url}/_local/journal`)).text())).toEqual([]);
    const hidden = JSON.stringify(api.control.journal()).split('"******"').length - 1;
    expect(hidden).toBeGreaterThanOrEqual(cases.length);
  });

  it("is not in the journal's stream", () => {
    expect(streamed.split("event: request").length).toBeGreaterThan(2 * kept.length);
    expect(leaks(streamed)).toEqual([]);
  });

  it("is not in what the page shows", async () => {
    expect(leaks(await (await fetch(`${api.server.url}/_local/overview`)).text())).toEqual([]);
    const connections = kept.filter(({ family }) => family === "connection");
    const details = await Promise.all(
      connections.map(async ({ id }) =>
        (await fetch(`${api.server.url}/_local/overview/connections/${id}`)).text(),
      ),
    );
    expect(unreturned(leaks(details.join("\n")))).toEqual([]);
  }, 120_000);

  it("is not in what the API returns", async () => {
    const texts: string[] = [];
    for (const { family, id } of kept)
      texts.push(JSON.stringify(await api.get(`${CREATIONS[family]}/${id}`)));
    expect(unreturned(leaks(texts.join("\n")))).toEqual([]);
  }, 120_000);

  it("is in no file of the data folder", () => {
    const files = readdirSync(data, { recursive: true, encoding: "utf8" }).map((name) => join(data, name));
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "latin1"));
    expect(texts.join("").length).toBeGreaterThan(100_000);
    expect(unreturned(leaks(texts.join("\n")))).toEqual([]);
  });

  it("is in no snapshot", async () => {
    const snapshot = await (await fetch(`${api.server.url}/_local/snapshot`)).text();
    expect(JSON.parse(snapshot)).toEqual(JSON.parse(JSON.stringify(api.control.snapshot())));
    expect(unreturned(leaks(snapshot))).toEqual([]);
  });

  it("is kept from the API's answers only where the API is known to return it", () => {
    const others = cases.filter(isReturned).filter(({ path }) => !RETURNED.test(path));
    expect(others.filter(({ path }) => !path.split(/\W+/).some(isSecretNameToClient))).toEqual([]);
  });
});

describe("a secret in a body that is wrong", () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.stop());

  it.each<[string, string, string, unknown]>([
    [
      "of a misspelled service",
      "POST",
      "/v1/connections",
      { service: "opnai", config: { api_key_2: "PLANTED" } },
    ],
    [
      "to a connection that is not there",
      "PATCH",
      "/v1/connections/none",
      { config: { api_key_2: "PLANTED" } },
    ],
    [
      "to a path that is none",
      "POST",
      "/v1/connectionz",
      { service: "openai", config: { api_key_2: "PLANTED" } },
    ],
    ["by a method that is none", "PUT", "/v1/connections", { config: { api_key_2: "PLANTED" } }],
    ["in a list instead of an object", "POST", "/v1/connections", [{ config: { password: "PLANTED" } }]],
    [
      "in text instead of a config",
      "POST",
      "/v1/connections",
      { service: "openai", config: '{"api_key_2":"PLANTED"}' },
    ],
    ["in text instead of auth", "POST", "/v1/connections", { service: "openai", auth: "PLANTED" }],
    [
      "in text instead of a list",
      "POST",
      "/v1/connections",
      { service: "aws_lambda", config: { secrets_list: "a=PLANTED" } },
    ],
    [
      "in an object instead of a list",
      "POST",
      "/v1/connections",
      { service: "aws_lambda", config: { secrets_list: { value: "PLANTED" } } },
    ],
    [
      "in an object instead of text",
      "POST",
      "/v1/connections",
      { service: "openai", config: { api_key_2: { a: ["PLANTED"] } } },
    ],
    ["as the whole body", "POST", "/v1/connections", '"PLANTED"'],
    ["in JSON that breaks off", "POST", "/v1/connections", '{"config":{"api_key_2":"PLANTED"'],
    ["in an older path", "POST", "/v1/connectors", { service: "openai", config: { api_key_2: "PLANTED" } }],
    ["in a query", "GET", "/v1/connections?limit=5&api_key=PLANTED&password=PLANTED", undefined],
  ])("is not in the journal: %s", async (_what, method, path, body) => {
    await api.call(method, path, body);
    const entry = api.control.journal().at(-1);
    expect(entry).toMatchObject({ method });
    expect(JSON.stringify(entry)).not.toContain("PLANTED");
  });

  it("leaves the rest to be read", async () => {
    await api.post("/v1/connections", {
      service: "openai",
      config: { api_key_2: "s", organization: "acme" },
      paused: true,
    });
    expect(api.control.journal().at(-1)?.body).toEqual({
      service: "openai",
      config: { api_key_2: "******", organization: "acme" },
      paused: true,
    });
    await api.get("/v1/connections?limit=5&cursor=a%20b");
    expect(api.control.journal().at(-1)?.path).toBe("/v1/connections?limit=5&cursor=a%20b");
  });
});
