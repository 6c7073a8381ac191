/**
 * Pulumi's options that never reach a dynamic resource. Pulumi takes them and does nothing, so their effect would be missed
 * (each was tried on the engine; `test/engine/options.test.ts` holds it).
 */
import * as pulumi from "@pulumi/pulumi";

/** What to use instead. */
type Instead = string;

/** A program that gives one of these does something else than it says, or ends in the host's stack: it is refused. */
const REFUSED: Readonly<Record<string, Instead>> = {
  import: 'use the argument `adopt: "<id>"`, which takes over what exists',
  id: "use a lookup such as `fivetran.getGroup` to read what exists, or the argument `adopt` to manage it",
};

/** A program that gives one of these works, without it. */
const WITHOUT_EFFECT: Readonly<Record<string, Instead>> = {
  customTimeouts: 'use the argument `timeouts`, such as `timeouts: { create: "20m" }`',
  replaceOnChanges:
    "the page of a resource says which changes replace it; for a replacement of your own use the option `replacementTrigger`, or `pulumi up --replace <urn>`",
  version: "the version of pulumi-fivetran in package.json is the one that runs; remove the option",
  pluginDownloadURL: "there is no plugin to download; remove the option",
};

/** What a component does not pass on to its children. The engine itself hands on `protect`, `retainOnDelete` and `deletedWith`. */
const NOT_PASSED_ON: Readonly<Record<string, Instead>> = {
  ...WITHOUT_EFFECT,
  ...Object.fromEntries(
    ["ignoreChanges", "replaceOnChanges", "replacementTrigger", "hideDiffs"].map((option) => [
      option,
      "a component does not pass it on; declare its parts one by one, or give it to them with `transforms`",
    ]),
  ),
};

/** What is told of an option, with the name of the option. */
type OptionProblem = readonly [option: string, instead: Instead];

/** Refuses options with which a program would not do what it says. Asked before anything is registered. */
export function refuseOptions(kind: string, name: string, options: object | undefined): void {
  const told = [...givenAmong(options, REFUSED), ...providersOf(options)];
  if (told.length === 0) return;
  const lines = told.map(([option, instead]) => `the option \`${option}\` cannot work here: ${instead}`);
  throw new pulumi.RunError(`fivetran.${kind} '${name}': ${lines.join("; ")}.`);
}

/** Warns of options that do nothing, each by its name. */
export function warnOfOptions(resource: pulumi.Resource, options: object | undefined): void {
  const isComponent = pulumi.ComponentResource.isInstance(resource);
  for (const [option, instead] of givenAmong(options, isComponent ? NOT_PASSED_ON : WITHOUT_EFFECT))
    void pulumi.log.warn(`the option \`${option}\` does nothing here: ${instead}.`, resource);
}

function givenAmong(options: object | undefined, known: Readonly<Record<string, Instead>>): OptionProblem[] {
  return Object.entries(options ?? {}).flatMap(([option, value]): OptionProblem[] => {
    const instead = known[option];
    return instead === undefined || isNothing(value) ? [] : [[option, instead]];
  });
}

/** An option that a helper fills in without having anything to say. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return Array.isArray(value)
    ? value.length === 0
    : typeof value === "object" && Object.keys(value).length === 0;
}

/** The bridged provider's: its credentials and address are not ours, and Pulumi would drop it or fail with what helps nobody. */
function providersOf(options: object | undefined): OptionProblem[] {
  const { provider, providers } = (options ?? {}) as { provider?: unknown; providers?: unknown };
  const isBridged = (each: unknown): boolean => hasPackage(each) && each.getPackage() === "fivetran";
  const given: [string, unknown[]][] = [
    ["provider", [provider]],
    ["providers", Array.isArray(providers) ? providers : Object.values(providers ?? {})],
  ];
  const instead =
    "credentials and address come from the stack's configuration (`fivetran:apiKey`, …) or the environment, one account a stack";
  return given.filter(([, each]) => each.some(isBridged)).map(([option]): OptionProblem => [option, instead]);
}

/** Told by what it can do: a program may have more than one copy of Pulumi's SDK. */
function hasPackage(value: unknown): value is { getPackage(): unknown } {
  return pulumi.CustomResource.isInstance(value) && "getPackage" in value;
}
