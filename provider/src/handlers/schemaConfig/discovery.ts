/** Gets to know upstream before something is compared: as few calls as possible, and never a call that changes a choice. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import type { Notice } from "../../handler";
import { NotConnectedError, type SchemaCalls } from "./calls";
import { type Element, namedElements } from "./elements";
import type { NamedSchemas, SchemaConfigInputs } from "./inputs";
import type { LastKnown } from "./lastKnown";
import { MissingElementsError, missingElements, missingWarning } from "./missing";
import { patchOf } from "./patch";
import { type Table, Upstream } from "./upstream";
import { type Declaration, resolve, ruledTables } from "./wanted";

/**
 * Finds every named element, with one reload where that is needed to. Undefined: the settings were written in advance
 * (`precreate`), and the source cannot be looked at yet.
 *
 * @throws MissingElementsError where named elements are missing, unless `missing` is `ignore`
 * @throws NotConnectedError where the source must be looked at and cannot be
 */
export async function discover(
  inputs: SchemaConfigInputs,
  calls: SchemaCalls,
  known: LastKnown,
  notify: (notice: Notice) => void,
): Promise<Upstream | undefined> {
  const upstream = await discoverNamed(inputs, calls, known, notify);
  return upstream && withRuledTables(upstream, inputs, calls);
}

async function discoverNamed(
  inputs: SchemaConfigInputs,
  calls: SchemaCalls,
  known: LastKnown,
  notify: (notice: Notice) => void,
): Promise<Upstream | undefined> {
  const locate = async (config: ConnectionSchemaConfig): Promise<Located> => {
    const upstream = await withColumns(new Upstream(config), namedColumns(inputs.schemas), calls, known);
    return { upstream, missing: missingElements(inputs.schemas, upstream) };
  };
  const existing = await calls.retrieve();
  if (existing === undefined) {
    const first = await firstDiscovery(inputs, calls, notify);
    return first && concluded(await locate(first), inputs, undefined, notify);
  }
  // A missing table costs a reload in any case; then the columns are asked for after it.
  if (missingElements(inputs.schemas, new Upstream(existing)).length === 0) {
    const { upstream, missing } = await locate(existing);
    if (missing.length === 0) return upstream;
  }
  const { config, failure } = await reload(inputs, calls);
  return concluded(await locate(config ?? existing), inputs, failure, notify);
}

interface Located {
  readonly upstream: Upstream;
  readonly missing: readonly Element[];
}

/** What is still missing after the reload ends the operation, or is warned about. */
function concluded(
  { upstream, missing }: Located,
  inputs: SchemaConfigInputs,
  reloadFailure: string | undefined,
  notify: (notice: Notice) => void,
): Upstream {
  if (missing.length === 0) return upstream;
  if (inputs.missing !== "ignore") {
    throw new MissingElementsError(inputs.connectorId, missing, upstream, reloadFailure);
  }
  notify({
    severity: "warning",
    path: ["schemas"],
    message: missingWarning(missing, upstream, reloadFailure),
  });
  return upstream;
}

/** Asks for the columns of those tables of which a given column is not listed by GET /schemas, nor known for settled. */
export async function withColumns(
  upstream: Upstream,
  elements: Iterable<Element>,
  calls: SchemaCalls,
  known?: LastKnown,
): Promise<Upstream> {
  const tables = new Map<string, Table>();
  for (const element of elements) {
    const [schema, table, column] = element;
    if (table === undefined || column === undefined || upstream.find(element) !== "unreadable") continue;
    if (!known?.isSettled(element)) tables.set(JSON.stringify([schema, table]), [schema, table]);
  }
  if (tables.size === 0) return upstream;
  return new Upstream(upstream.config, await calls.lookUp([...tables.values()]));
}

/** Asks every table for its columns of which a rule may be about any. Rules about columns act on tables that are synced. */
export async function withRuledTables(
  upstream: Upstream,
  declaration: Declaration,
  calls: SchemaCalls,
): Promise<Upstream> {
  const tables = ruledTables(declaration, upstream).filter((table) => !upstream.wasAsked(table));
  return tables.length === 0 ? upstream : upstream.with(await calls.lookUp(tables));
}

/** The columns that a program names. */
export function* namedColumns(schemas: NamedSchemas | undefined): Generator<Element> {
  for (const [element] of namedElements(schemas)) {
    if (element.length === 3) yield element;
  }
}

async function firstDiscovery(
  inputs: SchemaConfigInputs,
  calls: SchemaCalls,
  notify: (notice: Notice) => void,
): Promise<ConnectionSchemaConfig | undefined> {
  if (inputs.precreate) await precreate(inputs, calls);
  try {
    return await calls.reload();
  } catch (error) {
    if (!inputs.precreate || !(error instanceof NotConnectedError)) throw error;
    const message =
      `was written in advance, because the connection is not connected yet (its setup is '${error.setupState}'). Fivetran ` +
      "ignores what the source turns out not to have: a refresh after the first discovery shows it.";
    notify({ severity: "warning", path: ["schemas"], message });
    return undefined;
  }
}

async function precreate(inputs: SchemaConfigInputs, calls: SchemaCalls): Promise<void> {
  const policy = inputs.schemaChangeHandling;
  const nothing = new Upstream({ schemaChangeHandling: policy ?? "", schemas: {} });
  const schemas = patchOf(resolve(inputs, nothing));
  await calls.precreate({ schemas, ...(policy === undefined ? {} : { schemaChangeHandling: policy }) });
}

/** A reload that fails is told together with the missing elements it was to find, unless the connection does not work. */
async function reload(
  inputs: SchemaConfigInputs,
  calls: SchemaCalls,
): Promise<{ config?: ConnectionSchemaConfig; failure?: string }> {
  try {
    return { config: await calls.reload() };
  } catch (error) {
    if (!(error instanceof Error) || (error instanceof NotConnectedError && inputs.missing !== "ignore"))
      throw error;
    return { failure: error.message };
  }
}
