/** Gets to know upstream before something is compared: as few calls as possible, and never a call that changes a choice. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import type { Notice } from "../../handler";
import { NotConnectedError, type SchemaCalls } from "./calls";
import { type Element, namedElements } from "./elements";
import type { NamedSchemas, SchemaConfigInputs } from "./inputs";
import { MissingElementsError, missingElements, missingWarning } from "./missing";
import { patchOf } from "./patch";
import { type Table, Upstream } from "./upstream";
import { resolve } from "./wanted";

type IsSettled = (element: Element) => boolean;

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
  isSettled: IsSettled,
  notify: (notice: Notice) => void,
): Promise<Upstream | undefined> {
  const known = await calls.retrieve();
  const config = known ?? (await firstDiscovery(inputs, calls, notify));
  if (config === undefined) return undefined;

  let upstream = new Upstream(config);
  let missing = missingElements(inputs.schemas, upstream);
  if (known === undefined || missing.length === 0) {
    upstream = await withColumns(inputs.schemas, upstream, calls, isSettled);
    missing = missingElements(inputs.schemas, upstream);
  }
  let failure: string | undefined;
  if (known !== undefined && missing.length > 0) {
    const reloaded = await reload(inputs, calls);
    failure = reloaded.failure;
    upstream = await withColumns(inputs.schemas, new Upstream(reloaded.config ?? known), calls, isSettled);
    missing = missingElements(inputs.schemas, upstream);
  }
  if (missing.length === 0) return upstream;
  if (inputs.missing !== "ignore")
    throw new MissingElementsError(calls.connectionId, missing, upstream, failure);
  const reloadFailed =
    failure === undefined ? "" : `\nA reload of the schema, to look for them, failed: ${failure}`;
  notify({
    severity: "warning",
    path: ["schemas"],
    message: missingWarning(missing, upstream) + reloadFailed,
  });
  return upstream;
}

/** Asks for the columns of those tables that have named columns which GET /schemas does not list. */
export async function withColumns(
  schemas: NamedSchemas | undefined,
  upstream: Upstream,
  calls: SchemaCalls,
  isSettled: IsSettled,
): Promise<Upstream> {
  const tables: Table[] = [];
  for (const [element] of namedElements(schemas)) {
    const [schema, table, column] = element;
    if (table === undefined || column === undefined) continue;
    const last = tables.at(-1);
    if (last?.[0] === schema && last[1] === table) continue;
    if (upstream.find(element) === "unreadable" && !isSettled(element)) tables.push([schema, table]);
  }
  return tables.length === 0 ? upstream : new Upstream(upstream.config, await calls.lookUp(tables));
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
  const nothing: ConnectionSchemaConfig = { schemaChangeHandling: policy ?? "", schemas: {} };
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
