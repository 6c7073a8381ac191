import type { ServiceSettings } from "../services/serviceSettings";
import type { AnswerSchema } from "../wire/schema";
import type { Endpoint } from "./endpoint";
import type { ApiPath } from "./path";
import type { HttpRequest } from "./transport";
import type { FileSource, MultipartBody } from "./upload";

/** One operation of the API, as a resource's method describes it. */
export interface Operation<T> {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: ApiPath;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;

  /** In the API's own names. POST and PATCH always have one, but for those of actions that need nothing said. */
  readonly body?: object;

  /** A file to send in place of a body. Nothing is sent when it cannot be read or is too large. */
  readonly upload?: FileSource;

  /** The service's settings in the body, so that what is not known of them can be told. */
  readonly ofService?: ServiceSettings;

  /** The version of the API's answers, where the operation has more than one. */
  readonly version?: 2;

  /** Loads what checks the `data` of the answer. Without it the method returns nothing. */
  readonly answer?: () => Promise<AnswerSchema<T>>;

  /**
   * Whether the answer may come without its envelope, or without any body. Fivetran's document shows a few like that;
   * the `data` of an envelope is read where there is one.
   */
  readonly bare?: boolean;

  /** Whether the answer's bytes are handed on as they come. See {@link Caller.download}. */
  readonly streamed?: boolean;

  /** What the file is that is streamed, by how it begins; anything else is not handed on. */
  readonly file?: { readonly what: string; readonly begins: string };

  /** Whether anybody may ask: sent without credentials, and not below `/v1`. */
  readonly anonymous?: boolean;

  /** Whether sending it twice does what sending it once does. @default true, but false for a POST */
  readonly repeatable?: boolean;

  /** @default "call" */
  readonly cost?: Cost;

  /** A reason not to send it at all. */
  readonly problem?: string | undefined;
}

/** What an operation costs at Fivetran: its quotas follow from it, and how long its answer is waited for. `call` is any other call. */
export type Cost = "call" | "sourceRead" | "setupTest" | "userCreation" | "privateLinkCreation";

/** What a request carries: JSON as text, or a form. */
export type Content = string | MultipartBody | undefined;

/** The request of an operation. */
export function requestOf(
  { method, query, version, streamed, anonymous }: Operation<unknown>,
  endpoint: Endpoint,
  renderedPath: string,
  content: Content,
): Omit<HttpRequest, "signal" | "maxBytes"> {
  const headers: Record<string, string> = {
    accept: version === 2 ? "application/json;version=2" : "application/json",
    "user-agent": endpoint.userAgent,
  };
  if (!anonymous) headers["authorization"] = endpoint.authorization;
  if (method === "POST" || method === "PATCH") {
    headers["content-type"] = typeof content === "object" ? content.contentType : "application/json";
  }
  return {
    method,
    url: endpoint.baseUrl + renderedPath + queryString(query),
    headers,
    ...(content === undefined ? {} : { body: typeof content === "object" ? content.bytes : content }),
    ...(streamed ? { streamed } : {}),
  };
}

function queryString(query: Operation<unknown>["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
