import fc from "fast-check";
import { bodyFact } from "../../../server/src/facts/body";
import type { Fact } from "../../../server/src/facts/fact";
import { schemaFact } from "../../../server/src/facts/operations";
import { documentedOperation } from "../../../server/src/http/aliases";
import type { Operation } from "../../../server/src/operations/operation";
import { zipOf } from "./package";
import { NOWHERE, type World } from "./world";

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Each character is a byte where {@link isBinary} says so. */
  readonly body?: string | undefined;
  readonly isBinary?: boolean;
}

const BOUNDARY = "0123456789abcdef";

/** Text that breaks what is careless with it. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "",
    " ",
    "__proto__",
    "constructor",
    "toString",
    "../..",
    "%2e%2e",
    "null",
    "0",
    "-1",
    "a.b",
    "\u0000",
  ),
  fc.constantFrom(
    "x".repeat(5000),
    "\ud800",
    "ünïcødé 🦊",
    "'; DROP TABLE--",
    "******",
    "2026-01-01T00:00:00Z",
  ),
);

/** An address is called, so that none must lead away from this machine. */
const address = fc.constantFrom(
  NOWHERE,
  "http://127.0.0.1:9/hook",
  "ftp://127.0.0.1",
  "not an address",
  "",
  "https://",
);

const acceptable = fc.constantFrom(undefined, "*/*", "application/json", "application/json;version=2");
const anyAccept = fc.constantFrom(
  "text/html",
  "application/json;version=9",
  ";;;",
  "application/xml, */*;q=0",
);
const jsonType = fc.constantFrom("application/json", "application/json; charset=utf-8", "Application/JSON");
const anyType = fc.constantFrom(
  undefined,
  "text/plain",
  "multipart/form-data",
  `multipart/form-data; boundary=${BOUNDARY}`,
  "a/b/c",
);

const malformed = fc.constantFrom(
  '{"a":',
  "nul",
  "[",
  '{"a":1}}',
  "'a'",
  "[".repeat(20_000),
  '{"a":1e999999',
  "\ufeff{}",
);

/** Requests to an operation, valid ones and invalid ones, of what the document says and the world holds. */
export function requestsTo(operation: Operation, world: World): fc.Arbitrary<WireRequest> {
  const body = operation.upload ? uploads() : bodiesOf(operation, world);
  return fc
    .record({
      // The document's names for parameters say what they are.
      path: pathsOf(documentedPath(operation), world),
      query: queriesOf(operation, world),
      accept: mostly(acceptable, anyAccept),
      body: mostly(body, fc.oneof(malformed, jsonText(fc.jsonValue()))),
      type: mostly(
        operation.upload ? fc.constant(`multipart/form-data; boundary=${BOUNDARY}`) : jsonType,
        anyType,
      ),
    })
    .map(({ path, query, accept, body: sent, type }) => ({
      method: operation.method,
      path: query === "" ? path : `${path}?${query}`,
      headers: {
        ...(accept !== undefined && { accept }),
        ...(type !== undefined && { "content-type": type }),
      },
      ...(operation.method !== "GET" && sent !== undefined && { body: sent }),
      ...(operation.upload && { isBinary: true }),
    }));
}

/** Nine in ten are of the first kind. */
function mostly<A, B>(usual: fc.Arbitrary<A>, rare: fc.Arbitrary<B>): fc.Arbitrary<A | B> {
  return fc.oneof<{ arbitrary: fc.Arbitrary<A | B>; weight: number }[]>(
    { arbitrary: usual, weight: 9 },
    { arbitrary: rare, weight: 1 },
  );
}

function documentedPath({ method, path }: Operation): string {
  const documented = documentedOperation(method, path)?.path ?? path;
  return documented.split("/").length === path.split("/").length ? documented : path;
}

function pathsOf(template: string, world: World): fc.Arbitrary<string> {
  const parts = template.split("/").map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const id = name === "id" ? "userId" : name;
    return mostly(known(id, world) ?? text, text).map(
      (value) => encodeURIComponent(value.toWellFormed()) || "%20",
    );
  });
  return fc.tuple(...parts).map((values) => values.join("/"));
}

function queriesOf(operation: Operation, world: World): fc.Arbitrary<string> {
  const names = Object.keys(documentedOperation(operation.method, operation.path)?.query ?? {});
  const values = names.map((name) => {
    if (name === "limit")
      return mostly(fc.constantFrom("1", "2", "1000"), fc.constantFrom("0", "1001", "x", "-1", "1e3"));
    if (name === "cursor")
      return mostly(
        fc.nat({ max: 5 }).map((skip) => cursorFor(skip)),
        text,
      );
    if (name === "active") return mostly(fc.constantFrom("true", "false"), text);
    return mostly(known(name, world) ?? text, text);
  });
  return fc.tuple(fc.subarray(names), fc.tuple(...values)).map(([chosen, given]) => {
    const query = new URLSearchParams();
    for (const name of chosen) query.set(name, (given[names.indexOf(name)] ?? "").toWellFormed());
    return query.toString();
  });
}

function cursorFor(skip: number): string {
  return Buffer.from(`{"skip":${skip}}`).toString("base64url");
}

function bodiesOf(operation: Operation, world: World): fc.Arbitrary<string | undefined> {
  const facts = documentedOperation(operation.method, operation.path)?.request?.body;
  if (facts === undefined || operation.body === undefined)
    return fc.constantFrom(undefined, undefined, "{}", "");
  const named = facts.ref === undefined ? undefined : schemaFact(facts.ref);
  const purpose = operation.method === "PATCH" ? "update" : "creation";
  const kinds = kindsOf(named?.family, Object.keys(named?.byType ?? {}));
  const body = fc.constantFrom(...kinds).chain((kind) => {
    const fact = bodyFact(facts, kind, purpose);
    const key = named?.family === undefined ? "type" : "service";
    return objectOf(fact, world).map((value) =>
      kind !== undefined && fact.fields?.[key] !== undefined ? { ...value, [key]: kind } : value,
    );
  });
  return mostly(jsonText(body), fc.constantFrom("{}", "", undefined));
}

function kindsOf(family: string | undefined, types: readonly string[]): readonly (string | undefined)[] {
  switch (family) {
    case "connection":
      return [
        "postgres",
        "github",
        "google_sheets",
        "s3",
        "aws_lambda",
        "google_ads",
        "connector_sdk",
        "made_up",
      ];
    case "destination":
      return ["snowflake", "big_query", "databricks", "postgres_warehouse"];
    case "log":
      return ["cloudwatch", "azure_monitor_log", "splunkLog"];
    case "privateLink":
      return ["SNOWFLAKE_AWS", "DATABRICKS_AWS"];
    default:
      return types.length > 0 ? types : [undefined];
  }
}

function jsonText(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return value.map((one) => JSON.stringify(one));
}

/** Required fields nearly always, and a few of the others. */
function objectOf(fact: Fact, world: World): fc.Arbitrary<Record<string, unknown>> {
  if (fact.fields === undefined) return mapOf("scope", fact, world);
  const { fields = {}, required = [] } = fact;
  const optional = Object.keys(fields).filter((name) => !required.includes(name));
  const chosen = fc.tuple(
    mostly(fc.constant([...required]), fc.subarray([...required])),
    fc.subarray(optional, { maxLength: Math.min(4, optional.length) }),
  );
  const known = chosen.chain(([needed, others]) => {
    const names = [...needed, ...others];
    return fc.record(
      Object.fromEntries(names.map((name) => [name, fieldValue(name, fields[name] ?? {}, world)])),
    );
  });
  const extra = fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 });
  return mostly(
    known,
    fc.tuple(known, extra).map(([one, more]) => ({ ...more, ...one })),
  );
}

function fieldValue(name: string, given: Fact, world: World): fc.Arbitrary<unknown> {
  const fact = given.ref === undefined ? given : schemaFact(given.ref);
  const right = rightValue(name, fact, world);
  return fc.oneof(
    { arbitrary: right, weight: 18 },
    { arbitrary: fc.constant(null), weight: 1 },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  );
}

function rightValue(name: string, fact: Fact, world: World): fc.Arbitrary<unknown> {
  if (fact.enum !== undefined) return fc.constantFrom(...fact.enum);
  if (fact.type === undefined) return fc.jsonValue({ maxDepth: 2 });
  switch (fact.type) {
    case "string":
      return /url|uri|address/.test(name) ? address : mostly(known(name, world) ?? text, text);
    case "integer":
    case "number":
      return fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer(), fc.constantFrom(1e21, 0.5));
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(fieldValue(name.replace(/s$/, ""), fact.items ?? {}, world), { maxLength: 3 });
    case "object":
      return fact.fields === undefined ? mapOf(name, fact, world) : objectOf(fact, world);
  }
}

/** An object whose keys are the user's. */
function mapOf(name: string, { values }: Fact, world: World): fc.Arbitrary<Record<string, unknown>> {
  const value = values === undefined ? fc.jsonValue({ maxDepth: 2 }) : fieldValue("table", values, world);
  return fc.dictionary(namesIn(name, world), value, { maxKeys: 3 });
}

/** Names that a map of schemas, tables or columns is by. */
function namesIn(name: string, world: World): fc.Arbitrary<string> {
  const singular = /^(schema|table|column)s$/.exec(name)?.[1] ?? (name === "scope" ? "schema" : undefined);
  return mostly((singular === undefined ? undefined : known(singular, world)) ?? text, text);
}

/** What the world has under a name: `connection_id`, `connectionId`, `connection_ids` and `schemaName` mean what one thinks. */
function known(name: string, world: World): fc.Arbitrary<string> | undefined {
  const camel = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/Ids$/, "Id");
  const names = [
    camel,
    camel.replace(/Name$/, ""),
    ...(camel === "id" ? ["groupId", "connectionId", "userId"] : []),
  ];
  const values = names.flatMap((one) => world[one] ?? []);
  return values.length === 0 ? undefined : fc.constantFrom(...values);
}

function uploads(): fc.Arbitrary<string> {
  const part = (field: string, content: string): string =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="p.zip"\r\n\r\n${content}\r\n`;
  const packed = (name: string, code: string): string => zipOf({ [name]: code }).toString("latin1");
  const files = mostly(
    fc.string().map((code) => packed("connector.py", code)),
    fc.oneof(
      fc.string().map((name) => packed(name, "")),
      fc.string(),
    ),
  );
  return mostly(
    files.map((content) => `${part("file", content)}--${BOUNDARY}--\r\n`),
    fc.constantFrom(part("file", "no end"), `${part("other", "x")}--${BOUNDARY}--\r\n`, "no form at all", ""),
  );
}
