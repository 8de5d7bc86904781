import type { Api } from "./server/api";
import type { Columns } from "./terminal/columns";
import { formats, type Out } from "./terminal/out";

/**
 * What a command of `roster` is: how it is called, as `--help`, the manual and the shell's completion tell it, and what it
 * does. Each is a file in `commands/`, and a line in `tree.ts`.
 */
export type Command = {
  usage: string;
  about: string;
  more?: string;
  examples?: readonly Example[];
  options?: Options;
  works: Works;
  columns?: Columns<never>;
  destroys?: boolean;
  reads?: true;
  run: (call: Call<never, never>) => Promise<void>;
};

/**
 * Through what it works: with a `server`, and so it takes `--url`, `--token` and `--output`; on the `host`, straight on the
 * database; or `alone`.
 */
export type Works = "server" | "host" | "alone";

export type Example = readonly [command: string, does: string];

/** A command as it is written: its arguments and options have the types that its usage tells. */
export function command<U extends string, O extends Options = Record<never, never>>(written: {
  /** Its words and its arguments: `users show <users...>`, `login [url]`. */
  usage: U;
  /** One line for the list of commands, without a full stop. */
  about: string;
  /** What else whoever calls it has to know. */
  more?: string;
  examples?: readonly Example[];
  options?: O;
  works: Works;
  /** The columns of its table, for `--columns`. */
  // biome-ignore lint/suspicious/noExplicitAny: only their names are asked for here.
  columns?: Columns<any>;
  /** Asks before it does it, unless told `--yes`. */
  destroys?: boolean;
  /** Changes nothing: it may end where nobody reads on. */
  reads?: true;
  run: (call: Call<ArgumentsOf<U>, ValuesOf<O>>) => Promise<void>;
}): Command {
  return written as unknown as Command;
}

/** One call of a command. What is to be told goes through `out`. */
export type Call<A, V> = {
  args: A;
  options: V;
  out: Out;
  /** The server, as whoever is signed in. Throws a `NotSignedIn` where nobody is. */
  api: Api;
  /** Goes on where the person says so, or said `--yes`; throws where they do not, or nobody can be asked. */
  confirm: (question: string) => Promise<void>;
};

/** One option: `--name`, and what is made of its text. `V` is undefined where it may be left out. */
export type Option<V> = {
  about: string;
  short?: string;
  /** How its value is called, `<n>`; without one it is a switch. */
  value?: string;
  choices?: readonly string[];
  /** Throws an Error whose message says what is wrong with the text. */
  read?: (text: string, before: V | undefined) => V;
};

// biome-ignore lint/suspicious/noExplicitAny: each has a type of its own.
export type Options = Record<string, Option<any>>;

export type ValuesOf<O extends Options> = { [K in keyof O]: O[K] extends Option<infer V> ? V : never };

/** `users edit <group> [more...]` takes `{ group: string; more?: string[] }`. */
type ArgumentsOf<U extends string> = U extends `${string}<${infer N}>${infer Rest}`
  ? Argument<N> & ArgumentsOf<Rest>
  : U extends `${string}[${infer N}]${infer Rest}`
    ? Partial<Argument<N>> & ArgumentsOf<Rest>
    : unknown;

type Argument<N extends string> = N extends `${infer Many}...` ? Record<Many, string[]> : Record<N, string>;

export const text = (value: string, about: string, more: { short?: string } = {}): Option<string | undefined> => ({
  value,
  about,
  ...more,
});

export const flag = (about: string, more: { short?: string } = {}): Option<boolean | undefined> => ({ about, ...more });

export const whole = (value: string, about: string): Option<number | undefined> => ({
  value,
  about,
  read: (text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    throw new Error("It takes a whole number from 1.");
  },
});

export const oneOf = <T extends string>(
  choices: readonly T[],
  value: string,
  about: string,
): Option<T | undefined> => ({
  value,
  about,
  choices,
});

/** The form of the answer: of every command that asks a server, and of those of the host that answer more than a line. */
export const outputOption = { ...oneOf(formats, "<form>", "how to answer; table unless told"), short: "o" };

/** Several, parted by commas or given one by one. */
export const list = (
  value: string,
  about: string,
  more: { short?: string; choices?: readonly string[] } = {},
): Option<string[] | undefined> => ({
  value,
  about,
  ...more,
  read: (text, before = []) => [...before, ...commaParted(text)],
});

export const commaParted = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
