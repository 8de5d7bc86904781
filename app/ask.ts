import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Actor, SignedIn } from "@/lib/actor";
import type { Problem } from "@/lib/problems";
import type { Result } from "@/lib/result";
import { currentActor, hasSessionCookie } from "./current-actor";

type Query<I, V> = (actor: Actor, input: I) => Promise<Result<V>>;

/** The answer to a page's question. Whoever may not have it is sent where they can go on. */
export async function ask<I, V>(query: Query<I, V>, input: I): Promise<V> {
  const result = await query(await currentActor(), input);
  return result.ok ? result.value : elsewhere(result.problem);
}

/** The signed-in user, for pages that need one; others are sent to sign in, or to choose a password first. */
export async function requireViewer(): Promise<SignedIn> {
  const actor = await currentActor();
  if (actor.kind !== "user") return toSignIn();
  if (actor.mustChangePassword) return toChangePassword();
  return actor;
}

export async function elsewhere(problem: Problem): Promise<never> {
  if (problem.code === "signed_out") return toSignIn();
  if (problem.code === "must_change_password") return toChangePassword();
  if (problem.code === "not_found" || problem.code === "forbidden") notFound();
  throw new Error(`A page asked what was refused: ${problem.message}`);
}

/** Off to sign in, and back here afterwards. */
export async function toSignIn(): Promise<never> {
  const query = new URLSearchParams({ next: await here() });
  if (await hasSessionCookie()) query.set("ended", "1");
  redirect(`/sign-in?${query}`);
}

/** Off to choose a password first, and back here with it. */
async function toChangePassword(): Promise<never> {
  const next = await here();
  redirect(next === "/" ? "/change-password" : `/change-password?${new URLSearchParams({ next })}`);
}

const here = async () => (await headers()).get("x-roster-path") ?? "/";
