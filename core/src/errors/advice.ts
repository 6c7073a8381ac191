import { type Advice as ClientAdvice, describeAdvice } from "@pulumi-fivetran/sdk";

/** What a user can do about a problem, as data: a face words it with its own commands, or passes it on as it is. */
export type Advice = OwnAdvice | ClientAdvice;

type OwnAdvice =
  /** Apply the declaration once more. */
  | {
      readonly kind: "runAgain";
      /** What to do before it, a sentence without its point: `Mend the settings named above`. */
      readonly first?: string;
      /** What it will do then: `it tests again`. */
      readonly effect?: string;
      /** When: `when that is done`. */
      readonly when?: string;
    }
  /** Let the state learn that something is gone; the next run then makes it again, where the program declares it. */
  | {
      readonly kind: "runRefresh";
      /** True where it is not known that it is gone. */
      readonly ifDeleted?: true;
    }
  /** One run that looks for what an earlier one left behind and takes it over, or makes it. */
  | { readonly kind: "recover"; readonly because: "answerLost" | "interrupted" }
  /** The resource was renamed or moved: the new name and the old one are one resource. */
  | { readonly kind: "alias" }
  /** Two cannot exist, so the old object has to go before the new one is made. */
  | { readonly kind: "deleteBeforeReplace" }
  /** Take over what exists. `needs`: what else has to be declared for that, ending in `with `. */
  | { readonly kind: "adopt"; readonly id: string; readonly needs?: string }
  /** Take over one of several candidates, or declare another name. */
  | { readonly kind: "adoptOneOf"; readonly ids: readonly string[] }
  /** `adopt` names the object that is to be replaced. */
  | { readonly kind: "removeAdoptFirst" }
  /** `adopt` names nothing that exists. */
  | { readonly kind: "checkAdopt" }
  /** `adopt` names another object than the one that the resource has already. */
  | { readonly kind: "removeAdopt" }
  /** The object that `adopt` names differs from the declaration where nothing can be changed. */
  | { readonly kind: "declareAsIs" }
  /** A connector was made before its group had a destination. */
  | { readonly kind: "dependOnDestination" }
  /** Connections keep a destination from being deleted. */
  | { readonly kind: "deleteConnectionsFirst" }
  /** A connection cannot read its source yet. */
  | { readonly kind: "finishSetup" }
  /** Names in `schemas` are not those of the source. */
  | { readonly kind: "correctNames" }
  /** Settings in `schemas` that Fivetran does not offer there. */
  | { readonly kind: "removeSettings" }
  /** Name one of several things by its id. */
  | { readonly kind: "askById"; readonly ids: readonly string[] }
  /** The state was written by a newer version. */
  | { readonly kind: "installNewer" }
  /** Give an input a value. */
  | { readonly kind: "set"; readonly input: string; readonly value: unknown }
  /** Anything else, in words that hold whatever the face is: no command stands in them. */
  | { readonly kind: "edit"; readonly text: string };

/** How one face says each kind of advice: a sentence, or a line of a list. */
export type AdviceWords = {
  readonly [Kind in Advice["kind"]]: (advice: Extract<Advice, { kind: Kind }>) => string;
};

type ClientWords = {
  readonly [Kind in ClientAdvice["kind"]]: (advice: Extract<ClientAdvice, { kind: Kind }>) => string;
};

/** The client's own words for its advice: they name its options. */
const CLIENT_WORDS: ClientWords = {
  raiseDeadline: describeAdvice,
  raiseTimeout: describeAdvice,
  raiseMaxAnswerBytes: describeAdvice,
  checkBaseUrl: describeAdvice,
  checkCredentials: describeAdvice,
  grantRole: describeAdvice,
  setProxyCredentials: describeAdvice,
  bypassProxy: describeAdvice,
  updateClient: describeAdvice,
  tryAgain: describeAdvice,
  tryLater: describeAdvice,
  passCredentials: describeAdvice,
  allowInsecureHttp: describeAdvice,
};

/** Whether advice comes from the client: then it is about the call, and stands beside what failed. */
export function isClientAdvice(advice: Advice): advice is ClientAdvice {
  return Object.hasOwn(CLIENT_WORDS, advice.kind);
}

/** Without any face's commands: for logs, and for programs that catch an error without a face. */
export const PLAIN_WORDS: AdviceWords = {
  ...CLIENT_WORDS,
  runAgain: (advice) => runAgainWith("run it", advice),
  runRefresh: ({ ifDeleted }) =>
    ifDeleted === true
      ? "If it was deleted at Fivetran, refresh the state; the next run makes it again."
      : "Refresh the state; the next run makes it again.",
  recover: ({ because }) =>
    because === "answerLost"
      ? "Whether it was made is not known, and no refresh finds it. A recovering run does: it looks for it and takes it over, or makes it."
      : "  - Left by a run that was interrupted? A recovering run takes it over.",
  alias: () =>
    "  - Renamed or moved in the program? Give the new one its old name as an alias: nothing is made or deleted then.",
  deleteBeforeReplace: () => "  - Replaced on purpose? Two cannot exist: let the old one be deleted first.",
  adopt: ({ id, needs = "" }) =>
    `  - Made elsewhere? ${needs}\`adopt: "${id}"\` takes it over. Where this program declares it twice, remove one of the two.`,
  adoptOneOf: () =>
    'To take one over, declare it with `adopt: "<id>"`; to keep it apart, declare another name.',
  removeAdoptFirst: () => "Remove `adopt` first and run it; then replace it.",
  checkAdopt: () => "Check the id, or remove `adopt`.",
  removeAdopt: () => "Remove `adopt`, or declare another resource for the other object.",
  declareAsIs: () => "Declare what is there, or adopt another object.",
  dependOnDestination: () =>
    "Give the Connector `groupId: destination.groupId` instead of `group.id`, so that it is made after the destination.",
  deleteConnectionsFirst: () =>
    "Delete them first, or let each Connector depend on the destination (`groupId: destination.groupId`): they are then deleted first.",
  finishSetup: () =>
    "Finish its setup first: correct the connector's `config` and `auth` and let its setup tests pass, or have a person authorize it.\n" +
    "With `precreate: true` the settings of a new connection are written before Fivetran's first look at the source.",
  correctNames: () =>
    'Names are case-sensitive. Correct them, or set `missing: "ignore"` to go on without these elements.',
  removeSettings: () =>
    "Remove them. A rule may say the same: it leaves alone what does not have its setting.",
  askById: ({ ids }) => `Ask for one by its id: ${ids.map((id) => `'${id}'`).join(", ")}.`,
  installNewer: () => "Install a newer version.",
  set: ({ input, value }) => `  ${input}: ${inProgram(value)}`,
  edit: ({ text }) => text,
};

/** As a program writes it. */
function inProgram(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(inProgram).join(", ")}]` : JSON.stringify(value);
}

/** @param run `run it`, `` run `pulumi up` `` */
export function runAgainWith(
  run: string,
  { first, effect, when }: Extract<Advice, { kind: "runAgain" }>,
): string {
  const what = `${run} again${when === undefined ? "" : ` ${when}`}`;
  const sentence =
    first === undefined ? what.charAt(0).toUpperCase() + what.slice(1) : `${first} and ${what}`;
  return `${sentence}${effect === undefined ? "" : `: ${effect}`}.`;
}

/** One piece of advice in a face's words. */
export function worded(advice: Advice, words: AdviceWords): string {
  // The kind says which function, and that function takes just this kind.
  return (words[advice.kind] as (advice: Advice) => string)(advice);
}
