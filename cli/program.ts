import { type Argument, Command as Commander, Option as CommanderOption, InvalidArgumentError } from "commander";
import { nearest } from "@/lib/filter-errors";
import { version } from "../package.json";
import { type Call, type Command, flag, list, type Option, type Options, outputOption, text } from "./command";
import { clean } from "./terminal/clean";
import { chosenColumns } from "./terminal/columns";
import { Out } from "./terminal/out";
import { UsageProblem } from "./terminal/say";
import { groups, tree } from "./tree";

/** The commands as Commander has them. `run` is what a call ends in. */
export function programOf(run: (command: Command, call: Call<never, never>) => Promise<void>): Commander {
  const program = new Commander("roster")
    .description("Roster in a terminal: the people of a platform, their roles and their state.")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this")
    .helpCommand(false)
    .showHelpAfterError("--help tells how it is called.")
    .configureHelp({ subcommandTerm: (it) => [it.name(), ...it.registeredArguments.map(argumentTerm)].join(" ") })
    // A word that is not known is told back; where it came from a file, it may hold anything.
    .configureOutput({ writeErr: (text) => process.stderr.write(clean(text)) })
    .exitOverride();
  for (const command of tree) add(program, command, run);
  return program;
}

function add(program: Commander, command: Command, run: Parameters<typeof programOf>[0]): void {
  const words = command.usage.split(" ");
  const named = words.findIndex((word) => /^[<[]/.test(word));
  const path = named < 0 ? words : words.slice(0, named);
  const parent = path.slice(0, -1).reduce(groupIn, program);
  const made = parent.command(path.at(-1) ?? "", { hidden: command.about === "" }).description(command.about);
  for (const argument of named < 0 ? [] : words.slice(named)) made.argument(argument, argumentHelp[argument] ?? "");
  const own = { ...command.options, ...(command.columns && { columns: columnsOption(command.columns) }) };
  addOptions(made, own);
  if (command.destroys) addOptions(made, { yes: flag("do it without asking", { short: "y" }) });
  if (command.works === "server") addOptions(made, everywhere, "Options of every command that asks a server:");
  made.addHelpText("after", () => moreHelp(command, made));

  made.allowExcessArguments().action(async (...called) => {
    requireNoMore(made);
    const args = Object.fromEntries(made.registeredArguments.map((it, i) => [it.name(), called[i]]));
    const options = made.opts();
    if (command.columns) chosenColumns(command.columns, options.columns); // Told before anything is done.
    const out = new Out(options.output ?? "table", options.columns);
    await run(command, { args, options, out } as unknown as Call<never, never>);
  });
}

const argumentTerm = (it: Argument) => {
  const name = it.variadic ? `${it.name()}...` : it.name();
  return it.required ? `<${name}>` : `[${name}]`;
};

/** @throws UsageProblem naming the nearest command, where it was meant to be one */
function requireNoMore(made: Commander): void {
  const extra = made.args[made.registeredArguments.length];
  if (extra === undefined || made.registeredArguments.at(-1)?.variadic) return;
  const near = nearest(
    extra,
    made.commands.map((it) => it.name()),
  );
  throw new UsageProblem(
    `There is nothing for ${extra} to mean here.${near ? ` The nearest command is ${near}.` : ""} --help tells how it is called.`,
  );
}

function groupIn(parent: Commander, word: string): Commander {
  return (
    parent.commands.find((it) => it.name() === word) ??
    parent
      .command(word)
      .description(groups[word] ?? "")
      .helpCommand(false)
  );
}

const everywhere: Options = {
  output: outputOption,
  url: text("<url>", "the server (ROSTER_URL, or as roster login kept it)"),
  token: text("<token>", "whom to be (ROSTER_TOKEN, or as roster login kept it)"),
};

const columnsOption = (columns: object) =>
  list("<names>", `only these, in this order: ${Object.keys(columns).join(", ")}`);

function addOptions(made: Commander, options: Options, heading?: string): void {
  for (const [name, option] of Object.entries(options)) {
    const long = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const flags = [option.short && `-${option.short},`, long, option.value].filter(Boolean).join(" ");
    const added = new CommanderOption(flags, option.about);
    if (option.choices && !option.read) added.choices(option.choices);
    if (option.read) added.argParser(reading(option));
    if (heading) added.helpGroup(heading);
    made.addOption(added);
  }
}

function reading({ read, choices }: Option<unknown>) {
  return (text: string, before: unknown) => {
    try {
      const value = read?.(text, before);
      const odd = choices && [value].flat().find((it) => !choices.includes(String(it)));
      if (odd !== undefined) throw new Error(`There is no ${odd}; there are ${choices?.join(", ")}.`);
      return value;
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };
}

/** What an argument is, where its name does not say enough. */
const argumentHelp: Record<string, string> = {
  "<users...>": "usernames or ids; - reads them from stdin, one a line",
  "<tokens...>": "names or ids",
  "<groups...>": "names or ids",
  "<group>": "name or id",
  "[url]": "the server, such as https://roster.example.com",
  "[file]": "its name, or a folder to put it into",
  "<shell>": "bash, zsh or fish",
};

function moreHelp({ more, examples = [] }: Command, made: Commander): string {
  const lines = examples.flatMap(([example, does]) => [`  # ${does}`, `  $ ${example}`]);
  const width = made.configureOutput().getOutHelpWidth?.() ?? 80;
  const parts = [
    more && made.createHelp().boxWrap(more, width),
    lines.length > 0 && ["Examples:", ...lines].join("\n"),
  ];
  return parts.some(Boolean) ? `\n${parts.filter(Boolean).join("\n\n")}` : "";
}
