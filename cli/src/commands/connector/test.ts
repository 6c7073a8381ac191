/** `fivetranctl connector test <folder>` */
import { runSetupTests } from "../../runner/ask";
import type { Terminal } from "../../terminal";
import { UserError } from "../../userError";
import { showFailure } from "./failure";
import { type FolderOptions, openFolder, showTalk } from "./folder";

export type TestOptions = FolderOptions;

/** @throws UserError when a test fails, or a value that the form requires is missing */
export async function test(folder: string, options: TestOptions, terminal: Terminal): Promise<void> {
  const json = options.json ?? false;
  const { connector, configuration } = await openFolder(folder, options, terminal);
  const { form, tests } = await runSetupTests({
    connector,
    configuration,
    onEvent: (event) => showTalk(event, json, terminal),
  }).catch((error: unknown) => {
    throw showFailure(error, json, terminal);
  });
  const missing = form.fields
    .filter(({ name, required }) => required && (configuration[name] ?? "") === "")
    .map(({ name }) => `the form requires '${name}', and the configuration has no value for it`);
  for (const { label, passed, message } of tests) {
    if (json) terminal.print(JSON.stringify({ event: "test", label, passed, message }));
    else terminal.print(`${passed ? "passed" : "FAILED"}  ${label}${message === "" ? "" : `: ${message}`}`);
  }
  if (tests.length === 0) terminal.say("The connector has no set-up tests: configuration_form() adds them.");
  const failed = tests.filter(({ passed }) => !passed).length;
  if (failed > 0 || missing.length > 0)
    throw new UserError(
      [...missing, ...(failed > 0 ? [`${failed} of ${tests.length} set-up tests failed.`] : [])].join("\n"),
    );
}
