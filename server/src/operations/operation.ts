import type { z } from "zod";
import type { Account } from "../state/account";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** The names in braces of a path template: `"groupId" | "userId"` for `/v1/groups/{groupId}/users/{userId}`. */
type ParamName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamName<Rest>
  : never;

export interface OperationRequest<Path extends string, Body> {
  readonly params: Readonly<Record<ParamName<Path>, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** A list to be cut into pages: its items are made only for the page that is asked for. */
export interface Listing {
  readonly total: number;
  readonly items: (from: number, to: number) => unknown[];
}

/** What an operation answers, in the envelope `{code: "Success", message, data}`; a listing becomes `data: {items, next_cursor}`. */
export interface Answer {
  readonly message: string;
  readonly data?: unknown;
  readonly listing?: Listing;
}

interface Declared<Path extends string, Body> {
  readonly method: Method;
  /** As the API's document writes it, `/v1/groups/{groupId}`. */
  readonly path: Path;
  /** Of a success; 200 when not given. */
  readonly status?: 200 | 201;
  /** Model of the body. An operation without one ignores what is sent. */
  readonly body?: z.ZodType<Body>;
  /** Whether a request without any body counts as one with `{}`; otherwise it is refused. */
  readonly mayOmitBody?: boolean;
  /** Runs in a transaction. Refuses by throwing an ApiError. */
  run(account: Account, request: OperationRequest<Path, Body>): Answer;
}

/** One operation of the API, as the HTTP layer serves it without knowing which it is. */
export interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly status: number;
  readonly body: z.ZodType | undefined;
  readonly mayOmitBody: boolean;
  run(account: Account, request: OperationRequest<string, unknown>): Answer;
}

export function operation<const Path extends string, Body = undefined>(
  declared: Declared<Path, Body>,
): Operation {
  return {
    method: declared.method,
    path: declared.path,
    status: declared.status ?? 200,
    body: declared.body,
    mayOmitBody: declared.mayOmitBody ?? false,
    // The HTTP layer fills in the parameters of this path and parses the body with this model.
    run: (account, request) => declared.run(account, request as OperationRequest<Path, Body>),
  };
}

export function listing<T>(records: readonly T[], view: (record: T) => unknown): Listing {
  return { total: records.length, items: (from, to) => records.slice(from, to).map(view) };
}
