/** Gets to know upstream before something is compared: as few calls as possible, and never a call that changes a choice. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import type { Notice } from "../../../contract";
import { type Problem, problemOf } from "../../../errors/problem";
import { lockedNotices } from "../notices/notices";
import { hashingRules, ruleNotices } from "../notices/rule";
import { compare } from "../plan/compare";
import { patchOf } from "../plan/patch";
import { type Element, namedElements } from "../wants/elements";
import type { NamedSchemas, SchemaConfigInputs, SchemaConfigOutputs } from "../wants/inputs";
import { type Declaration, resolve, tablesInWhole } from "../wants/wanted";
import { NotConnectedError, type SchemaCalls } from "./calls";
import { uncoveredTables } from "./coverage";
import { withFilterColumns } from "./filters";
import type { LastKnown } from "./lastKnown";
import { SchemaMismatchError } from "./mismatch";
import { missingElements, missingWarning } from "./missing";
import { unsupportedSettings } from "./unsupported";
import { type Table, Upstream } from "./upstream";

/**
 * Finds every named element, with one reload where that is needed to. Undefined: the settings were written in advance
 * (`precreate`), and the source cannot be looked at yet.
 *
 * @throws SchemaMismatchError where named elements are missing, unless `missing` is `ignore`, or cannot take what is named for them
 * @throws NotConnectedError where the source must be looked at and cannot be
 */
export async function discoverUpstream(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
  calls: SchemaCalls,
  known: LastKnown,
  notify: (notice: Notice) => void,
): Promise<Upstream | undefined> {
  const upstream = await discoverNamed(inputs, olds, calls, known, notify);
  return upstream && withTables(upstream, uncoveredTables(inputs, olds, upstream), calls);
}

async function discoverNamed(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
  calls: SchemaCalls,
  known: LastKnown,
  notify: (notice: Notice) => void,
): Promise<Upstream | undefined> {
  const locate = async (config: ConnectionSchemaConfig): Promise<Located> => {
    const named = await withColumns(new Upstream(config), namedColumns(inputs.schemas), calls, known);
    const upstream = await withFilterColumns(inputs, named, calls);
    return { upstream, missing: missingElements(inputs.schemas, upstream) };
  };
  const existing = await calls.retrieve();
  if (existing === undefined || mayBeUnseen(inputs, olds)) {
    if (existing === undefined && inputs.precreate) await precreate(inputs, calls);
    const first = await firstLook(inputs, calls, notify);
    return first && assertFits(await locate(first), inputs, undefined, notify);
  }
  // A missing table costs a reload in any case; then the columns are asked for after it.
  if (missingElements(inputs.schemas, new Upstream(existing)).length === 0) {
    const located = await locate(existing);
    if (located.missing.length === 0) return assertFits(located, inputs, undefined, notify);
  }
  const { config, failure } = await reload(inputs, calls);
  return assertFits(await locate(config ?? existing), inputs, failure, notify);
}

interface Located {
  readonly upstream: Upstream;
  readonly missing: readonly Element[];
}

/** Elements that are still missing after the reload, or settings that cannot be made, end the operation; others are warned about. */
function assertFits(
  { upstream, missing }: Located,
  inputs: SchemaConfigInputs,
  reloadFailure: Problem | undefined,
  notify: (notice: Notice) => void,
): Upstream {
  const mayBeMissing = inputs.missing === "ignore";
  const unsupported = unsupportedSettings(inputs.schemas, upstream, mayBeMissing);
  if (missing.length > 0 && mayBeMissing) {
    notify(missingWarning(missing, upstream, reloadFailure));
  }
  if (unsupported.length === 0 && (missing.length === 0 || mayBeMissing)) return upstream;
  // The other notices about the program follow, so that one run tells everything.
  for (const notice of noticesBeside(inputs, upstream)) notify(notice);
  const mismatch = { missing: mayBeMissing ? [] : missing, unsupported, reloadFailure };
  throw new SchemaMismatchError(inputs.connectorId, mismatch, upstream);
}

function noticesBeside(inputs: SchemaConfigInputs, upstream: Upstream): Notice[] {
  const wanted = resolve(inputs, upstream);
  const { locked, inapplicable } = compare(wanted, upstream);
  return [
    ...ruleNotices(inputs.rules, wanted, inapplicable, unseenTables(inputs, upstream)),
    ...lockedNotices(locked),
  ];
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
    if (!known?.isSettled(element) && upstream.hasColumnsConfig([schema, table]))
      tables.set(JSON.stringify([schema, table]), [schema, table]);
  }
  if (tables.size === 0) return upstream;
  return new Upstream(upstream.config, await calls.lookUp([...tables.values()]));
}

/** Asks tables for all their columns, except those that have been asked. */
export async function withTables(
  upstream: Upstream,
  tables: readonly Table[],
  calls: SchemaCalls,
): Promise<Upstream> {
  const unasked = tables.filter((table) => !upstream.wasAsked(table));
  return unasked.length === 0 ? upstream : upstream.with(await calls.lookUp(unasked));
}

/** Tables all of whose columns a rule or the policy is about, and that nobody has read now. */
export function unseenTables(declaration: Declaration, upstream: Upstream): Table[] {
  return tablesInWhole(declaration, upstream).filter((table) => !upstream.wasRead(table));
}

/** The columns that a program names. */
export function* namedColumns(schemas: NamedSchemas | undefined): Generator<Element> {
  for (const [element] of namedElements(schemas)) {
    if (element.length === 3) yield element;
  }
}

/**
 * Fivetran returns what was written in advance as it was sent, before it has looked at the source. Rules that hash, and are in no state
 * yet, have to see the source itself.
 */
function mayBeUnseen(
  { precreate, rules }: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
): boolean {
  return precreate === true && hashingRules(rules).length > 0 && hashingRules(olds?.rules).length === 0;
}

async function firstLook(
  inputs: SchemaConfigInputs,
  calls: SchemaCalls,
  notify: (notice: Notice) => void,
): Promise<ConnectionSchemaConfig | undefined> {
  try {
    return await calls.firstLook();
  } catch (error) {
    if (!inputs.precreate || !(error instanceof NotConnectedError)) throw error;
    const message =
      `was written in advance, because the connection is not connected yet (its setup is '${error.setupState}'). Fivetran ` +
      "ignores elements that the source does not have: a refresh after the first discovery shows them.";
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
): Promise<{ config?: ConnectionSchemaConfig; failure?: Problem }> {
  try {
    return { config: await calls.reload() };
  } catch (error) {
    if (!(error instanceof Error) || (error instanceof NotConnectedError && inputs.missing !== "ignore"))
      throw error;
    return { failure: problemOf(error) };
  }
}
