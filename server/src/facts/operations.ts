import type { Fact } from "./fact";
import { lazyGenerated } from "./generated";
import type { ServiceFamily } from "./services";

/** The body of a request or an answer. */
export interface BodyFacts {
  readonly content: string;
  /** Absent when the document only says that there is a body. */
  readonly body?: Fact;
}

/** What the API's document says of one operation. */
export interface OperationFacts {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, Fact>>;
  readonly request?: BodyFacts;
  /** By status; null for one without a body. */
  readonly answers: Readonly<Record<string, BodyFacts | null>>;
}

/** A schema of the document, some of whose fields may depend on what the thing is. */
export interface NamedFact extends Fact {
  /** Whose settings it holds, under `config` and beside it. */
  readonly family?: ServiceFamily;
  /** What it holds besides, by its `type`. */
  readonly byType?: Readonly<Record<string, Fact>>;
}

interface Generated {
  readonly operations: readonly OperationFacts[];
  readonly schemas: Readonly<Record<string, NamedFact>>;
}

const generated = lazyGenerated<Generated>("operations.json");

let byRoute: ReadonlyMap<string, OperationFacts> | undefined;

/** Every operation of the document, by path and method. */
export function documentOperations(): readonly OperationFacts[] {
  return generated().operations;
}

/** The document's operation at a path template, whatever its parameters are called there; undefined when it has none. */
export function operationFacts(method: string, path: string): OperationFacts | undefined {
  byRoute ??= new Map(documentOperations().map((facts) => [routeKey(facts.method, facts.path), facts]));
  return byRoute.get(routeKey(method, path));
}

/** `GET /v1/users/{}`: one key for templates that differ in the names of their parameters only. */
export function routeKey(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`;
}

/** @throws Error for a name that the facts do not have */
export function schemaFact(name: string): NamedFact {
  const fact = generated().schemas[name];
  if (fact === undefined) throw new Error(`The facts have no schema '${name}'.`);
  return fact;
}
