import type { Handler, Properties } from "@pulumi-fivetran/core";
import { redacted } from "@pulumi-fivetran/core/errors";
import { knownOfSettings } from "@pulumi-fivetran/core/settings";
import { formatPath } from "@pulumi-fivetran/core/values";
import { escapeControls, isInvalidInput, isNotFound } from "@pulumi-fivetran/sdk";
import type { AccountFailures } from "./accountFailures";
import { errorInPulumiWords } from "./advice";
import { type Call, newestOf } from "./call";
import { inWordsOfPulumi } from "./clientWords";
import type { Configuration } from "./configuration";

/** A preview does not read Fivetran, so that something is gone shows only when it is to be changed. */
const FIND_WHAT_IS_GONE =
  "What was deleted outside the program is found by `pulumi refresh`; the next `pulumi up` makes it again.";

/** How a text of one kind's handler, or of an error, reaches the user: in Pulumi's words, without secrets, fit for a terminal. */
export class Wording {
  readonly #load: () => Handler<Properties, Properties>;
  readonly #configuration: Configuration;
  readonly #accountFailures: AccountFailures;

  constructor(
    load: () => Handler<Properties, Properties>,
    configuration: Configuration,
    accountFailures: AccountFailures,
  ) {
    this.#load = load;
    this.#configuration = configuration;
    this.#accountFailures = accountFailures;
  }

  /** `Connector 'orders'`: by what a user knows it by, where that is known. */
  subjectOf(properties: Properties): string {
    const { kind, nameOf } = this.#load();
    const name = nameOf(properties);
    return name === undefined ? kind : `${kind} '${name}'`;
  }

  /** The reason of a failed check. The path stands in it: beside a property of its own the engine would print the property's value. */
  failedCheck(path: readonly (string | number)[], reason: string, properties: Properties): string {
    return this.clean(`${formatPath(path)}: ${reason}`, [properties]);
  }

  /** A handler's text. */
  text(text: string, { operation, properties }: Call): string {
    return this.clean(inWordsOfPulumi(text, operation, this.#configuration), properties);
  }

  /** What a call failed for, with what is known of its causes. */
  failure(error: unknown, call: Call): string {
    const text = this.#withSettings(error, withRefreshAdvice(error, call), call);
    const subject = this.subjectOf(call.properties[0]);
    return this.text(this.#accountFailures.worded(error, text, subject, this.#configuration), call);
  }

  /** What is wrong with the configuration, in full once a run. */
  configurationProblem(problem: string, properties: Properties): string {
    return this.#accountFailures.wordedOnce(problem, this.subjectOf(properties));
  }

  /** Removes secrets, and escapes what a text of Fivetran's may do to a terminal or a log. Line ends in it are escaped already. */
  clean(text: string, properties: readonly Properties[]): string {
    const blanked = redacted(text, (each) => this.#load().secretPaths(each), ...properties);
    return blanked.split("\n").map(escapeControls).join("\n");
  }

  /** A refusal of what was sent: of which resource, and what is known of the settings that it names. */
  #withSettings(error: unknown, text: string, call: Call): string {
    const { serviceFamily } = this.#load();
    if (!isInvalidInput(error) || serviceFamily === undefined) return text;
    const sent = newestOf(call);
    return [`${this.subjectOf(sent)}: ${text}`, ...knownOfSettings(text, sent, serviceFamily)].join("\n");
  }
}

function withRefreshAdvice(error: unknown, { operation }: Call): string {
  const text = errorInPulumiWords(error);
  return operation === "update" && isNotFound(error) ? `${text}\n${FIND_WHAT_IS_GONE}` : text;
}
