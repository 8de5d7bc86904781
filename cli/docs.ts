import type { Command as Commander } from "commander";
import { tree } from "./tree";

/** The manual and the texts of `--help`, all from the tree of commands. */

/** Every command that a person calls, by its words: `roster users list`. */
export function everyCommand(program: Commander, before = ""): Map<string, Commander> {
  const words = `${before} ${program.name()}`.trim();
  const below = program.commands.filter((it) => !it.name().startsWith("_")).map((it) => everyCommand(it, words));
  return new Map([[words, program], ...below.flatMap((it) => [...it])]);
}

/** What `--help` prints of a command on a terminal of 80 columns. */
export function helpOf(command: Commander): string {
  let text = "";
  command.configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text;
}

/** `docs/cli.md`. */
export function manual(program: Commander): string {
  const called = new Set(tree.map(({ usage }) => `roster ${usage}`.replace(/ [<[].*/, "")));
  const commands = [...everyCommand(program)].filter(([words]) => called.has(words));
  const parts = commands.map(([words, command]) => `### ${words}\n\n${indented(helpOf(command))}`);
  return `${introduction}\n## Every command\n\n${parts.join("\n\n")}\n`;
}

const indented = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line ? `    ${line}` : ""))
    .join("\n");

const introduction = `# The \`roster\` command

<!-- Made from the tree of commands in cli/ by: npx vitest run cli -u -->

What admins do in the browser, from a shell. \`roster\` is a client of [the HTTP API](api.md): it can do what the person may whose
session or token it has, and no more.

    npm run -s roster -- users list     # in a clone; builds first what has changed; -s keeps npm's own words out of the answer
    npx roster users list               # the same without looking whether anything has
    npm link                            # from then on: roster users list

## Signing in

    roster login https://roster.example.com
    roster whoami

It asks for email and password. A temporary password is replaced on the way; where nobody is set up yet, it makes the first owner. Address and
session are kept in \`~/.config/roster/session.json\` (Windows: \`%APPDATA%\\roster\`), which only you can read, until \`roster logout\`.

A script needs no signing in: give it a token.

    export ROSTER_URL=https://roster.example.com
    export ROSTER_TOKEN=$(roster tokens create --name nightly --scope read --lifetime 30d)

| | |
| --- | --- |
| \`--url\`, \`--token\` | come before everything else |
| \`ROSTER_URL\`, \`ROSTER_TOKEN\` | come before what \`roster login\` kept |
| \`ROSTER_CONFIG_DIR\` | another folder to keep it in |
| \`NO_COLOR\` | no colours; there are none but on a terminal anyway |

What was kept for one server is never sent to another. \`NODE_EXTRA_CA_CERTS\` names the certificate of an authority of your own.

## What comes out

Answers go to stdout; remarks, questions and refusals to stderr. A table fits its terminal; in a pipe nothing is cut, and times are exact.
\`--output json\` gives what the API answered, \`--columns\` chooses fields for both. Lists are written as they come: a million users
take no more memory than a thousand.

    roster users list --filter 'status:dormant' --output json | jq -r '.[].email'
    roster users list -f 'last_seen_before:1y -role:owner' --columns username | tail -n +2 | roster users suspend - --yes

Commands that take several users do one after the other and tell of each how it went. With \`--output json\` that is a list of
\`{ user, done, answer }\` or \`{ user, done, problem }\`.

| exit code | |
| --- | --- |
| 0 | done |
| 1 | refused or failed, of several users even for one |
| 2 | called in a way that cannot be: no such command, a flag missing, a filter with a mistake |

Whatever ends something asks first. Where there is no terminal to ask on it is refused, unless \`--yes\` says so.

## On the host

\`reset-password\` and all of \`server\` ask no server: they work on the database itself, beside a running server or without one, and so
need its settings (\`DATABASE_URL\` or \`ROSTER_DATA_DIR\`, \`ROSTER_SECRET\`) and its user. They are the way back in for whoever is locked out,
and [the backup](backup.md). The audit log names the account at the terminal.

In a container, run them in the one that the server runs in, whose settings they then have:

    docker exec -it <container> npx roster reset-password ada
    docker compose exec roster npx roster server create-owner
    kubectl exec -it deploy/roster -- npx roster reset-password ada

They have to start in the folder of the clone, as the server does (\`docker exec -w <folder>\` where that is not the container’s own).

## The Tab key

    eval "$(roster completion bash)"                                          # in ~/.bashrc
    eval "$(roster completion zsh)"                                           # in ~/.zshrc, after compinit
    roster completion fish > ~/.config/fish/completions/roster.fish

It knows commands, flags, roles and columns, and asks the server for the names of users, groups and tokens.
`;
