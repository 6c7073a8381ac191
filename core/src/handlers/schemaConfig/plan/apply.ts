/** Brings upstream to what is wanted: one look, at most one PATCH, and the PATCH's answer as the proof. */
import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import type { Context, Notice } from "../../../contract";
import { PartialFailure } from "../../../errors/partialFailure";
import type { Problem } from "../../../errors/problem";
import { formatPath } from "../../../values/propertyPath";
import { appliedNotices, namedByPreview, wasPreviewed } from "../notices/applied";
import { lostFilterNotices, unfilteredProblem } from "../notices/filters";
import { beyondPolicyNotices, unfollowedProblem } from "../notices/follow";
import { disabledParentNotices, lockedNotices, unverifiedNotices } from "../notices/notices";
import { policyNotices } from "../notices/policy";
import { hashingRules, ruleNotices, unhashedProblem, unruledTablesNotices } from "../notices/rule";
import type { SchemaCalls } from "../upstream/calls";
import { coverageFact, locksKept } from "../upstream/coverage";
import { discoverUpstream, unseenTables, withColumns } from "../upstream/discovery";
import { LastKnown } from "../upstream/lastKnown";
import { type Table, Upstream } from "../upstream/upstream";
import { type Element, pathOf, type Setting } from "../wants/elements";
import type { SchemaConfigInputs, SchemaConfigOutputs } from "../wants/inputs";
import { valueText } from "../wants/values";
import { resolve, tablesInWhole, type Wanted } from "../wants/wanted";
import { type Comparison, compare } from "./compare";
import { bodyOf } from "./patch";
import { asFound, type Findings, factsOf, withoutPolicy } from "./state";

/**
 * Creates or updates. `olds` is what the state knows, undefined for a creation.
 *
 * @throws PartialFailure where Fivetran did not do all of what it accepted, or where a rule that hashes, or the policy that is followed,
 *   could not be applied: a schedule that comes after must not start what would arrive in the clear. The outputs say what is so
 */
export async function apply(
  inputs: SchemaConfigInputs,
  olds: SchemaConfigOutputs | undefined,
  calls: SchemaCalls,
  { notify }: Context,
): Promise<SchemaConfigOutputs> {
  const known = new LastKnown(olds, inputs);
  const upstream = await discoverUpstream(inputs, olds, calls, known, notify);
  if (upstream === undefined) return writtenInAdvance(inputs);

  const wanted = resolve(inputs, upstream);
  const found = compare(wanted, upstream);
  const left = known.judge(found.unreadable, upstream);
  const sent = [...found.differing, ...left.unsettled];
  const policy = policyOtherThan(inputs, upstream.config.schemaChangeHandling ?? UNTOLD);
  const body = bodyOf(sent, policy === undefined ? undefined : inputs.schemaChangeHandling);
  const proof =
    body === undefined ? upstream : await proofOf(await calls.update(body), sent, upstream, calls);

  return finishApply({ inputs, olds, upstream, wanted, found, left, sent, proof }, calls, notify);
}

/** An apply after its PATCH: what was wanted, found and sent, and what Fivetran returned. */
interface SentApply {
  readonly inputs: SchemaConfigInputs;
  readonly olds: SchemaConfigOutputs | undefined;
  readonly upstream: Upstream;
  readonly wanted: readonly Wanted[];
  readonly found: Comparison;
  readonly left: ReturnType<LastKnown["judge"]>;
  readonly sent: readonly Wanted[];
  readonly proof: Upstream;
}

/** Tells what was done, and returns the outputs. @throws PartialFailure where some of it is not so, or could not be applied */
function finishApply(applied: SentApply, calls: SchemaCalls, notify: Context["notify"]): SchemaConfigOutputs {
  const { inputs, olds, upstream, found, left, sent, proof } = applied;
  const after = compare(sent, proof, true);
  const unseen = unseenTables(inputs, upstream);
  const locked = [
    ...found.locked,
    ...left.locked,
    ...locksKept(inputs, olds, upstream, unseen),
    ...after.locked,
  ];
  const facts = factsOf(locked, [...after.unreadable, ...left.unverified]);
  const inWhole = tablesInWhole(inputs, upstream);
  const unhashed = unhashedProblem(inputs.rules, inWhole, upstream);
  const unfollowed = unfollowedProblem(inputs, inWhole, upstream);
  const unfiltered = unfilteredProblem(found.undecided, upstream);
  const notices = [
    ...noticesOfApply(applied, unseen, calls),
    ...(unhashed === undefined ? unruledTablesNotices(inputs.rules, inWhole, upstream) : []),
    ...lockedNotices(locked),
    ...lostFilterNotices(sent, applied.wanted, upstream),
    ...unverifiedNotices(after.unreadable),
    ...disabledParentNotices(applied.wanted, proof.config),
  ];
  for (const notice of notices) notify(notice);

  const refused = refusedOf(inputs, sent, after, proof);
  const problems = [refused && refusalOf(refused, inputs), unhashed, unfiltered, unfollowed].filter(
    (problem) => problem !== undefined,
  );
  if (problems.length === 0) return { ...inputs, ...facts, ...coverageFact(inputs, upstream) };
  const asIs = refused === undefined ? { ...inputs, ...facts } : asFound(inputs, refused, facts);
  const ruled = (unhashed ?? unfiltered) === undefined ? asIs : withoutRules(asIs);
  throw new PartialFailure(
    calls.connectionId,
    unfollowed === undefined ? ruled : withoutPolicy(ruled),
    problems,
  );
}

/** What was changed, as far as no preview has told it. */
function noticesOfApply(
  { inputs, olds, upstream, wanted, found }: SentApply,
  unseen: readonly Table[],
  calls: SchemaCalls,
): Notice[] {
  const isTold = namedByPreview(olds, inputs, calls);
  const isPreviewed = wasPreviewed(olds, inputs, calls);
  return [
    // Of an update the preview has said it, and what Fivetran sees for the first time had no other policy.
    ...(olds === undefined && !calls.isFirstLook
      ? policyNotices(upstream.config.schemaChangeHandling, inputs)
      : []),
    ...appliedNotices(
      found.differing.filter((setting) => !isTold(setting)),
      inputs,
    ),
    ...(isPreviewed ? [] : ruleNotices(inputs.rules, wanted, found.inapplicable, unseen)),
    ...(isPreviewed ? [] : beyondPolicyNotices(inputs, upstream)),
  ];
}

/** All that can be done before Fivetran's first look; rules that hash can wait only where nothing is synced that no name lets in. */
function writtenInAdvance(inputs: SchemaConfigInputs): SchemaConfigOutputs {
  if (inputs.schemaChangeHandling === "BLOCK_ALL" || hashingRules(inputs.rules).length === 0) return inputs;
  throw new PartialFailure(inputs.connectorId, withoutRules(inputs), [
    {
      summary: [
        "Rules that hash columns cannot be applied before Fivetran has looked at the source, and the first columns that it syncs would arrive in the clear.",
        "Everything else was written in advance.",
      ].join("\n"),
      path: ["rules"],
      advice: [
        { kind: "runAgain", first: "Finish the setup of the connection" },
        {
          kind: "edit",
          text: 'With `schemaChangeHandling: "BLOCK_ALL"`, which syncs nothing that no name lets in, this is no failure.',
        },
      ],
    },
  ]);
}

/** Rules that could not be applied are in no state, so that the next run applies them. */
function withoutRules({ rules: _, ...outputs }: SchemaConfigOutputs): SchemaConfigOutputs {
  return outputs;
}

/** The PATCH's answer; with the columns that were sent and that it does not list, where they could be read before. */
async function proofOf(
  answer: ConnectionSchemaConfig,
  sent: readonly Setting[],
  before: Upstream,
  calls: SchemaCalls,
): Promise<Upstream> {
  const readable = sent.map(({ element }) => element).filter((element) => !before.isUnread(element));
  return withColumns(new Upstream(answer), readable, calls);
}

/** A policy that Fivetran does not name may be any: the program's is sent. */
const UNTOLD = "not told";

/** The policy in force, where the program names another. */
export function policyOtherThan(
  { schemaChangeHandling }: SchemaConfigInputs,
  inForce: string | undefined,
): string | undefined {
  return schemaChangeHandling === undefined || schemaChangeHandling === inForce ? undefined : inForce;
}

/** The settings that were sent and are still not so. */
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

function refusalOf({ differing, missing, policy }: Findings, inputs: SchemaConfigInputs): Problem {
  const lines = differing.map(
    ({ element, property, value, found }) =>
      `  - ${formatPath(pathOf(element, property))}: wanted ${valueText(value)}, is ${valueText(found)}`,
  );
  for (const element of missing) lines.push(`  - ${formatPath(pathOf(element))}: does not exist any more`);
  if (policy !== undefined) {
    lines.unshift(`  - schemaChangeHandling: wanted ${String(inputs.schemaChangeHandling)}, is ${policy}`);
  }
  return {
    summary: [
      `Fivetran accepted the schema config of connection '${inputs.connectorId}', but did not take all of it:`,
      ...lines,
    ].join("\n"),
    advice: [
      {
        kind: "runAgain",
        effect: "it sends these again; if they stay, Fivetran does not support them for this connection",
      },
    ],
  };
}
