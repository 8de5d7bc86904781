import { createInterface } from "node:readline";
import { type Command, command, type Example, type Options, type ValuesOf } from "./command";
import type { Api } from "./server/api";
import { ApiProblem, isAway } from "./server/problem";
import { sentence } from "./tell";
import { clean } from "./terminal/clean";
import { answer, Failure, say, UsageProblem } from "./terminal/say";

type OnUsers<O extends Options, V> = {
  usage: `users ${string} <users...>`;
  about: string;
  more?: string;
  examples?: readonly Example[];
  options?: O;
  /** Once, before anything is asked or done: what is to be done, made of what was said. */
  prepare?: (api: Api, users: string[], options: ValuesOf<O>) => Promise<ValuesOf<O>>;
  /** What is asked before, of users named as "ada, grace and 3 more". */
  confirm: (users: string, options: ValuesOf<O>) => string;
  act: (api: Api, user: string, options: ValuesOf<O>) => Promise<V>;
  /** What is told of one whom it was done to. */
  done: (value: V, user: string) => string;
  /** What is to be known of all that was told. */
  after?: () => void;
};

/** A command that does the same to each of several users, and tells of each how it went. */
export function onUsers<V, O extends Options = Record<never, never>>(written: OnUsers<O, V>): Command {
  const { prepare, confirm, act, done, after, ...told } = written;
  return command({
    ...told,
    usage: written.usage as "users act <users...>",
    works: "server",
    destroys: true,
    async run(call) {
      const { api, out } = call;
      const fromStdin = call.args.users.includes("-");
      const said = call.options as ValuesOf<O>;
      if (fromStdin && !(said as { yes?: boolean }).yes) {
        throw new UsageProblem("Names and the answer cannot both come from stdin: give --yes.");
      }
      const users = await namesIn(call.args.users);
      if (users.length === 0) {
        say("There is nobody to do it to.");
        return out.format === "json" ? out.list({}, []) : undefined;
      }
      const options = prepare ? await prepare(api, users, said) : said;
      await call.confirm(confirm(listed(users), options));
      const results = each(users, (user) => act(api, user, options));
      const refused: Error[] = [];
      let over: Error | null = null;

      async function* counted() {
        for await (const result of results) {
          if (!result.done) {
            refused.push(result.problem);
            if (users.length > 1 && !over) say(`${result.user}: ${sentence(result.problem)}`);
            if (result.over) over = result.problem;
          }
          yield result;
        }
      }
      if (out.format === "json") await out.list({}, inJson(counted()));
      else {
        let before = "";
        for await (const result of counted()) {
          if (!result.done) continue;
          const text = done(result.value, result.user);
          await answer(`${before}${clean(text)}\n`);
          before = text.includes("\n") ? "\n" : "";
        }
        if (refused.length < users.length) after?.();
      }
      if (refused.length === 0) return;
      if (users.length === 1) throw refused[0];
      throw new Failure(
        over
          ? `Stopped there: of ${users.length}, ${refused.length} were not done.`
          : `${refused.length} of ${users.length} were not done.`,
      );
    },
  });
}

type Done<V> =
  | { user: string; done: true; value: V }
  /** `over`: those that follow were not even tried. */
  | { user: string; done: false; problem: Error; over: boolean };

/** One after the other. A refusal is that user's alone; where the server is away, or we are signed out, it is over. */
async function* each<V>(users: string[], act: (user: string) => Promise<V>): AsyncGenerator<Done<V>> {
  let end: Error | null = null;
  for (const user of users) {
    if (end) yield { user, done: false, problem: end, over: true };
    else {
      try {
        yield { user, done: true, value: await act(user) };
      } catch (error) {
        const over = isAway(error) || (error instanceof ApiProblem && error.code === "signed_out");
        if (!over && !(error instanceof ApiProblem)) throw error;
        if (over) end = error as Error;
        yield { user, done: false, problem: error as Error, over };
      }
    }
  }
}

async function* inJson(results: AsyncIterable<Done<unknown>>): AsyncGenerator<object[]> {
  for await (const result of results) {
    if (result.done) yield [{ user: result.user, done: true, answer: result.value ?? null }];
    else {
      const { status = 0, code = "no_server" } = result.problem as Partial<ApiProblem>;
      yield [{ user: result.user, done: false, problem: { status, code, message: result.problem.message } }];
    }
  }
}

/** The users that the arguments name, each once; `-` stands for those on stdin, one a line. */
export async function namesIn(given: string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const name of given) {
    if (name !== "-") names.add(name);
    else {
      if (process.stdin.isTTY) say("Usernames, one a line; Ctrl-D ends.");
      for await (const line of createInterface({ input: process.stdin })) names.add(line.trim());
    }
  }
  names.delete("");
  return [...names];
}

/** "ada", "ada and grace", "ada, grace, mira and 3 more". */
export function listed(names: string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}
