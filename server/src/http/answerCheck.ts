import type { ErrorObject } from "ajv";
import { isObject, MASK } from "../domain/seal";
import { errors } from "../errors";
import { bodyFact, isUnknownSetting, kindIn, SETTINGS } from "../facts/body";
import type { Fact } from "../facts/fact";
import { type OperationFacts, schemaFact } from "../facts/operations";
import { isSecretPath, secretPathsOf } from "../facts/secrets";
import type { ServiceFamily } from "../facts/services";
import { compileFact, type FactCheck } from "../facts/validation";
import type { Operation } from "../operations/operation";
import { documentedOperation, isRetired } from "./aliases";
import { type Reply, reply } from "./envelope";

/** Of one answer. */
const MAX_SHOWN = 10;

/** The document is the same for all servers of a process. */
const checks = new Map<string, FactCheck>();

/**
 * Holds answers to what the API's document says of them, for tests: a client that another server would accept must not fail here, nor
 * the other way round. An answer that does not fit is replaced by an error that says so.
 */
export class AnswerCheck {
  readonly #found = new Set<string>();

  /** What did not fit since the server started, each once. */
  get violations(): readonly string[] {
    return [...this.#found];
  }

  checked(operation: Operation, answer: Reply): Reply {
    if (isRetired(operation.method, operation.path)) return answer;
    const facts = documentedOperation(operation.method, operation.path);
    const problems = facts === undefined ? ["the document has no such operation"] : problemsOf(facts, answer);
    if (problems.length === 0) return answer;
    const where = `${operation.method} ${operation.path} (${facts?.id ?? "unknown"})`;
    const shown = problems.slice(0, MAX_SHOWN);
    if (problems.length > MAX_SHOWN) shown.push(`and ${problems.length - MAX_SHOWN} more`);
    for (const problem of shown) this.#found.add(`${where}: ${problem}`);
    const message = `The answer of ${where} does not fit the API's document: ${shown.join("; ")}`;
    return reply(500, { code: errors.internal().code, message });
  }
}

function problemsOf(facts: OperationFacts, { status, body }: Reply): string[] {
  const expected = facts.answers[String(status)];
  if (expected === undefined) return [`the status is ${status}, not ${successesOf(facts).join(" or ")}`];
  const isJson = expected?.content === "application/json";
  if (typeof body !== "string") return isJson ? ["bytes instead of JSON"] : [];
  if (!isJson) return [`JSON instead of ${expected?.content ?? "nothing"}`];
  const { data: dataFact, ...envelope } = expected.body?.fields ?? {};
  const { data, ...rest } = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const required = (expected.body?.required ?? []).filter((name) => name !== "data");
  const found = located(
    "",
    checkFor(`${facts.id} envelope`, () => ({ ...expected.body, fields: envelope, required }))(rest),
  );
  if (dataFact === undefined) return data === undefined ? found : [...found, "data is not in the document"];
  if (data !== undefined) return [...found, ...dataProblems(facts.id, dataFact, data)];
  return expected.body?.required?.includes("data") === true ? [...found, "data is missing"] : found;
}

function successesOf(facts: OperationFacts): string[] {
  return Object.keys(facts.answers).filter((status) => status.startsWith("2"));
}

/** Of a page, each item by itself: its settings depend on its own service. */
function dataProblems(id: string, fact: Fact, data: unknown): string[] {
  const items = fact.fields?.["items"]?.items;
  if (items === undefined) return thingProblems(`${id} data`, fact, data, "data");
  const page: Fact = { ...fact, fields: { ...fact.fields, items: { type: "array" } } };
  const found = located("data", checkFor(`${id} page`, () => page)(data));
  const listed = isObject(data) && Array.isArray(data["items"]) ? (data["items"] as unknown[]) : [];
  return [
    ...found,
    ...listed.flatMap((item, index) => thingProblems(`${id} item`, items, item, `data.items.${index}`)),
  ];
}

function thingProblems(key: string, fact: Fact, thing: unknown, at: string): string[] {
  const kind = kindIn(fact, thing);
  const check = checkFor(`${key} ${kind ?? ""}`, () => bodyFact(fact, kind, "answer"));
  // Settings that the document does not know were sent by the client and are its own.
  const found = check(thing).filter((error) => !isUnknownSetting(error));
  const family = fact.ref === undefined ? undefined : schemaFact(fact.ref).family;
  const bare = family === undefined || kind === undefined ? [] : bareSecrets(family, kind, thing);
  return [...located(at, found), ...bare.map((path) => `${at}.${path} is a secret in the clear`)];
}

function bareSecrets(family: ServiceFamily, service: string, thing: unknown): string[] {
  const secrets = secretPathsOf(family, service);
  const bare: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    else if (isObject(value))
      for (const [key, below] of Object.entries(value)) visit(below, `${path}.${key}`);
    else if (isSecretPath(secrets, path) && value !== MASK && value !== "" && value !== null) bare.push(path);
  };
  if (isObject(thing)) visit(thing["config"], "config");
  return bare;
}

function checkFor(key: string, fact: () => Fact): FactCheck {
  let check = checks.get(key);
  if (check === undefined) {
    check = compileFact(fact(), { nullable: false, lenientIn: SETTINGS });
    checks.set(key, check);
  }
  return check;
}

function located(at: string, found: readonly ErrorObject[]): string[] {
  return found.map(({ instancePath, message, params }) => {
    const { additionalProperty } = params as { additionalProperty?: string };
    const path = [at, ...instancePath.split("/").slice(1)].filter((part) => part !== "").join(".");
    return `${path} ${additionalProperty === undefined ? message : `has the unknown field '${additionalProperty}'`}`;
  });
}
