import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { documentedAs } from "./documented";
import { withProject } from "./export";
import type { ImportCommandOptions } from "./import/import";

export function importCommand(surroundings: Surroundings): Command {
  return new Command("import")
    .summary("write a Terraform state, or a stack of the bridged provider, as a Pulumi program")
    .description(
      "Write what another tool manages as a Pulumi program. Calls nothing at Fivetran, and leaves the other tool's state as it is.",
    )
    .addCommand(terraformCommand(surroundings))
    .addCommand(pulumiCommand(surroundings));
}

const NOT_RUN = "It needs the other tool's state; test/engine/importForeign.test.ts runs it on one.";

function terraformCommand(surroundings: Surroundings): Command {
  const command = withVerify(withProject(new Command("terraform")))
    .description(
      "Write the resources of fivetran/fivetran in a Terraform state as a Pulumi program, with a file to import its state by and a report of what has no counterpart. No secret is written.",
    )
    .argument(
      "<state>",
      "a state file ('terraform state pull', 'terraform show -json'), or the folder that it is in",
    )
    .action(async (state: string, options: ImportCommandOptions) => {
      const { importTerraform } = await import("./import/import.js");
      await importTerraform(state, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "import terraform state.json --out fivetran",
        purpose: "Write what `terraform state pull > state.json` has.",
        notRun: NOT_RUN,
      },
    ],
  });
}

function pulumiCommand(surroundings: Surroundings): Command {
  const command = withVerify(withProject(new Command("pulumi")))
    .description(
      "Write the resources of the bridged Terraform provider in a stack as a program of pulumi-fivetran, with a script by which the old records leave their state while the objects stay.",
    )
    .argument("<export>", "the result of 'pulumi stack export'")
    .action(async (file: string, options: ImportCommandOptions) => {
      const { importPulumi } = await import("./import/import.js");
      await importPulumi(file, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "import pulumi stack.json --out fivetran",
        purpose: "Write what `pulumi stack export --file stack.json` has.",
        notRun: NOT_RUN,
      },
    ],
  });
}

function withVerify(command: Command): Command {
  return command.option(
    "--verify",
    "import and preview in a stack of its own, which is removed; the preview must be empty",
  );
}
