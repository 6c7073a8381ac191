import type { ConnectionRecord, SchemaConfigRecord } from "../../records/account";
import type { DiscoveryRecord, SchemaChoices } from "../../records/schemaConfig";
import type { SourceShape } from "../../records/sourceShape";
import type { Account } from "../account";
import { readAgain } from "./discoverSchemas";
import { applicableChoices, chooseAll } from "./schemaConfig";
import { shapeOf } from "./sourceShape";

/** What a reload does to the choices: keeps them, disables all schemas and tables, or enables all. */
export type ExcludeMode = "PRESERVE" | "EXCLUDE" | "INCLUDE";

export function sourceOf(account: Account, connection: ConnectionRecord): SourceShape {
  return shapeOf(connection, account.state.all("sourceShapes"));
}

/**
 * Reads a connection's source and brings its schema config up to date; a connection that has none gets one, in which all that the
 * source holds is enabled. Pre-created choices count from here on, their policy for the rest included (UNPROVEN for the policy).
 */
export function discoverSource(
  account: Account,
  connection: ConnectionRecord,
  excludeMode: ExcludeMode = "PRESERVE",
): SchemaConfigRecord {
  const { state } = account;
  const before = state.get("schemaConfigs", connection.id);
  const policy = before?.schemaChangeHandling ?? "ALLOW_ALL";
  const known = state.get("discoveries", connection.id);
  const discovery = readAgain(known, sourceOf(account, connection), policy);
  if (discovery !== known) state.put("discoveries", connection.id, discovery);
  if (before?.discovered === true && excludeMode === "PRESERVE") return before;
  const isFirst = before?.discovered !== true;
  const choices = isFirst ? applicableChoices(before?.schemas ?? {}, discovery) : before.schemas;
  const config: SchemaConfigRecord = {
    schemaChangeHandling: policy,
    discovered: true,
    schemas: choicesAfter(excludeMode, choices, discovery),
  };
  state.put("schemaConfigs", connection.id, config);
  return config;
}

function choicesAfter(mode: ExcludeMode, choices: SchemaChoices, discovery: DiscoveryRecord): SchemaChoices {
  return mode === "PRESERVE" ? choices : chooseAll(choices, discovery, mode === "INCLUDE");
}
