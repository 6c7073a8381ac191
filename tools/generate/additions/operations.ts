import type { DocumentOperation, Parameter, Schema } from "../document.ts";
import { flag, listOf, object, ref, text, whole } from "./schemas.ts";

/** An operation that the document of June does not have. */
export interface NewOperation {
  readonly verb: "get" | "post" | "delete";
  readonly path: string;
  readonly operation: DocumentOperation;
}

/** What a declaration below says of an operation. */
interface Said {
  readonly id: string;
  /** Whether its answers have the second version. */
  readonly second?: boolean;
  readonly query?: Readonly<Record<string, Schema>>;
  readonly request?: string;
  readonly status?: 200 | 201;
  /** What the answer's `data` is; without it, the answer is a message. */
  readonly data?: Schema;
  /** Statuses of refusals, of whose bodies nothing is said. */
  readonly refusals: readonly number[];
}

const CONNECTION = "/v1/connections/{connectionId}";
const KEYS = "/v1/users/{userId}/api-keys";
const PAGING = { cursor: text, limit: whole };
const page = (item: string): Schema => object({ items: listOf(ref(item)), next_cursor: text }, ["items"]);

export const NEW_OPERATIONS: readonly NewOperation[] = [
  declared("get", `${CONNECTION}/sync-history`, {
    id: "connection_sync_history",
    second: true,
    query: { duration: whole, start_time: text, end_time: text, ...PAGING },
    data: page("ConnectorSyncHistoryResponse"),
    refusals: [400, 401, 404, 405, 406],
  }),
  declared("get", `${CONNECTION}/warnings`, {
    id: "connection_warnings",
    second: true,
    data: page("TableWarnings"),
    refusals: [401, 404, 405, 406],
  }),
  declared("delete", `${CONNECTION}/warnings/{warningType}`, {
    id: "dismiss_connection_warning",
    second: true,
    refusals: [401, 404, 405, 406],
  }),
  declared("post", `${CONNECTION}/move`, {
    id: "connection_moved",
    second: true,
    request: "MoveConnectionsRequest",
    data: ref("MoveConnectionsResponse"),
    refusals: [400, 401, 404, 406, 415],
  }),
  declared("get", `${CONNECTION}/move/{jobId}`, {
    id: "connection_moved_job_status",
    second: true,
    data: ref("MoveConnectionJobResponse"),
    refusals: [400, 401, 404],
  }),
  declared("post", "/v1/external-logging/account/test", {
    id: "run_setup_tests_account_log_service",
    data: ref("LoggingServiceSetupTestResponse"),
    refusals: [],
  }),
  declared("get", "/v1/users/api-keys", {
    id: "list_api_keys",
    query: { user_type: text, ...PAGING },
    data: page("ApiKeyResponse"),
    refusals: [],
  }),
  declared("get", KEYS, { id: "get_user_api_key", data: ref("ApiKeyResponse"), refusals: [404] }),
  declared("post", KEYS, {
    id: "create_user_api_key",
    request: "CreateApiKeyRequest",
    status: 201,
    data: ref("CreateApiKeyResponse"),
    refusals: [400, 404],
  }),
  declared("delete", KEYS, { id: "delete_user_api_keys", refusals: [404] }),
  declared("post", `${KEYS}/rotate`, {
    id: "rotate_user_api_key",
    request: "RotateApiKeyRequest",
    data: ref("RotateApiKeyResponse"),
    refusals: [400, 404],
  }),
];

/** Filters that existing lists have gained, by path. */
export const NEW_QUERIES: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  "/v1/users": { user_type: text, has_api_key: flag },
};

/** A query parameter as the document writes one. */
export function queryParameter(name: string, schema: Schema): Parameter {
  return { name, in: "query", required: false, schema };
}

function declared(verb: NewOperation["verb"], path: string, said: Said): NewOperation {
  const { id, second, query = {}, request, status = 200, data, refusals } = said;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: text,
  }));
  const accept = `application/json${second === true ? ";version=2" : ""}`;
  const envelope = { code: text, message: text };
  const answer =
    data === undefined
      ? object(envelope, ["code", "message"])
      : object({ ...envelope, data }, ["code", "data"]);
  const operation: DocumentOperation = {
    operationId: id,
    parameters: [
      ...inPath,
      ...Object.entries(query).map(([name, schema]) => queryParameter(name, schema)),
      { name: "Accept", in: "header", schema: { type: "string", default: accept } },
    ],
    ...(request !== undefined && {
      requestBody: { content: { "application/json": { schema: ref(request) } } },
    }),
    responses: {
      ...Object.fromEntries(refusals.map((refusal) => [String(refusal), {}])),
      [String(status)]: { content: { "application/json": { schema: answer } } },
    },
  };
  return { verb, path, operation };
}
