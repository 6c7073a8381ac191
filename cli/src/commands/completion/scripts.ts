/** Scripts that complete the words of a command line, made from the commands themselves. */
import type { Command } from "commander";
import type { Shell } from "./shells";

/** What can follow after a command: its subcommands and options. */
interface Place {
  /** `schema tree`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly Word[];
}

interface Word {
  readonly text: string;
  readonly what: string;
}

export function completionScript(program: Command, shell: Shell): string {
  const places = placesOf(program, "");
  switch (shell) {
    case "bash":
      return bash(places);
    case "zsh":
      return zsh(places);
    case "fish":
      return fish(places);
    case "powershell":
      return powershell(places);
  }
}

function placesOf(command: Command, path: string): Place[] {
  const subcommands = command.commands.map((each) => ({
    text: each.name(),
    what: firstSentence(each.description()),
  }));
  const options = command.options.flatMap(({ long, description }) =>
    typeof long === "string" ? [{ text: long, what: firstSentence(description) }] : [],
  );
  const own: Place = {
    path,
    commands: subcommands,
    options: [...options, { text: "--help", what: "display help" }],
  };
  return [own, ...command.commands.flatMap((each) => placesOf(each, `${path} ${each.name()}`.trim()))];
}

/** Without what a shell would read: the texts are our own, and stay within quotes. */
function firstSentence(text: string): string {
  return (text.split(/[.:(;]/)[0] ?? "").replaceAll(/['"`$\\]/g, "").trim();
}

/** The words so far that are commands, joined: what all four scripts look up. */
const KNOWN = (places: readonly Place[]): string[] =>
  places.map(({ path }) => path).filter((path) => path !== "");

function bash(places: readonly Place[]): string {
  const cases = places.map(({ path, commands, options }) => {
    const words = [...commands, ...options].map(({ text }) => text).join(" ");
    return `    '${path}') words='${words}' ;;`;
  });
  return `# fivetranctl completion for bash: source <(fivetranctl completion bash)
_fivetranctl() {
  local path='' word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${KNOWN(places)
        .map((path) => `'${path}'`)
        .join(" | ")}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _fivetranctl fivetranctl
`;
}

function zsh(places: readonly Place[]): string {
  const cases = places.map(({ path, commands, options }) => {
    const words = [...commands, ...options].map(({ text, what }) => `'${text}:${what.replaceAll(":", " ")}'`);
    return `    '${path}') words_of=(${words.join(" ")}) ;;`;
  });
  return `#compdef fivetranctl
# fivetranctl completion for zsh: source <(fivetranctl completion zsh)
_fivetranctl() {
  local place='' word
  local -a words_of
  for word in "\${words[@]:1:$((CURRENT - 2))}"; do
    case "\${place:+$place }$word" in
      ${KNOWN(places)
        .map((path) => `'${path}'`)
        .join("|")}) place="\${place:+$place }$word" ;;
    esac
  done
  case "$place" in
${cases.join("\n")}
  esac
  _describe 'fivetranctl' words_of || _files
}
compdef _fivetranctl fivetranctl
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, commands, options }) => {
    const condition = `-n '__fivetranctl_at "${path}"'`;
    return [
      ...commands.map(
        ({ text, what }) => `complete -c fivetranctl -f ${condition} -a '${text}' -d '${what}'`,
      ),
      ...options.map(
        ({ text, what }) => `complete -c fivetranctl ${condition} -l '${text.slice(2)}' -d '${what}'`,
      ),
    ];
  });
  return `# fivetranctl completion for fish: fivetranctl completion fish | source
function __fivetranctl_at
  set -l place ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$place $word")
    if contains -- "$next" ${KNOWN(places)
      .map((path) => `'${path}'`)
      .join(" ")}
      set place "$next"
    end
  end
  test "$place" = "$argv[1]"
end
${lines.join("\n")}
`;
}

function powershell(places: readonly Place[]): string {
  const entries = places.map(({ path, commands, options }) => {
    const words = [...commands, ...options].map(
      ({ text, what }) => `@('${text}', '${what === "" ? text : what}')`,
    );
    return `    '${path}' = @(${words.join(", ")})`;
  });
  return `# fivetranctl completion for PowerShell: fivetranctl completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName fivetranctl -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $places = @{
${entries.join("\n")}
  }
  $place = ''
  foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
    $next = "$place $element".Trim()
    if ($places.ContainsKey($next)) { $place = $next }
  }
  foreach ($word in $places[$place]) {
    if ($word[0] -like "$wordToComplete*") {
      [System.Management.Automation.CompletionResult]::new($word[0], $word[0], 'ParameterValue', $word[1])
    }
  }
}
`;
}
