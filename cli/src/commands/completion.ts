import { Argument, Command } from "commander";
import type { Surroundings } from "../surroundings";
import { SHELLS, type Shell } from "./completion/shells";
import { documentedAs } from "./documented";

export function completionCommand({ terminal }: Surroundings): Command {
  const command = new Command("completion")
    .description("Print a script that completes fivetranctl's words in a shell.")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: Shell, _: unknown, { parent }: Command) => {
      const { completionScript } = await import("./completion/scripts.js");
      if (parent !== null) terminal.print(completionScript(parent, shell).trimEnd());
    });
  return documentedAs(command, {
    examples: [
      { line: "completion bash", purpose: "In ~/.bashrc: source <(fivetranctl completion bash)" },
      { line: "completion zsh", purpose: "In ~/.zshrc: source <(fivetranctl completion zsh)" },
      { line: "completion fish", purpose: "In fish's config: fivetranctl completion fish | source" },
      {
        line: "completion powershell",
        purpose: "In $PROFILE: fivetranctl completion powershell | Out-String | Invoke-Expression",
      },
    ],
  });
}
