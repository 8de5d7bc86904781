import { clean } from "./clean";
import { Cancelled, UsageProblem } from "./say";

/**
 * Questions to whoever sits at the terminal. `instead` is what to give where nobody does. Clack is loaded by the first one.
 */

const output = process.stderr as never;

export async function askLine(message: string, instead: string, more: { placeholder?: string } = {}): Promise<string> {
  requireTerminal(instead);
  const { text } = await import("@clack/prompts");
  return kept(await text({ message: clean(message), output, ...more })).trim();
}

export async function askPassword(message: string, instead: string): Promise<string> {
  requireTerminal(instead);
  const { password } = await import("@clack/prompts");
  return kept(await password({ message: clean(message), output }));
}

/** Asks for a new password twice, unseen. */
export async function askNewPassword(message: string, instead: string): Promise<string> {
  const first = await askPassword(message, instead);
  const second = await askPassword("The same again", instead);
  if (first !== second) throw new UsageProblem("The two are not the same. Nothing was changed.");
  return first;
}

export async function askToGoOn(question: string): Promise<void> {
  requireTerminal("--yes to do it without being asked");
  const { confirm } = await import("@clack/prompts");
  if (!kept(await confirm({ message: clean(question), initialValue: false, output }))) throw new Cancelled();
}

/** Lets the person choose some, none or all. */
export async function askSome<T extends string>(
  message: string,
  instead: string,
  choices: { value: T; label: string; hint?: string }[],
  chosen: T[],
): Promise<T[]> {
  requireTerminal(instead);
  const { multiselect } = await import("@clack/prompts");
  const asked = { message: clean(message), options: choices as never, initialValues: chosen, required: false, output };
  return kept(await multiselect<T>(asked));
}

export const atTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

function requireTerminal(instead: string): void {
  if (!atTerminal()) throw new UsageProblem(`There is no terminal to ask on. Give ${instead}.`);
}

/** Clack answers a symbol where somebody pressed Ctrl-C, and nothing for an empty line. */
function kept<V>(value: V | undefined): Exclude<V, symbol> {
  if (typeof value === "symbol") throw new Cancelled();
  return (value ?? "") as Exclude<V, symbol>;
}
