// A connector of the partner protocol in Node.js, as people write one: a program that takes `--port`.
const { writeFileSync } = require("node:fs");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const [pidFile, , port] = process.argv.slice(2);
writeFileSync(pidFile, String(process.pid));

// Of the public protocol only what this connector speaks.
const nested = {
  Empty: { fields: {} },
  Column: {
    fields: {
      name: { type: "string", id: 1 },
      type: { type: "int32", id: 2 },
      primary_key: { type: "bool", id: 3 },
    },
  },
  Table: {
    fields: { name: { type: "string", id: 1 }, columns: { rule: "repeated", type: "Column", id: 2 } },
  },
  TableList: { fields: { tables: { rule: "repeated", type: "Table", id: 1 } } },
  SchemaResponse: { fields: { without_schema: { type: "TableList", id: 3 } } },
  Value: { fields: { long: { type: "int64", id: 5 } } },
  Record: {
    fields: {
      table_name: { type: "string", id: 2 },
      data: { keyType: "string", type: "Value", id: 4 },
    },
  },
  Checkpoint: { fields: { state_json: { type: "string", id: 1 } } },
  UpdateResponse: {
    fields: { record: { type: "Record", id: 1 }, checkpoint: { type: "Checkpoint", id: 3 } },
  },
  SourceConnector: {
    methods: {
      Schema: { requestType: "Empty", responseType: "SchemaResponse" },
      Update: { requestType: "Empty", responseType: "UpdateResponse", responseStream: true },
    },
  },
};
const loaded = loader.fromJSON(
  { nested: { fivetran_sdk: { nested: { v2: { nested } } } } },
  { keepCase: true },
);
const server = new grpc.Server();
server.addService(loaded["fivetran_sdk.v2.SourceConnector"], {
  Schema: (_, reply) =>
    reply(null, {
      without_schema: { tables: [{ name: "t", columns: [{ name: "id", type: 4, primary_key: true }] }] },
    }),
  Update: (call) => {
    for (let n = 1; n <= 3; n++) call.write({ record: { table_name: "t", data: { id: { long: n } } } });
    call.write({ checkpoint: { state_json: '{"n":3}' } });
    call.end();
  },
});
server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), () => undefined);
