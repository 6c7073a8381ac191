import { z } from "zod";
import { ERRORS_TABLE } from "../sync/rejectedRows";
import { parseType } from "../types/columnType";

const text = z.string().min(1);
/** Names with dots between them, through objects and arrays: `data.items`. */
const path = text;

const auth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bearer"), token: text }),
  z.strictObject({ type: z.literal("basic"), username: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal("header"), name: text, value: text }),
  z.strictObject({ type: z.literal("query"), name: text, value: text }),
  /** Client credentials: a token is requested, and again when it has run out. */
  z.strictObject({
    type: z.literal("oauth2"),
    tokenUrl: z.url(),
    clientId: text,
    clientSecret: text,
    scope: text.optional(),
  }),
]);

/** How many records a page has. It shrinks when the API fails, and grows again. */
const pageSize = { sizeParameter: text.optional(), size: z.int().positive().optional() };

const paging = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({
    type: z.literal("page"),
    parameter: text,
    first: z.int().nonnegative().optional(),
    ...pageSize,
  }),
  z.strictObject({ type: z.literal("offset"), parameter: text, ...pageSize }),
  z.strictObject({ type: z.literal("cursor"), parameter: text, next: path, ...pageSize }),
  /** The next page's address: at `next`, or in the header `Link` with `rel="next"`. */
  z.strictObject({ type: z.literal("link"), next: path.optional(), ...pageSize }),
]);

const columnType = text.refine((value) => parseType(value) !== undefined, {
  error: "is no type. Write STRING, LONG, DECIMAL(10,2) and so on.",
});

const endpoint = z
  .strictObject({
    table: text.refine((name) => name.toLowerCase() !== ERRORS_TABLE, {
      error: "is the table of records that could not become rows. Choose another name.",
    }),
    /** Behind `baseUrl`. */
    path: text.startsWith("/"),
    method: z.enum(["GET", "POST"]).optional(),
    /** Of each request; with POST they are in the body. */
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    /** Where the records are in the answer; the answer itself when not given. */
    records: path.optional(),
    /** Columns that find a record again; `id` where the first page has it. */
    key: z.array(text).min(1).optional(),
    paging: paging.optional(),
    /** Where the answer says whether there are more pages. A page without records is the last one in any case. */
    more: path.optional(),
    incremental: z
      .strictObject({
        /** The parameter that asks for what has changed since. */
        parameter: text,
        /** The column that says when a record has changed. */
        cursor: text,
        /** What the first read asks for. */
        start: text.optional(),
        /** How the parameter is written: as the column is, or as a number of seconds or milliseconds since 1970. */
        format: z.enum(["asIs", "epochSeconds", "epochMilliseconds"]).optional(),
      })
      .optional(),
    /** Types of columns, and of values deeper in a record, which get a column of their own. */
    columns: z
      .record(z.string(), z.union([columnType, z.strictObject({ path, type: columnType })]))
      .optional(),
  })
  .superRefine(({ paging: pages }, context) => {
    if (
      pages === undefined ||
      pages.type === "none" ||
      (pages.sizeParameter === undefined) === (pages.size === undefined)
    )
      return;
    context.addIssue({
      code: "custom",
      path: ["paging"],
      message: "`sizeParameter` and `size` belong together.",
    });
  });

/** An API that is described, and read without code of its own. */
export const restSource = z.strictObject({
  type: z.literal("rest"),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine((value) => new URL(value).username === "", { error: "holds a user: write it as `auth`." }),
  auth: auth.optional(),
  /** Sent with each request; they may be secret. */
  headers: z.record(z.string(), z.string()).optional(),
  endpoints: z
    .array(endpoint)
    .min(1)
    .refine((all) => new Set(all.map(({ table }) => table)).size === all.length, {
      error: "Each endpoint is a table of its own name.",
    }),
  /** The most requests in a second; as many as the API takes when not given. */
  requestsPerSecond: z.number().positive().optional(),
  /** How often a request that failed is sent again; 5 when not given. */
  retries: z.int().nonnegative().optional(),
  /** How long one request may take, in milliseconds; 60 seconds when not given. */
  timeoutMs: z.int().positive().optional(),
  /** The most bytes of one answer; 32 MB when not given. A larger page is asked for with fewer records. */
  pageBytes: z.int().positive().optional(),
});

/** How a REST API is read. */
export type RestSettings = z.output<typeof restSource>;
export type RestEndpoint = RestSettings["endpoints"][number];
export type RestAuth = NonNullable<RestSettings["auth"]>;
export type RestPaging = NonNullable<RestEndpoint["paging"]>;
