import type { z } from "zod";
import { isInTheWay } from "@/db/away";
import { type Database, db, type Transaction } from "@/db/client";
import { type Access, requireAccess } from "./access";
import type { Actor } from "./actor";
import { type Change, recordDone, recordRefused, type Target } from "./audit/record";
import { refusalOf } from "./database-refusals";
import { parseInput, readableFields } from "./input";
import { type Problem, requireAll } from "./problems";
import type { Result } from "./result";

type Asked<S extends z.ZodType> = { actor: Actor; input: z.output<S> };

/** What `run` has to tell: what changed, for the audit log, and what the caller gets (`after` unless told). */
export type Outcome<B, V> = Change<B> & { value: V };

type OperationOf<S extends z.ZodType, B, V, P> = {
  /** What the audit log calls it, `user.suspended`. */
  action: string;
  permission: Access;
  input: S;
  /** Whom it is done to, so that a refused attempt names them too. Users by default, from `input.userId`. */
  target?: (input: z.output<S>) => Target | null;
  /** May be done by someone who has yet to choose a new password. */
  duringForcedChange?: boolean;
  /** What else can be wrong with the input, as far as it can be read: told together with what cannot be. */
  check?: (asked: { actor: Actor; fields: Partial<z.output<S>> }) => Promise<void>;
  /** Slow work that must not hold a transaction open, such as hashing. */
  prepare?: (asked: Asked<S>) => Promise<P>;
  run: (asked: Asked<S> & { tx: Transaction; prepared: P }) => Promise<Outcome<B, V>>;
  /** After the commit, for what is no part of it. */
  afterwards?: (asked: Asked<S>) => Promise<void>;
};

/**
 * Makes one thing the product can do. Always in this order: may this actor ask, is the input right, prepare,
 * open a transaction, run, write the audit entry in it, commit. A refusal on the way rolls everything back, is
 * recorded, and becomes `{ ok: false, problem }`; anything else that is thrown is a bug and travels on.
 *
 * What is already so succeeds, changes nothing and records nothing. Its `access` says who may ask, for doors that tell.
 */
export function operation<S extends z.ZodType, B, V, P = undefined>(it: OperationOf<S, B, V, P>) {
  const run = async (actor: Actor, rawInput: z.input<S>): Promise<Result<V>> => {
    try {
      const { duringForcedChange } = it;
      const userId = userIdIn(targetOfRaw(rawInput));
      requireAccess(actor, it.permission, { userId, duringForcedChange, changes: true });
      const input = await checkedInput(it, actor, rawInput);
      const asked = { actor, input };
      const prepared = (await it.prepare?.(asked)) as P;

      const once = () =>
        db().transaction(async (tx) => {
          const done = await it.run({ ...asked, tx, prepared });
          await recordDone(tx, actor, it.action, done);
          return done;
        });
      const outcome = await againIfInTheWay(once);
      await it.afterwards?.(asked);
      return { ok: true, value: outcome.value };
    } catch (error) {
      const problem = refusalOf(error);
      if (!problem) throw error;
      if (isAttempt(problem)) await recordRefused(db(), actor, it.action, targetOf(it, rawInput), problem);
      return { ok: false, problem };
    }
  };
  return Object.assign(run, { access: it.permission });
}

async function checkedInput<S extends z.ZodType>(
  { input, check }: Pick<OperationOf<S, unknown, unknown, unknown>, "input" | "check">,
  actor: Actor,
  raw: unknown,
): Promise<z.output<S>> {
  if (!check) return parseInput(input, raw);
  const parse = async () => parseInput(input, raw);
  const parsed = parse();
  await requireAll([parsed.then(() => {}), check({ actor, fields: readableFields(input, raw) })]);
  return parsed;
}

type QueryOf<S extends z.ZodType, V> = {
  permission: Access;
  input: S;
  duringForcedChange?: boolean;
  run: (asked: Asked<S> & { db: Database }) => Promise<V>;
};

/** Makes one question. As `operation`, without a transaction; only a question that was not allowed is recorded. */
export function query<S extends z.ZodType, V>(it: QueryOf<S, V>) {
  const run = async (actor: Actor, rawInput: z.input<S>): Promise<Result<V>> => {
    const target = targetOfRaw(rawInput);
    try {
      requireAccess(actor, it.permission, { userId: userIdIn(target), duringForcedChange: it.duringForcedChange });
      const input = parseInput(it.input, rawInput);
      return { ok: true, value: await it.run({ actor, input, db: db() }) };
    } catch (error) {
      const problem = refusalOf(error);
      if (!problem) throw error;
      if (problem.code === "forbidden") await recordRefused(db(), actor, `asked.${it.permission}`, target, problem);
      return { ok: false, problem };
    }
  };
  return Object.assign(run, { access: it.permission });
}

/** Of two transactions that wait for each other PostgreSQL rolls one back: tried anew, it finds what the other one did. */
async function againIfInTheWay<T>(once: () => Promise<T>): Promise<T> {
  for (let triesLeft = 2; triesLeft > 0; triesLeft--) {
    try {
      return await once();
    } catch (error) {
      if (!isInTheWay(error)) throw error;
    }
  }
  return once();
}

/** Input that cannot be read, or a caller whose session is over, is no attempt at anything; the same again is the same attempt. */
const isAttempt = ({ code, again }: Problem) => code !== "invalid" && code !== "signed_out" && !again;

/** Whom or what a refused attempt was about. */
function targetOf<S extends z.ZodType>(
  { input, target }: Pick<OperationOf<S, unknown, unknown, unknown>, "input" | "target">,
  raw: unknown,
): Target | null {
  const parsed = input.safeParse(raw);
  return target && parsed.success ? target(parsed.data) : targetOfRaw(raw);
}

/** Whom or what unparsed input is about, as far as it can be told: for the refusal of someone who may not even ask. */
function targetOfRaw(input: unknown): Target | null {
  if (typeof input !== "object" || input === null) return null;
  if ("userId" in input && typeof input.userId === "string") return { type: "user", id: input.userId };
  if ("groupId" in input && typeof input.groupId === "string") return { type: "group", id: input.groupId };
  return null;
}

const userIdIn = (target: Target | null) => (target?.type === "user" && "id" in target ? target.id : undefined);
