import type { Handler, Properties } from "@pulumi-fivetran/core";
import { type Problem, redacted } from "@pulumi-fivetran/core/errors";
import { knownOfSettings } from "@pulumi-fivetran/core/settings";
import { formatPath } from "@pulumi-fivetran/core/values";
import { escapeControls, isInvalidInput, isNotFound } from "@pulumi-fivetran/sdk";
import type { AccountFailures } from "./accountFailures";
import { inPulumiWords, problemsOf } from "./advice";
import { type Call, newestOf } from "./call";
import type { Configuration } from "./configuration";

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

  /** A handler's problem, or a notice. */
  problem(problem: Problem, { operation, properties }: Call): string {
    return this.clean(inPulumiWords(problem, this.#configuration, operation), properties);
  }

  /** What a check failed for that found no failure of the inputs: it may be that the kind is unknown, and so has no subject. */
  brokenCheck(error: unknown, call: Call): string[] {
    return problemsOf(error).map((problem) => this.problem(problem, call));
  }

  /** What a call failed for, with what is known of its causes: a text for each problem. */
  failures(error: unknown, call: Call): string[] {
    const subject = this.subjectOf(call.properties[0]);
    return problemsOf(error).map((problem) => {
      const known = this.#withSettings(error, withRefreshAdvice(error, problem, call), call);
      return this.problem(this.#accountFailures.told(error, known, subject, this.#configuration), call);
    });
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
  #withSettings(error: unknown, problem: Problem, call: Call): Problem {
    const { serviceFamily } = this.#load();
    if (!isInvalidInput(error) || serviceFamily === undefined) return problem;
    const sent = newestOf(call);
    const subject = this.subjectOf(sent);
    const known = knownOfSettings(error.apiMessage ?? "", sent, serviceFamily);
    return {
      ...problem,
      subject,
      summary: `${subject}: ${problem.summary}`,
      details: [...(problem.details ?? []), ...known],
    };
  }
}

/** A preview does not read Fivetran, so that something is gone shows only when it is to be changed. */
function withRefreshAdvice(error: unknown, problem: Problem, { operation }: Call): Problem {
  if (operation !== "update" || !isNotFound(error)) return problem;
  return { ...problem, advice: [...(problem.advice ?? []), { kind: "runRefresh", ifDeleted: true }] };
}
