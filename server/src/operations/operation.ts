import type { z } from "zod";
import type { Account } from "../domain/account";
import type { Caller } from "../domain/accounts";
import type { ApiError } from "../errors";
import type { StoredBytes } from "../store/blobs";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** The names in braces of a path template: `"groupId" | "userId"` for `/v1/groups/{groupId}/users/{userId}`. */
type ParamName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamName<Rest>
  : never;

/** The file of a multipart form, which the store holds already. */
export interface Upload extends StoredBytes {
  readonly filename: string;
  /** A part of it, the byte at `end` not included. */
  slice(start: number, end: number): Promise<Uint8Array>;
}

export interface OperationRequest<Path extends string, Body, Prepared = undefined> {
  readonly params: Readonly<Record<ParamName<Path>, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Whose key it came with. */
  readonly caller: Caller;
  readonly body: Body;
  /** Given to operations with `upload` only. */
  readonly upload?: Upload | undefined;
  /** What `prepare` came to. */
  readonly prepared: Prepared;
}

/** A list to be cut into pages: its items are made only for the page that is asked for. */
export interface PageSource {
  readonly total: number;
  readonly items: (from: number, to: number) => unknown[];
}

/** Bytes of the store instead of an envelope. */
export interface Download extends StoredBytes {
  readonly contentType: string;
  readonly filename: string;
}

/** What an operation returns, in the envelope `{code: "Success", message, data}`; pages become `data: {items, next_cursor}`. */
export interface Answer {
  readonly message?: string;
  readonly data?: unknown;
  readonly pages?: PageSource;
  readonly download?: Download;
}

interface OperationDefinition<Path extends string, Body, Prepared> {
  /** `public` for an operation that needs no key. */
  readonly access?: "public";
  readonly method: Method;
  /** As the API's document writes it, `/v1/groups/{groupId}`. */
  readonly path: Path;
  /** Of a success; 200 when not given. */
  readonly status?: 200 | 201;
  /** Model of the body. An operation without one ignores what is sent. */
  readonly body?: z.ZodType<Body>;
  /** Whether a request without any body counts as one with `{}`; otherwise it is refused. */
  readonly mayOmitBody?: boolean;
  /** Whether it takes a multipart form with one file, in the field `file`, instead of a JSON body. */
  readonly upload?: boolean;
  /** How a fault in a field of the body is refused, where the API has words of its own for that. */
  errorForField?(field: string): ApiError | undefined;
  /** The service of the thing that the path names, where a body does not say it: its settings are checked by it. */
  serviceOf?(account: Account, params: Readonly<Record<ParamName<Path>, string>>): string | undefined;
  /** What has to be waited for before `run`, such as a call to another server. It changes nothing of the account, which may change meanwhile. */
  prepare?(account: Account, request: OperationRequest<Path, Body>): Promise<Prepared>;
  /** Runs in a transaction. Refuses by throwing an ApiError. */
  run(account: Account, request: OperationRequest<Path, Body, Prepared>): Answer;
}

/** One operation of the API, as the HTTP layer serves it without knowing which it is. */
export interface Operation {
  readonly access: "key" | "public";
  readonly method: Method;
  readonly path: string;
  readonly status: number;
  readonly body: z.ZodType | undefined;
  readonly mayOmitBody: boolean;
  readonly upload: boolean;
  readonly errorForField: ((field: string) => ApiError | undefined) | undefined;
  serviceOf: ((account: Account, params: Readonly<Record<string, string>>) => string | undefined) | undefined;
  prepare: ((account: Account, request: OperationRequest<string, unknown>) => Promise<unknown>) | undefined;
  run(account: Account, request: OperationRequest<string, unknown, unknown>): Answer;
}

export function operation<const Path extends string, Body = undefined, Prepared = undefined>(
  declared: OperationDefinition<Path, Body, Prepared>,
): Operation {
  const { prepare, serviceOf } = declared;
  return {
    access: declared.access ?? "key",
    method: declared.method,
    path: declared.path,
    status: declared.status ?? 200,
    body: declared.body,
    mayOmitBody: declared.mayOmitBody ?? false,
    upload: declared.upload ?? false,
    errorForField: declared.errorForField,
    serviceOf:
      serviceOf && ((account, params) => serviceOf(account, params as Record<ParamName<Path>, string>)),
    // The HTTP layer fills in the parameters of this path, parses the body with this model, and hands over what `prepare` came to.
    prepare: prepare && ((account, request) => prepare(account, request as OperationRequest<Path, Body>)),
    run: (account, request) => declared.run(account, request as OperationRequest<Path, Body, Prepared>),
  };
}

export function pageSource<T>(records: readonly T[], view: (record: T) => unknown): PageSource {
  return { total: records.length, items: (from, to) => records.slice(from, to).map(view) };
}
