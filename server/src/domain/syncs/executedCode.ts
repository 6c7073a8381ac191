import type { ConnectionRecord } from "../../records/account";
import type { Blobs } from "../../store/blobs";
import type { ExecutedCode } from "../../syncExecutor";
import type { Account } from "../account";
import { putConnection } from "../connections/connections";
import { isObject } from "../seal";
import { unlockSecret } from "../secretBox";
import { CODE_SERVICE } from "../services";

/** How the code of connections is reached. */
export interface CodeAccess {
  readonly packages: Pick<Blobs, "stream">;
  /** Of the sync that runs it; undefined where it is only tested, or asked for its tables. */
  readonly number: number | undefined;
}

/** The code of a connection, kept or about to be; undefined for another service, and where its package is not there. */
export function executedCode(
  account: Account,
  connection: ConnectionRecord,
  { packages, number }: CodeAccess,
): ExecutedCode | undefined {
  const { config, service, state } = connection;
  const packageId = config["package_id"];
  const version = config["python_version"];
  if (service !== CODE_SERVICE || typeof packageId !== "string") return undefined;
  const uploaded = account.state.get("connectorSdkPackages", packageId);
  if (uploaded === undefined) return undefined;
  return {
    packageId,
    sha256: uploaded.sha256,
    read: () => packages.stream(uploaded.sha256),
    pythonVersion: typeof version === "string" ? version : undefined,
    configuration: () => secretsOf(account, connection),
    state: state === undefined ? undefined : JSON.stringify(state),
    stateIsCommitted: connection.stateIsCommitted === true,
    keepState: (text) => {
      if (number !== undefined) keepState(account, connection.id, number, text);
    },
  };
}

/** @throws Error where the connection has secrets that were sent while no code ran */
function secretsOf(account: Account, connection: ConnectionRecord): Readonly<Record<string, string>> {
  const { config, lockedSecrets } = connection;
  const list = config["secrets_list"];
  if (!Array.isArray(list) || list.length === 0) return {};
  if (lockedSecrets === undefined)
    throw new Error(
      `The secrets of the connection '${connection.schema}' were sent while this server ran without --run-connectors, and it kept only what shows whether they change. Send secrets_list once more: PATCH /v1/connections/${connection.id}.`,
    );
  const pairs: unknown = JSON.parse(
    unlockSecret(lockedSecrets, account.settings.sealKey, "connector secrets"),
  );
  return Object.fromEntries(
    (Array.isArray(pairs) ? pairs : []).flatMap((pair: unknown) =>
      isObject(pair) && typeof pair["key"] === "string" ? [[pair["key"], String(pair["value"] ?? "")]] : [],
    ),
  );
}

/** A sync that has ended meanwhile, by force or a pause, leaves no state any more. */
function keepState(account: Account, id: string, number: number, text: string): void {
  account.state.transaction(() => {
    const connection = account.state.get("connections", id);
    if (connection?.runningSync?.number !== number) return;
    const state: unknown = JSON.parse(text);
    if (isObject(state)) putConnection(account, { ...connection, state, stateIsCommitted: true });
  });
}
