/**
 * The client's errors name options of its own. A Pulumi program has other words for them, or none: a handler's text, in which an
 * error of the client may stand, is put into those where it leaves for the engine.
 */
import type { Timeouts } from "@pulumi-fivetran/core/run";
import { type AccessSetting, type Configuration, nameOfSetting } from "./configuration";

/** An operation that has a time of its own. What a preview reads has that of `read`. */
export type TimedOperation = keyof Timeouts;

/** Puts what the client says of its options into the names that they were given by. */
export function inWordsOfConfiguration(text: string, configuration: Configuration): string {
  return text
    .replaceAll("Pass them as apiKey and apiSecret.", "Set fivetran:apiKey and fivetran:apiSecret.")
    .replaceAll(
      "allow it with allowInsecureHttp: true",
      "allow it with `pulumi config set fivetran:allowInsecureHttp true` or FIVETRAN_ALLOW_INSECURE_HTTP=true",
    )
    .replaceAll(/(?<!fivetran:)\b(apiKey|apiSecret|baseUrl)\b/g, (option) =>
      nameOfSetting(configuration, option as AccessSetting),
    );
}

/** @param operation What ran when the text was made. */
export function inWordsOfPulumi(
  text: string,
  operation: TimedOperation,
  configuration: Configuration,
): string {
  return (
    text
      .replaceAll(
        "Raise deadlineMs if the call needs longer.",
        `Raise \`timeouts.${operation}\` if the operation needs longer.`,
      )
      // How long one attempt may take is not a program's to say.
      .replaceAll("Try again, or raise timeoutMs.", "Try again.")
      .replaceAll(/\b(Check|If) baseUrl\b/g, `$1 ${nameOfSetting(configuration, "baseUrl")}`)
  );
}
