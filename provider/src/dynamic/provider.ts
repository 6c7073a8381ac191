/**
 * A handler as the dynamic provider that Pulumi's host calls: it strips and restores what is Pulumi's, prints notices, and turns
 * errors into the form the host knows. Runs in the provider process.
 */

import type { Context, Handler, Notice, Properties } from "@pulumi-fivetran/core";
import { PartialFailure } from "@pulumi-fivetran/core/object";
import { redacted } from "@pulumi-fivetran/core/secrets";
import { knownOfSettings } from "@pulumi-fivetran/core/settings";
import { formatPath, isObject } from "@pulumi-fivetran/core/values";
import { escapeControls, isInvalidInput, isNotFound } from "@pulumi-fivetran/sdk";
import { AccountFailures } from "./accountFailures";
import { inWordsOfPulumi, type TimedOperation } from "./clientWords";
import type { Configuration } from "./configuration";
import { accessProblem, contextFor } from "./session";
import { urnOf } from "./urns";

/** The property that holds the serialized provider; Pulumi's own, never a handler's. */
const PROVIDER = "__provider";

type AnyHandler = Handler<Properties, Properties>;

/** The methods that the host calls, with its words. */
export interface DynamicProvider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, properties: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

/**
 * @param load Gets the handler on first use, so that a run loads only the kinds it has.
 * @param accountFailures What the run has told of failures of the account as a whole; one for all resources of a process.
 */
export function dynamicProvider(
  kind: string,
  load: () => AnyHandler,
  configuration: Configuration,
  accountFailures = new AccountFailures(),
): DynamicProvider {
  const contextOf = (
    operation: TimedOperation,
    id: string | undefined,
    ...properties: Properties[]
  ): Context =>
    contextFor(configuration, (notice) => {
      tell(operation, id, notice, properties);
    });
  const tell = (
    operation: TimedOperation,
    id: string | undefined,
    notice: Notice,
    properties: readonly Properties[],
  ): void => {
    const named = id === undefined ? subjectOf(properties[0] ?? {}) : `${kind} '${id}'`;
    const subject = notice.isGeneral === true ? kind : named;
    print(said(operation), subject, notice, properties);
  };
  const subjectOf = (properties: Properties): string => {
    const name = load().nameOf(properties);
    return name === undefined ? kind : `${kind} '${name}'`;
  };
  const blanked: Blank = (text, properties) =>
    printable(redacted(text, (each) => load().secretPaths(each), ...properties));
  const said =
    (operation: TimedOperation): Blank =>
    (text, properties, error) => {
      const told =
        error === undefined
          ? text
          : accountFailures.worded(
              error,
              withSettings(error, text, properties),
              subjectOf(properties[0] ?? {}),
              configuration,
            );
      return blanked(inWordsOfPulumi(told, operation, configuration), properties);
    };

  /** A refusal of what was sent: of which resource, and what is known of the settings that it names. */
  const withSettings = (error: unknown, text: string, properties: readonly Properties[]): string => {
    const { serviceFamily } = load();
    if (!isInvalidInput(error) || serviceFamily === undefined) return text;
    const sent = properties.at(-1) ?? {};
    return [`${subjectOf(sent)}: ${text}`, ...knownOfSettings(text, sent, serviceFamily)].join("\n");
  };

  return {
    async check(rawOlds, rawNews) {
      const [olds, news] = [own(rawOlds), own(rawNews)];
      try {
        const problem = accessProblem(configuration);
        if (problem !== undefined) {
          const reason = accountFailures.wordedOnce(problem, subjectOf(news));
          return { inputs: news, failures: [{ property: "", reason }] };
        }
        const isNew = Object.keys(olds).length === 0;
        const resource = urnOf(rawNews);
        const result = load().check({ olds: isNew ? undefined : olds, news, resource });
        for (const notice of result.notices) tell("read", undefined, notice, [news]);
        // The path stands in the reason: beside a property of its own the engine would print the property's value, which may
        // be a secret, or `<nil>` for a nested one.
        const failures = result.failures.map(({ path, reason }) => ({
          property: "",
          reason: blanked(`${formatPath(path)}: ${reason}`, [news]),
        }));
        return { inputs: plain(result.inputs), failures };
      } catch (error) {
        return { inputs: news, failures: [{ property: "", reason: blanked(messageOf(error), [news]) }] };
      }
    },

    async diff(id, rawOlds, rawNews) {
      const [olds, news] = [own(rawOlds), own(rawNews)];
      return reported(said("read"), kind, id, [olds, news], async () => {
        const result = await load().diff(
          { id, olds, news, resource: urnOf(rawNews) },
          contextOf("read", id, olds, news),
        );
        for (const notice of result.notices) tell("read", id, notice, [olds, news]);
        for (const message of result.unfinished)
          tell("read", id, { severity: "info", path: [], message }, [olds, news]);
        const replaces = new Set(
          result.changes.filter((change) => change.replaces).map(({ path }) => String(path[0])),
        );
        return {
          changes: result.changes.length > 0 || result.unfinished.length > 0,
          replaces: [...replaces],
          deleteBeforeReplace: replaces.size > 0 && result.deleteBeforeReplace,
        };
      });
    },

    async create(rawInputs) {
      const inputs = own(rawInputs);
      return reported(
        said("create"),
        kind,
        undefined,
        [inputs],
        async () => {
          const { id, outputs } = await load().create(
            { inputs, resource: urnOf(rawInputs) },
            contextOf("create", undefined, inputs),
          );
          return { id, outs: plain(outputs) };
        },
        rawInputs,
      );
    },

    async read(id, rawProperties) {
      const olds = own(rawProperties);
      return reported(said("read"), kind, id, [olds], async () => {
        const result = await load().read({ id, olds }, contextOf("read", id, olds));
        if (result === undefined) return { id: "", props: {} };
        const props = plain(result.outputs);
        return result.inputs === undefined
          ? { id: result.id, props }
          : { id: result.id, props, inputs: plain(result.inputs) };
      });
    },

    async update(id, rawOlds, rawNews) {
      const [olds, news] = [own(rawOlds), own(rawNews)];
      return reported(
        said("update"),
        kind,
        id,
        [olds, news],
        async () => {
          const updated = load().update(
            { id, olds, news, resource: urnOf(rawNews) },
            contextOf("update", id, olds, news),
          );
          return { outs: plain(await updated.catch(withRefreshAdvice)) };
        },
        rawNews,
      );
    },

    async delete(id, rawProperties) {
      const olds = own(rawProperties);
      await reported(said("delete"), kind, id, [olds], () =>
        load().delete({ id, olds, resource: urnOf(rawProperties) }, contextOf("delete", id, olds)),
      );
    },
  };
}

/** A preview does not read Fivetran, so that something is gone shows only when it is to be changed. */
function withRefreshAdvice(error: unknown): never {
  if (!isNotFound(error)) throw error;
  throw new Error(
    `${error.message}\nWhat was deleted outside the program is found by \`pulumi refresh\`; the next \`pulumi up\` makes it again.`,
    { cause: error },
  );
}

/** The properties without Pulumi's own. */
function own(properties: Properties): Properties {
  const { [PROVIDER]: _, ...rest } = properties;
  return rest;
}

/** Plain data without undefined, which the host's protocol cannot carry. */
function plain(value: object): Properties {
  return JSON.parse(JSON.stringify(value)) as Properties;
}

/** Makes a text fit to be seen: blanks out the secrets that the properties hold. `error` is what the text tells of, if it is one. */
type Blank = (text: string, properties: readonly Properties[], error?: unknown) => string;

/** The run's lines so far: what the preview of an update has said, the update does not say again. */
const printed = new Set<string>();

function print(blanked: Blank, subject: string, notice: Notice, properties: readonly Properties[]): void {
  const path = notice.path.length === 0 ? "" : `${formatPath(notice.path)} `;
  const severity = notice.severity === "warning" ? "warning: " : "";
  const text = blanked(`fivetran: ${severity}${subject}: ${path}${notice.message}`, properties);
  if (printed.has(text)) return;
  printed.add(text);
  // Indented, so that no line of a longer text, in which a text of Fivetran's may stand, passes for a notice of its own.
  console.log(text.replaceAll(/\n(?! )/g, "\n  "));
}

/** Escapes what a text of Fivetran's may do to a terminal or a log. Its line ends are escaped where it is put into a text of ours. */
function printable(text: string): string {
  return text.split("\n").map(escapeControls).join("\n");
}

/**
 * Runs an operation and passes on only what the user should see of a failure: its message, without secrets and without the
 * stack that the host would print. The id and outputs of a `PartialFailure` keep the object tracked; they must hold
 * `__provider`, or every later refresh and delete of it dies.
 */
async function reported<T>(
  blanked: Blank,
  kind: string,
  id: string | undefined,
  secrets: readonly Properties[],
  operation: () => Promise<T>,
  raw: Properties = {},
): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const failure = new Error(blanked(messageOf(error), secrets, error)) as Error & {
      id?: string;
      properties?: Properties;
      reasons?: string[];
    };
    failure.name = id === undefined ? kind : `${kind} '${id}'`;
    failure.stack = "";
    if (error instanceof PartialFailure) {
      failure.id = error.id;
      failure.properties = { ...plain(error.outputs), [PROVIDER]: raw[PROVIDER] };
      failure.reasons = error.reasons.map((reason) => blanked(reason, secrets));
    }
    throw failure;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isObject(error) && typeof error["message"] === "string" ? error["message"] : String(error);
}
