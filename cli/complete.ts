import type { Command as Commander, Option as CommanderOption } from "commander";
import { roles } from "@/lib/permissions";
import { programOf } from "./program";
import { Api } from "./server/api";
import { connection } from "./server/connection";
import type { ApiGroup, ApiToken, ApiUser } from "./server/shapes";
import { oneLine } from "./terminal/clean";
import { tree } from "./tree";

type Candidate = [word: string, about: string];

/**
 * What could stand in place of the last of these words, which follow `roster` on a command line. Names are asked of the
 * server, where somebody is signed in.
 */
export async function complete(words: string[]): Promise<Candidate[]> {
  const before = words.slice(0, -1);
  const begun = words.at(-1) ?? "";
  const { command, argument } = whereIs(before);
  const wanted = takesValue(command, before.at(-1));
  const [, head = "", rest = begun] = /^(.*,)?([^,]*)$/.exec(begun) ?? [];

  if (wanted) return begins(await valuesOf(command, wanted, rest), rest, head);
  if (begun.startsWith("-")) return begins(flagsOf(command), begun);
  const named = command.registeredArguments.at(Math.min(argument, command.registeredArguments.length - 1));
  const commands = command.commands.filter((it) => !it.name().startsWith("_"));
  const candidates = named
    ? await namesOf(named.name(), begun)
    : commands.map((it): Candidate => [it.name(), it.description()]);
  return begins(candidates, begun);
}

/** The command that the words lead to, and how many arguments of it are there. */
function whereIs(words: string[]): { command: Commander; argument: number } {
  let command = programOf(async () => {});
  let argument = 0;
  for (const [i, word] of words.entries()) {
    if (word.startsWith("-") || takesValue(command, words[i - 1])) continue;
    const next = command.commands.find((it) => it.name() === word);
    if (next) command = next;
    else argument++;
  }
  return { command, argument };
}

/** The option that the word after it is the value of. */
function takesValue(command: Commander, word: string | undefined): CommanderOption | undefined {
  return command.options.find((it) => it.required && (it.long === word || it.short === word));
}

const flagsOf = (command: Commander): Candidate[] =>
  command.options
    .map((it): Candidate => [it.long ?? "", it.description])
    .concat([["--help", "print how it is called"]]);

const plain = (words: readonly string[]): Candidate[] => words.map((word) => [word, ""]);

/** What an option takes. */
async function valuesOf(command: Commander, option: CommanderOption, begun: string): Promise<Candidate[]> {
  const { argChoices } = option;
  const name = option.attributeName();
  if (argChoices) return plain(argChoices);
  if (name === "columns") return plain(columnsOf(command));
  if (["roles", "role", "add", "remove"].includes(name) && command.parent?.name() === "users") return plain(roles);
  if (["user", "member", "add", "remove"].includes(name)) return namesOf("users", begun);
  return [];
}

function columnsOf(command: Commander): string[] {
  const path = [command.parent?.name(), command.name()].filter((it) => it !== "roster").join(" ");
  return Object.keys(tree.find(({ usage }) => usage === path || usage.startsWith(`${path} `))?.columns ?? {});
}

/** What an argument of this name can be. */
async function namesOf(argument: string, begun: string): Promise<Candidate[]> {
  try {
    return (await asked[argument]?.(begun)) ?? [];
  } catch {
    return []; // Nobody is signed in, or the server is away: there is nothing to offer, and nobody to tell.
  }
}

const asked: Record<string, (begun: string) => Promise<Candidate[]> | Candidate[]> = {
  users: async (begun) => {
    if (!/^[\w-]*$/.test(begun)) return [];
    const { users } = await api().get<{ users: ApiUser[] }>("/users", { q: begun && `username:${begun}`, limit: 200 });
    return users.map(({ username, name }): Candidate => [username, name]);
  },
  tokens: async () => {
    const tokens = await api().get<ApiToken[]>("/users/me/keys/tokens");
    return tokens.map(({ token_name, scope }): Candidate => [token_name, scope]);
  },
  groups: async () => {
    const groups = await api().get<ApiGroup[]>("/groups");
    return groups.map(({ name, display_name }): Candidate => [name, display_name]);
  },
  group: (begun) => asked.groups?.(begun) ?? [],
  shell: () => plain(["bash", "zsh", "fish"]),
};

const api = () => new Api(connection({}));

/** Those that go on from what is there; `head` is the part of a list that is done. */
function begins(candidates: Candidate[], begun: string, head = ""): Candidate[] {
  return candidates
    .filter(([word]) => word.toLowerCase().startsWith(begun.toLowerCase()))
    .map(([word, about]) => [oneLine(head + word), oneLine(about)]);
}
