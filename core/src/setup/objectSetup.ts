/** What the definitions of objects have in common whose setup Fivetran tests and keeps a state of: connections and destinations. */
import type { SetupTest } from "@pulumi-fivetran/sdk";
import type { Properties } from "../contract";
import type { ChangedObject, ObjectChange, ObjectDefinition, ObjectInputs } from "../object/definition";
import type { CallContext } from "../run/callContext";
import type { Settings } from "../settings/settings";
import { setupOutcome } from "./outcome";
import {
  applyPatch,
  type SetupCalls,
  type SetupFacts,
  type SetupInputs,
  setupAfterRead,
  setupChange,
  testsTakenOver,
  unfinishedSetup,
} from "./setupTests";
import { trustedIdentities, trustNotices } from "./trust";

type Tested = { readonly setupTests?: SetupTest[] };

export interface ObjectSetup<Live> {
  readonly kind: "Connector" | "Destination";
  readonly settings: Settings;
  /** How far the setup is, in lower case; undefined where Fivetran does not say. */
  stateOf(live: Live): string | undefined;
  calls(id: string, call: CallContext): SetupCalls<Live>;
  /** What is left for `conclude` to send, once the tests have passed. */
  readonly isSentLast?: (setting: string, value: unknown) => boolean;
}

type Hooks<Inputs extends ObjectInputs, Live, Facts extends object> = Required<
  Pick<ObjectDefinition<Inputs, Live, Facts>, "alsoDeclares" | "notices" | "unfinished">
>;

/** The hooks that are the same for both kinds. */
export function setupHooks<Inputs extends SetupInputs & ObjectInputs, Live, Facts extends SetupFacts>({
  kind,
}: ObjectSetup<Live>): Hooks<Inputs, Live, Facts> {
  return {
    alsoDeclares: (id, inputs) => trustedIdentities(kind, id, inputs),
    notices: trustNotices,
    unfinished: (olds, news) => unfinishedSetup(news, olds),
  };
}

/** For `ObjectApi.apply`: sends what differs with the setup tests in the same call, or runs them alone where they are due. */
export async function applyTested<Inputs extends SetupInputs, Live>(
  { settings, stateOf, calls, isSentLast }: ObjectSetup<Live>,
  { id, patch: differing, news, olds, live }: ObjectChange<Inputs, SetupInputs & SetupFacts, Live>,
  call: CallContext,
): Promise<ChangedObject<Live>> {
  const { patch, test } =
    olds === undefined
      ? { patch: differing, test: testsTakenOver(news, differing, live && stateOf(live)) }
      : setupChange(settings, olds, news);
  const now = Object.fromEntries(
    Object.entries(patch).filter(([name, value]) => isSentLast?.(name, value) !== true),
  );
  return { live: await applyPatch(calls(id, call), now, news, test, call), patch };
}

/** The setup's part of the outputs, after an apply. */
export function setupFactsOf<Live extends Tested>(
  { stateOf }: ObjectSetup<Live>,
  live: Live,
): SetupFacts & Properties {
  const { setupState, failed } = setupOutcome({
    setupState: stateOf(live),
    tests: live.setupTests,
    tasks: [],
    remedy: [],
  });
  return { setupState, ...(failed.length === 0 ? {} : { failedSetupTests: failed }) };
}

/** The same after a read. */
export function setupFactsAfterRead<Live>(
  { stateOf }: ObjectSetup<Live>,
  live: Live,
  olds: SetupFacts,
): SetupFacts {
  return setupAfterRead(olds, stateOf(live));
}
