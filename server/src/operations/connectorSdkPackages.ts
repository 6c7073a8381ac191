import { zipNames } from "../connectorSdk/zipNames";
import type { Account } from "../domain/account";
import { actorOf } from "../domain/accounts";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord } from "../records/account";
import type { ConnectorSdkPackageRecord } from "../records/connectorSdk";
import { type Operation, operation, pageSource, type Upload } from "./operation";

const said = messages.connectorSdkPackages;

/** What the service runs; a package without it can do nothing. */
const ENTRY_POINT = "connector.py";

export const connectorSdkPackages: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/connector-sdk/packages",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("connectorSdkPackages")], (one) => packageView(account, one)),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/connector-sdk/packages",
    status: 201,
    upload: true,
    prepare: (_account, { upload }) => checkedPackage(upload),
    run: (account, { caller, prepared: { sha256, size } }) => {
      const actor = actorOf(caller, account);
      const at = account.clock.timestamp();
      const made: ConnectorSdkPackageRecord = {
        id: account.newId(),
        sha256,
        size,
        createdBy: actor,
        lastUpdatedBy: actor,
        createdAt: at,
        updatedAt: at,
      };
      account.state.put("connectorSdkPackages", made.id, made);
      return { message: said.created, data: packageView(account, made) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connector-sdk/packages/{package_id}",
    run: (account, { params }) => ({
      message: said.details,
      data: packageView(account, packageOf(account, params.package_id)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/connector-sdk/packages/{package_id}",
    upload: true,
    prepare: (account, { params, upload }) => {
      packageOf(account, params.package_id);
      return checkedPackage(upload);
    },
    // The service refuses others than its maker and account administrators (403); here, every key may do all.
    run: (account, { params, caller, prepared: { sha256, size } }) => {
      const updated: ConnectorSdkPackageRecord = {
        ...packageOf(account, params.package_id),
        sha256,
        size,
        lastUpdatedBy: actorOf(caller, account),
        updatedAt: account.clock.timestamp(),
      };
      account.state.put("connectorSdkPackages", updated.id, updated);
      return { message: said.updated, data: packageView(account, updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/connector-sdk/packages/{package_id}",
    run: (account, { params }) => {
      const { id } = packageOf(account, params.package_id);
      const [connection] = connectionsWith(account, id);
      if (connection !== undefined) throw errors.packageInUse(said.inUse(id, connection.id));
      account.state.remove("connectorSdkPackages", id);
      return { message: said.deleted };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connector-sdk/packages/{package_id}/download",
    run: (account, { params }) => {
      const { id, sha256, size } = packageOf(account, params.package_id);
      return { download: { sha256, size, contentType: "application/octet-stream", filename: `${id}.zip` } };
    },
  }),
];

function packageOf(account: Account, id: string): ConnectorSdkPackageRecord {
  const found = account.state.get("connectorSdkPackages", id);
  if (found === undefined) throw errors.noConnectorSdkPackage(id);
  return found;
}

/** @throws ApiError 400 for what is no package: that the service looks for the entry point at an upload is UNPROVEN */
async function checkedPackage(upload: Upload | undefined): Promise<Upload> {
  if (upload === undefined) throw errors.invalidInput(messages.fieldRequired("file"));
  const names = await zipNames(upload.size, (start, end) => upload.slice(start, end));
  if (names === undefined) throw errors.invalidInput(said.notZip);
  if (!names.includes(ENTRY_POINT)) throw errors.invalidInput(said.noEntryPoint(ENTRY_POINT));
  return upload;
}

/** The connections that name a package in their config; the document knows of one, the vendor's command line of all. */
function connectionsWith(account: Account, packageId: string): ConnectionRecord[] {
  return [...account.state.all("connections")].filter(({ config }) => config["package_id"] === packageId);
}

function packageView(account: Account, one: ConnectorSdkPackageRecord): unknown {
  const connectionIds = connectionsWith(account, one.id).map(({ id }) => id);
  return {
    id: one.id,
    connection_id: connectionIds[0] ?? null,
    connection_ids: connectionIds,
    created_by: one.createdBy,
    last_updated_by: one.lastUpdatedBy,
    created_at: one.createdAt,
    updated_at: one.updatedAt,
    file_sha256_hash: one.sha256,
  };
}
