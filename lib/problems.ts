/**
 * Refusals: what we expect to say no to. Each code has one HTTP status and one exit code, for every door.
 * Anything that is not a refusal is a bug, and travels as an exception.
 */
export const problems = {
  invalid: { status: 400, exit: 2 },
  not_json: { status: 415, exit: 2 },
  too_large: { status: 413, exit: 2 },
  weak_password: { status: 400, exit: 1 },
  wrong_password: { status: 400, exit: 1 },
  wrong_credentials: { status: 401, exit: 1 },
  signed_out: { status: 401, exit: 1 },
  forbidden: { status: 403, exit: 1 },
  read_only: { status: 403, exit: 1 },
  must_change_password: { status: 403, exit: 1 },
  self_target: { status: 403, exit: 1 },
  owner_protected: { status: 403, exit: 1 },
  above_you: { status: 403, exit: 1 },
  suspended: { status: 403, exit: 1 },
  temporary_password_expired: { status: 403, exit: 1 },
  wrong_setup_code: { status: 403, exit: 1 },
  not_found: { status: 404, exit: 1 },
  taken: { status: 409, exit: 1 },
  changed_meanwhile: { status: 409, exit: 1 },
  last_owner: { status: 409, exit: 1 },
  already_set_up: { status: 409, exit: 1 },
  no_seat: { status: 409, exit: 1 },
  not_now: { status: 409, exit: 1 },
  rate_limited: { status: 429, exit: 1 },
} as const satisfies Record<string, { status: number; exit: number }>;

export type ProblemCode = keyof typeof problems;

/** A refusal as a door gets it: a sentence for the person, and where it was made. */
export type Problem = {
  code: ProblemCode;
  message: string;
  /** Sentences by input field, where a field is to blame. */
  fields?: Record<string, string>;
  /** Seconds to wait, with `rate_limited`. */
  retryAfterSeconds?: number;
  /** The same was refused a moment ago, and is in the audit log already: a flood does not bury what else is there. */
  again?: true;
};

/** Thrown by `refuse` inside an operation, so that its transaction rolls back. Never leaves `operation()`. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = "Refusal";
  }
}

/** Stops the operation that is running with a refusal; `message` is for the person who gets it. */
export function refuse(code: ProblemCode, message: string, more: Omit<Problem, "code" | "message"> = {}): never {
  throw new Refusal({ code, message, ...more });
}

/**
 * Lets all of the checks speak, also where one of them refuses: with the first refusal, and with the fields that the others
 * blame.
 */
export async function requireAll(checks: Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(checks)).flatMap((it) => (it.status === "rejected" ? [it.reason] : []));
  const bug = failures.find((failure) => !(failure instanceof Refusal));
  if (bug) throw bug;
  const refusals: Problem[] = failures.map(({ problem }: Refusal) => problem);
  const [first] = refusals;
  if (!first) return;
  const fields: Record<string, string> = {};
  for (const [field, why] of refusals.flatMap((problem) => Object.entries(problem.fields ?? {}))) fields[field] ??= why;
  throw new Refusal(Object.keys(fields).length > 0 ? { ...first, fields } : first);
}
