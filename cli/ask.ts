import { password as askHidden, isCancel, text } from "@clack/prompts";
import { Cancelled, UsageProblem } from "./say";

/** Asks for a line on the terminal. `flag` is what to give instead where there is no terminal. */
export async function askLine(message: string, flag: string): Promise<string> {
  requireTerminal(flag);
  return kept(await text({ message, output: process.stderr as never }));
}

/** Asks for a password twice, unseen, until both are the same. */
export async function askPassword(message: string, flag: string): Promise<string> {
  requireTerminal(flag);
  const first = kept(await askHidden({ message, output: process.stderr as never }));
  const second = kept(await askHidden({ message: "The same again", output: process.stderr as never }));
  if (first !== second) throw new UsageProblem("The two are not the same. Nothing was changed.");
  return first;
}

function requireTerminal(flag: string): void {
  if (process.stdin.isTTY) return;
  throw new UsageProblem(`There is no terminal to ask on. Give ${flag}.`);
}

function kept(value: string | symbol | undefined): string {
  if (isCancel(value)) throw new Cancelled();
  return (value as string | undefined) ?? "";
}
