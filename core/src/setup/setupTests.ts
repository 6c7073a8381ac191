import type { RequestOptions } from "@pulumi-fivetran/sdk";
import type { Context } from "../contract";
import { PartialFailure } from "../errors/partialFailure";
import { warningOf } from "../errors/problem";
import type { FactsOf, InputsOf } from "../fields/field";
import type { setupFields, setupOutputs } from "../fields/shared";
import type { CallContext } from "../run/callContext";
import { patchOf, type Settings } from "../settings/settings";
import { touchesConnection } from "./networking";
import { type SetupOutcome, testWarnings } from "./outcome";
import { rotates, withDeclaredSecrets } from "./rotation";
import { namesMore, type TrustFlags, trustFlags } from "./trust";

/** Inputs that decide about setup tests; the same on every resource that has them. */
export type SetupInputs = InputsOf<typeof setupFields>;

/**
 * What a setup test that does not pass means: `fail`, the operation fails (the object stays tracked, the next run tests
 * again); `warn`, a warning; `off`, tests are not run.
 */
export type SetupTestsMode = NonNullable<SetupInputs["setupTests"]>;

/** A connector that cannot connect is a failed deployment, so this is the default. */
export const DEFAULT_SETUP_TESTS: SetupTestsMode = "fail";

/** What the state keeps of the set-up: its state, and titles of the tests that failed in the last apply, which no read shows. */
export type SetupFacts = FactsOf<typeof setupOutputs>;

/** A read sees the state, not the tests; a set-up that somebody has mended since the last apply clears what failed in it. */
export function setupAfterRead(olds: SetupFacts, liveState: string | undefined): SetupFacts {
  // A state that Fivetran does not tell is taken to be as it was.
  const setupState = liveState?.toLowerCase() ?? olds.setupState;
  const mended = setupState === "connected" && olds.setupState !== "connected";
  const failed = mended ? undefined : olds.failedSetupTests;
  return { setupState, ...(failed === undefined ? {} : { failedSetupTests: failed }) };
}

export function modeOf(inputs: SetupInputs): SetupTestsMode {
  return inputs.setupTests ?? DEFAULT_SETUP_TESTS;
}

/** Set-up work that an earlier run left undone; read from the state, because a refresh clears the engine's own error. */
export function unfinishedSetup(inputs: SetupInputs, olds: SetupFacts): string[] {
  if (modeOf(inputs) !== "fail") return [];
  if (olds.setupState !== "connected") {
    return [`its setup is '${olds.setupState}', not 'connected': the setup tests will run again`];
  }
  const failed = olds.failedSetupTests ?? [];
  return failed.length === 0
    ? []
    : [`setup tests failed in the last run (${failed.join(", ")}): they will run again`];
}

/** What an update sends, and whether it runs setup tests. */
export function setupChange(
  settings: Settings,
  olds: SetupInputs & SetupFacts,
  news: SetupInputs,
): { readonly patch: Record<string, unknown>; readonly test: boolean } {
  const isRotated = rotates(olds, news);
  const changes = patchOf(settings, olds, news);
  const patch = isRotated ? withDeclaredSecrets(changes, news) : changes;
  const isDue =
    isRotated || touchesConnection(patch) || namesMore(olds, news) || unfinishedSetup(news, olds).length > 0;
  return { patch, test: isDue && modeOf(news) !== "off" };
}

/** Whether an object that is taken over is tested. */
export function testsTakenOver(
  inputs: SetupInputs,
  patch: Readonly<Record<string, unknown>>,
  liveState: string | undefined,
): boolean {
  return modeOf(inputs) !== "off" && (touchesConnection(patch) || liveState !== "connected");
}

/** The flags of a request that may run setup tests. They are never stored by the API. */
export function testFlags(
  inputs: SetupInputs,
  run: boolean,
): TrustFlags & { readonly runSetupTests: boolean } {
  return { runSetupTests: run, ...(run ? trustFlags(inputs) : {}) };
}

/** The two calls that bring an existing object to what is declared; the same shape for destinations and connections. */
export interface SetupCalls<Live> {
  readonly update: (body: Record<string, unknown>, options: RequestOptions) => Promise<Live>;
  readonly runSetupTests: (flags: TrustFlags, options: RequestOptions) => Promise<Live>;
}

/**
 * Sends the patch, with the setup tests in the same call; only the tests when there is nothing to patch; nothing at all when
 * neither is needed (undefined).
 */
export async function applyPatch<Live>(
  calls: SetupCalls<Live>,
  patch: Record<string, unknown>,
  inputs: SetupInputs,
  test: boolean,
  call: CallContext,
): Promise<Live | undefined> {
  const { runSetupTests, ...trust } = testFlags(inputs, test);
  if (Object.keys(patch).length > 0) {
    return calls.update({ ...patch, runSetupTests, ...trust }, call.options);
  }
  return test ? calls.runSetupTests(trust, call.options) : undefined;
}

/**
 * Ends a create or an update: outputs when the set-up is as the mode demands, warnings in mode `warn`, a `PartialFailure`
 * with the full outputs in mode `fail`.
 */
export function concludeSetup<Outputs extends object>(
  id: string,
  outputs: Outputs,
  outcome: SetupOutcome,
  inputs: SetupInputs,
  context: Context,
): Outputs & SetupFacts {
  const state = {
    ...outputs,
    setupState: outcome.setupState,
    ...(outcome.failed.length > 0 ? { failedSetupTests: outcome.failed } : {}),
  };
  const mode = modeOf(inputs);
  if (mode === "off") return state;
  for (const message of testWarnings(outcome.tests))
    context.notify({ severity: "warning", path: [], message });
  if (outcome.problems.length === 0) return state;
  if (mode === "fail") throw new PartialFailure(id, state, outcome.problems);
  for (const problem of outcome.problems) context.notify(warningOf(problem));
  return state;
}
