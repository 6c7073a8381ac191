import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { TestSetupOptions } from "./test/test";
import { CHANGE_FIELDS } from "./writes/fields";
import { withWriting } from "./writes/options";

export function testCommand(surroundings: Surroundings): Command {
  const command = withWriting(withOutput(withAccess(new Command("test"))))
    .description("Run the setup tests of connections. They change nothing but the setup state.")
    .option("--trust-certificates", "trust the certificates that the source shows")
    .option("--trust-fingerprints", "trust the SSH fingerprints that the source shows")
    .action(async (words: string[], options: TestSetupOptions) => {
      const { testSetup } = await import("./test/test.js");
      await testSetup(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "test analytics/shop_eu", purpose: "Test one connection." },
      { line: "test state=broken --yes", purpose: "Test everything that is broken." },
    ],
    fields: CHANGE_FIELDS,
    notes: ["A failed test ends the command with 1, with the test's message."],
  });
}
