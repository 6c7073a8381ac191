/** Brings upstream to what is wanted: one look, at most one PATCH, and the PATCH's answer as the proof. */
import type { Context } from "../../handler";
import { PartialFailure } from "../../internal/partialFailure";
import { formatPath } from "../../internal/propertyPath";
import type { SchemaCalls } from "./calls";
import { type Comparison, compare } from "./compare";
import { discover } from "./discovery";
import { type Element, namedAt, pathOf, type Setting } from "./elements";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "./inputs";
import {
  disabledParentNotices,
  effectNotices,
  followsPolicy,
  lockedNotices,
  unverifiedNotices,
} from "./notices";
import { bodyOf } from "./patch";
import { asFound, type Findings, factsOf } from "./state";
import { Upstream } from "./upstream";
import { resolve } from "./wanted";

/**
 * Creates or updates. `olds` is what the state knows, undefined for a creation.
 *
 * @throws PartialFailure where Fivetran accepted the PATCH and did not do all of it; the outputs then say what is
 */
export async function apply(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
  calls: SchemaCalls,
  { notify }: Context,
): Promise<SchemaConfigOutputs> {
  const known = new LastKnown(olds);
  const upstream = await discover(
    inputs,
    calls,
    (element) => known.isSettledElement(inputs, element),
    notify,
  );
  if (upstream === undefined) return inputs;

  const { differing, locked, unreadable } = compare(resolve(inputs, upstream.config), upstream);
  const sent = [...differing, ...unreadable.filter((setting) => !known.isSettled(setting))];
  const policy = policyOtherThan(inputs, upstream.config.schemaChangeHandling);
  const body = bodyOf(sent, policy === undefined ? undefined : inputs.schemaChangeHandling);
  const proof = new Upstream(body === undefined ? upstream.config : await calls.update(body));

  const after = compare(sent, proof);
  const unproved = unreadable.filter(
    (setting) => known.isSettled(setting) && known.isDoubtful(setting, upstream),
  );
  const facts = factsOf([...locked, ...after.locked], [...after.unreadable, ...unproved]);
  const notices = [
    ...effectNotices(differing, followsPolicy(inputs)),
    ...lockedNotices([...locked, ...after.locked]),
    ...unverifiedNotices(after.unreadable),
    ...disabledParentNotices(inputs.schemas, proof.config),
  ];
  for (const notice of notices) notify(notice);

  const refused = refusedOf(inputs, sent, after, proof);
  if (refused === undefined) return { ...inputs, ...facts };
  throw new PartialFailure(calls.connectionId, asFound(inputs, refused, facts), [
    refusalText(refused, inputs),
  ]);
}

/** The policy in force, where the program names another. */
export function policyOtherThan(inputs: SchemaConfigInputs, inForce: string): string | undefined {
  const { schemaChangeHandling } = inputs;
  return schemaChangeHandling === undefined || schemaChangeHandling === inForce ? undefined : inForce;
}

/** What was sent and is still not so. */
function refusedOf(
  inputs: SchemaConfigInputs,
  sent: readonly Setting[],
  { differing }: Comparison,
  proof: Upstream,
): Findings | undefined {
  const missing: Element[] = [];
  for (const { element } of sent) {
    if (proof.find(element) === "missing" && missing.at(-1) !== element) missing.push(element);
  }
  const policy = policyOtherThan(inputs, proof.config.schemaChangeHandling);
  if (differing.length + missing.length === 0 && policy === undefined) return undefined;
  return { differing, missing, policy };
}

function refusalText({ differing, missing, policy }: Findings, inputs: SchemaConfigInputs): string {
  const lines = differing.map(
    ({ element, property, value, found }) =>
      `  - ${formatPath(pathOf(element, property))}: wanted ${String(value)}, is ${String(found)}`,
  );
  for (const element of missing) lines.push(`  - ${formatPath(pathOf(element))}: does not exist any more`);
  if (policy !== undefined) {
    lines.unshift(`  - schemaChangeHandling: wanted ${String(inputs.schemaChangeHandling)}, is ${policy}`);
  }
  return [
    `Fivetran accepted the schema config of connection '${inputs.connectorId}', but did not take all of it:`,
    ...lines,
    "Run `pulumi up` to send these again; if they stay, Fivetran does not support them for this connection.",
  ].join("\n");
}

/** What the last apply or refresh knew of named settings: saves asking again for columns that nobody has touched since. */
class LastKnown {
  readonly #olds: SchemaConfigOutputs | undefined;
  readonly #unverified: ReadonlySet<string>;

  constructor(olds: SchemaConfigOutputs | undefined) {
    // An element that was missing is in the state as it was wanted, not as it is.
    const isReliable = olds?.drift?.some((entry) => "missing" in entry) !== true;
    this.#olds = isReliable ? olds : undefined;
    this.#unverified = new Set(olds?.unverified);
  }

  /** True when this value is what was applied, or found, the last time. */
  isSettled({ element, property, value }: Setting): boolean {
    return namedAt(this.#olds?.schemas, element)?.[property] === value;
  }

  /** True when all that the program names for the column is what it was the last time. */
  isSettledElement(inputs: SchemaConfigInputs, element: Element): boolean {
    const before = namedAt(this.#olds?.schemas, element);
    const now = namedAt(inputs.schemas, element);
    if (before === undefined) return false;
    return (
      before.enabled === now?.enabled &&
      before.hashed === now?.hashed &&
      before.isPrimaryKey === now?.isPrimaryKey
    );
  }

  /** False for a column that was seen to be as wanted and that GET /schemas, by not listing it, says nobody has set since. */
  isDoubtful({ element, property }: Setting, upstream: Upstream): boolean {
    const [schema, table] = element;
    const wasAsked = table !== undefined && upstream.lookup([schema, table]) !== undefined;
    return (
      wasAsked ||
      upstream.find(element) !== "unreadable" ||
      this.#unverified.has(formatPath(pathOf(element, property)))
    );
  }
}
