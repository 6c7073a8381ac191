import type { Context, ReadResult } from "../../../contract";
import { isGone } from "../../../object/gone";
import { isSame } from "../../../values/diff";
import { formatPath } from "../../../values/propertyPath";
import { driftFoundNotices } from "../notices/applied";
import { unfilteredNotices } from "../notices/filters";
import { unfollowedTablesNotices } from "../notices/follow";
import { unreadTablesNotices } from "../notices/notices";
import { unruledTablesNotices } from "../notices/rule";
import type { SchemaCalls } from "../upstream/calls";
import { coverageFact } from "../upstream/coverage";
import { namedColumns, withColumns, withTables } from "../upstream/discovery";
import { withFilterColumns } from "../upstream/filters";
import { missingElements } from "../upstream/missing";
import { Upstream } from "../upstream/upstream";
import { pathOf } from "../wants/elements";
import { inputsOf, type SchemaConfigInputs, type SchemaConfigOutputs } from "../wants/inputs";
import { resolve, tablesInWhole } from "../wants/wanted";
import { policyOtherThan } from "./apply";
import { compare } from "./compare";
import { asFound, asNotDiscovered, factsOf, lastApplied } from "./state";

/** What is upstream of what the program names. Undefined where the connection is gone. Changes nothing, not even by a reload. */
export async function read(
  id: string,
  olds: SchemaConfigOutputs,
  calls: SchemaCalls,
  { notify }: Context,
): Promise<ReadResult<SchemaConfigInputs, SchemaConfigOutputs> | undefined> {
  try {
    const known = new Set(olds.drift?.map(({ path }) => path));
    const found = await observe({ ...lastApplied(olds), connectorId: id }, known, calls, notify);
    const outputs = withStableCoverage(olds, found);
    return { id, outputs, inputs: changedInputs(olds, outputs) };
  } catch (error) {
    if (isGone(error, "connection")) return undefined;
    throw error;
  }
}

/** @param known Paths of what the last refresh has found to differ, and told. */
async function observe(
  wanted: SchemaConfigInputs,
  known: ReadonlySet<string>,
  calls: SchemaCalls,
  notify: Context["notify"],
): Promise<SchemaConfigOutputs> {
  const config = await calls.retrieve();
  if (config === undefined) return asNotDiscovered(wanted);
  const named = await withColumns(new Upstream(config), namedColumns(wanted.schemas), calls);
  const whole = await withTables(named, tablesInWhole(wanted, named), calls);
  const upstream = await withFilterColumns(wanted, whole, calls);
  const inWhole = tablesInWhole(wanted, upstream);
  const { differing, locked, unreadable, undecided } = compare(resolve(wanted, upstream), upstream);
  const news = differing.filter(({ element, property }) => !known.has(formatPath(pathOf(element, property))));
  const notices = [
    ...unreadTablesNotices(named.unreadTables()),
    ...unruledTablesNotices(wanted.rules, inWhole, upstream),
    ...unfollowedTablesNotices(wanted, inWhole, upstream),
    ...unfilteredNotices(undecided, upstream),
    ...driftFoundNotices(news, wanted),
  ];
  for (const notice of notices) notify(notice);
  // With `ignore` an element may come and go; once it is there, it is compared.
  const missing = wanted.missing === "ignore" ? [] : missingElements(wanted.schemas, upstream);
  const policy = policyOtherThan(wanted, config.schemaChangeHandling);
  const facts = { ...factsOf(locked, unreadable), ...coverageFact(wanted, upstream) };
  return asFound(wanted, { differing, missing, policy }, facts);
}

/** Tables that come and go beside all that is declared are no change; a refresh must not look like one. */
function withStableCoverage(
  olds: SchemaConfigOutputs,
  { coveredTables, ...found }: SchemaConfigOutputs,
): SchemaConfigOutputs {
  const factsIn = ({ drift, skipped, unverified }: SchemaConfigOutputs) => ({ drift, skipped, unverified });
  const kept = isSame(factsIn(olds), factsIn(found)) ? olds.coveredTables : coveredTables;
  return { ...found, ...(kept === undefined ? {} : { coveredTables: kept }) };
}

function changedInputs(
  olds: SchemaConfigOutputs,
  outputs: SchemaConfigOutputs,
): SchemaConfigInputs | undefined {
  // Only what differs, or did, can have changed a leaf; comparing everything else would only cost time.
  if (olds.drift === undefined && outputs.drift === undefined) return undefined;
  const inputs = inputsOf(outputs);
  return isSame(inputsOf(olds), inputs) ? undefined : inputs;
}
