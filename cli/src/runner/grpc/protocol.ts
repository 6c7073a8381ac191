/**
 * The public partner protocol (`fivetran_sdk.v2.SourceConnector`) as far as it is used here: names and numbers of its messages, which is what
 * two programs have to agree on. See decision 0091.
 */
import type * as grpc from "@grpc/grpc-js";
import type * as loader from "@grpc/proto-loader";

type Field = {
  readonly type: string;
  readonly id: number;
  readonly rule?: "repeated";
  readonly keyType?: string;
};
type Fields = Readonly<Record<string, Field>>;

const of = (type: string, id: number): Field => ({ type, id });
const list = (type: string, id: number): Field => ({ type, id, rule: "repeated" });
const map = (type: string, id: number): Field => ({ keyType: "string", type, id });
const message = (fields: Fields) => ({ fields });
/** A message of which one field at a time is set; `kind` says which. */
const oneOf = (kind: string, fields: Fields, others: Fields = {}) => ({
  oneofs: { [kind]: { oneof: Object.keys(fields) } },
  fields: { ...others, ...fields },
});

const TIMESTAMP = message({ seconds: of("int64", 1), nanos: of("int32", 2) });

const MESSAGES = {
  ConfigurationFormRequest: message({}),
  ConfigurationFormResponse: message({ fields: list("FormField", 3), tests: list("ConfigurationTest", 4) }),
  FormField: oneOf(
    "type",
    {
      text_field: of("TextField", 5),
      dropdown_field: of("DropdownField", 6),
      toggle_field: of("ToggleField", 7),
      conditional_fields: of("ConditionalFields", 10),
      upload_field: of("UploadField", 11),
      descriptive_dropdown_fields: of("DescriptiveDropDownFields", 12),
    },
    { name: of("string", 1), label: of("string", 2), required: of("bool", 3), description: of("string", 4) },
  ),
  TextField: { values: { PlainText: 0, Password: 1, Hidden: 2 } },
  DropdownField: message({ dropdown_field: list("string", 1) }),
  ToggleField: message({}),
  UploadField: message({}),
  ConditionalFields: message({ fields: list("FormField", 2) }),
  DescriptiveDropDownFields: message({ descriptive_dropdown_field: list("DescriptiveDropDownField", 1) }),
  DescriptiveDropDownField: message({ value: of("string", 1) }),
  ConfigurationTest: message({ name: of("string", 1), label: of("string", 2) }),
  TestRequest: message({ name: of("string", 1), configuration: map("string", 2) }),
  TestResponse: oneOf("response", { success: of("bool", 1), failure: of("string", 2) }),
  SchemaRequest: message({ configuration: map("string", 1) }),
  SchemaResponse: oneOf("response", {
    schema_response_not_supported: of("bool", 1),
    with_schema: of("SchemaList", 2),
    without_schema: of("TableList", 3),
  }),
  SchemaList: message({ schemas: list("Schema", 1) }),
  Schema: message({ name: of("string", 1), tables: list("Table", 2) }),
  TableList: message({ tables: list("Table", 1) }),
  Table: message({ name: of("string", 1), columns: list("Column", 2) }),
  Column: message({
    ...{ name: of("string", 1), type: of("DataType", 2), primary_key: of("bool", 3) },
    params: of("DataTypeParams", 4),
  }),
  DataTypeParams: oneOf("params", { decimal: of("DecimalParams", 1), string_byte_length: of("int32", 2) }),
  DecimalParams: message({ precision: of("uint32", 1), scale: of("uint32", 2) }),
  DataType: {
    values: {
      ...{ UNSPECIFIED: 0, BOOLEAN: 1, SHORT: 2, INT: 3, LONG: 4, DECIMAL: 5, FLOAT: 6, DOUBLE: 7 },
      ...{ NAIVE_DATE: 8, NAIVE_DATETIME: 9, UTC_DATETIME: 10, BINARY: 11, XML: 12, STRING: 13, JSON: 14 },
      NAIVE_TIME: 15,
    },
  },
  UpdateRequest: message({ configuration: map("string", 1), state_json: of("string", 3) }),
  UpdateResponse: oneOf("operation", {
    record: of("Record", 1),
    schema_change: of("SchemaChange", 2),
    checkpoint: of("Checkpoint", 3),
    warning: of("Notice", 4),
    task: of("Notice", 5),
    records: of("Records", 6),
  }),
  SchemaChange: oneOf("change", { with_schema: of("SchemaList", 1), without_schema: of("TableList", 2) }),
  Records: message({ records: list("Record", 1) }),
  Record: message({
    ...{ schema_name: of("string", 1), table_name: of("string", 2), type: of("RecordType", 3) },
    data: map("ValueType", 4),
  }),
  RecordType: { values: { UPSERT: 0, UPDATE: 1, DELETE: 2, TRUNCATE: 3 } },
  ValueType: oneOf("inner", {
    ...{
      null: of("bool", 1),
      bool: of("bool", 2),
      short: of("int32", 3),
      int: of("int32", 4),
      long: of("int64", 5),
    },
    ...{ float: of("float", 6), double: of("double", 7), naive_date: of("Timestamp", 8) },
    ...{ naive_datetime: of("Timestamp", 9), utc_datetime: of("Timestamp", 10), decimal: of("string", 11) },
    ...{ binary: of("bytes", 12), string: of("string", 13), json: of("string", 14), xml: of("string", 15) },
    naive_time: of("Timestamp", 16),
  }),
  Checkpoint: message({ state_json: of("string", 1) }),
  Notice: message({ message: of("string", 1) }),
  Timestamp: TIMESTAMP,
  SourceConnector: {
    methods: {
      ConfigurationForm: {
        requestType: "ConfigurationFormRequest",
        responseType: "ConfigurationFormResponse",
      },
      Test: { requestType: "TestRequest", responseType: "TestResponse" },
      Schema: { requestType: "SchemaRequest", responseType: "SchemaResponse" },
      Update: { requestType: "UpdateRequest", responseType: "UpdateResponse", responseStream: true },
    },
  },
};

export interface Timestamp {
  readonly seconds?: string;
  readonly nanos?: number;
}

export type ValueKind =
  | ("null" | "bool" | "short" | "int" | "long" | "float" | "double" | "naive_date" | "naive_datetime")
  | ("utc_datetime" | "decimal" | "binary" | "string" | "json" | "xml" | "naive_time");

/** A value: `inner` names the field that holds it; undefined for one of a newer protocol. */
export interface Value {
  readonly inner?: ValueKind;
  readonly [kind: string]: unknown;
}

export interface PartnerRecord {
  readonly schema_name?: string;
  readonly table_name: string;
  readonly type?: "UPSERT" | "UPDATE" | "DELETE" | "TRUNCATE";
  readonly data?: Readonly<Record<string, Value>>;
}

export interface PartnerColumn {
  readonly name: string;
  readonly type?: string;
  readonly primary_key?: boolean;
  readonly params?: { readonly decimal?: { readonly precision?: number; readonly scale?: number } };
}

export interface PartnerTable {
  readonly name: string;
  readonly columns?: readonly PartnerColumn[];
}

export interface PartnerTables {
  readonly with_schema?: {
    readonly schemas?: readonly { readonly name: string; readonly tables?: readonly PartnerTable[] }[];
  };
  readonly without_schema?: { readonly tables?: readonly PartnerTable[] };
}

export interface PartnerFormField {
  readonly name: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly type?: string;
  readonly text_field?: string;
  readonly dropdown_field?: { readonly dropdown_field?: readonly string[] };
  readonly conditional_fields?: { readonly fields?: readonly PartnerFormField[] };
  readonly descriptive_dropdown_fields?: {
    readonly descriptive_dropdown_field?: readonly { readonly value: string }[];
  };
}

export interface PartnerForm {
  readonly fields?: readonly PartnerFormField[];
  readonly tests?: readonly { readonly name: string; readonly label?: string }[];
}

export interface PartnerUpdate {
  readonly record?: PartnerRecord;
  readonly records?: { readonly records?: readonly PartnerRecord[] };
  readonly schema_change?: PartnerTables;
  readonly checkpoint?: { readonly state_json?: string };
  readonly warning?: { readonly message?: string };
  readonly task?: { readonly message?: string };
}

/** What of grpc-js a client and a server of the protocol are made with. */
export interface LoadedProtocol {
  readonly grpc: typeof grpc;
  readonly service: grpc.ServiceDefinition;
}

/** @throws Error that says what to install, where gRPC is not there */
export async function loadProtocol(): Promise<LoadedProtocol> {
  let library: typeof grpc;
  let definitions: typeof loader;
  try {
    [library, definitions] = await Promise.all([import("@grpc/grpc-js"), import("@grpc/proto-loader")]);
  } catch (error) {
    throw new Error(
      `A connector behind gRPC needs gRPC, which is not installed: npm install @grpc/grpc-js @grpc/proto-loader. (${error instanceof Error ? error.message.split("\n")[0] : String(error)})`,
    );
  }
  const root = { nested: { fivetran_sdk: { nested: { v2: { nested: MESSAGES } } } } };
  const loaded = definitions.fromJSON(
    // The types of protobufjs want of each object what only one kind of them has.
    root as unknown as Parameters<typeof definitions.fromJSON>[0],
    { keepCase: true, longs: String, enums: String, bytes: Buffer, oneofs: true },
  );
  return {
    grpc: library,
    service: loaded["fivetran_sdk.v2.SourceConnector"] as grpc.ServiceDefinition,
  };
}
