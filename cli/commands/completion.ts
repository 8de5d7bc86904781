import { command } from "../command";
import { answer, UsageProblem } from "../terminal/say";

/** Each asks `roster __complete` what could stand where the cursor is, and takes its answers as they are: nothing in them runs. */
const scripts: Record<string, string> = {
  bash: `_roster() {
  local word
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    COMPREPLY+=("$(printf %q "$word")")
  done < <(roster __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _roster roster
`,
  zsh: `#compdef roster
_roster() {
  local -a found
  local line
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(roster __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe roster found
}
compdef _roster roster
`,
  fish: `complete -c roster -f -a '(roster __complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
};

export const completion = command({
  usage: "completion <shell>",
  about: "Print what makes the Tab key work in bash, zsh or fish",
  examples: [
    ['eval "$(roster completion bash)"', "in ~/.bashrc; zsh the same in ~/.zshrc"],
    ["roster completion fish > ~/.config/fish/completions/roster.fish", "once"],
  ],
  works: "alone",
  reads: true,

  async run({ args }) {
    const script = scripts[args.shell];
    if (!script)
      throw new UsageProblem(`There is none for ${args.shell}; there is for ${Object.keys(scripts).join(", ")}.`);
    await answer(script);
  },
});

/** What the scripts call; no person does. */
export const complete = command({
  usage: "__complete [words...]",
  about: "",
  works: "alone",
  reads: true,

  async run({ args }) {
    const { complete } = await import("../complete");
    for (const [word, about] of await complete(args.words ?? [""])) await answer(`${word}\t${about}\n`);
  },
});
