import { type ProblemCode, problems } from "@/lib/problems";
import { ApiProblem } from "./server/problem";
import { Cancelled, Failure, say, UsageProblem } from "./terminal/say";

/** Says why a command did not do it, in the words of who refused. Its exit code; null for a bug, which says nothing. */
export function tell(error: unknown): number | null {
  const code = exitOf(error);
  if (code !== null) say(sentence(error as Error));
  return code;
}

function exitOf(error: unknown): number | null {
  if (error instanceof ApiProblem) return problems[error.code as ProblemCode]?.exit ?? 1;
  if (error instanceof UsageProblem) return 2;
  if (error instanceof Cancelled || error instanceof Failure) return 1;
  return null;
}

/** The sentence of a refusal; where several fields are to blame, a line for each. */
export function sentence(error: Error): string {
  if (!(error instanceof ApiProblem)) return error.message;
  const lines = error.validations.map(({ field, detail }) => `${field}: ${detail}`);
  const told = lines.length > 1 ? lines.join("\n") : error.message;
  return error.code === "signed_out" ? notHolding() : told;
}

/** Where the token came from, that it can be replaced there. */
function notHolding(): string {
  const byFlag = process.argv.some((word) => word === "--token" || word.startsWith("--token="));
  if (byFlag || !process.env.ROSTER_TOKEN)
    return "This token does not hold, or holds no more. Sign in with: roster login";
  return "The token in ROSTER_TOKEN does not hold, or holds no more. Replace it; or unset it, and sign in with: roster login";
}
