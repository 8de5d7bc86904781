import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions, forgetCsrf, sessionCookie } from "@/app/auth";
import { currentActor } from "@/app/current-actor";
import { signOut } from "@/lib/sessions/sign-out";

type Context = { params: Promise<{ nextauth: string[] }> };

/** All that signing in takes. next-auth has pages of its own besides, which are none of ours: signing out is an action. */
const taken = { GET: ["csrf", "providers", "session"], POST: ["callback/credentials"] };

const only = (method: keyof typeof taken) => async (request: NextRequest, context: Context) => {
  const { nextauth } = await context.params;
  if (!taken[method].includes(nextauth.join("/"))) return new Response("There is no such page.\n", { status: 404 });
  const before = method === "POST" ? await currentActor() : null;
  const broken: unknown[] = [];
  const response: Response = await NextAuth(
    request as never,
    context as never,
    authOptions((error) => broken.push(error)),
  );
  if (broken.length > 0) throw broken[0];
  if (opensSession(response)) {
    // Whatever vouched for this sign-in, known to whom it may be, vouches for no other.
    response.headers.append("set-cookie", forgetCsrf());
    // A browser has one session: whoever signs in over another leaves none behind.
    if (before?.kind === "user") await signOut(before, {});
  }
  return response;
};

const opensSession = ({ headers }: Response) =>
  headers.getSetCookie().some((cookie) => cookie.startsWith(`${sessionCookie()}=`) && !/; *max-age=0/i.test(cookie));

export const GET = only("GET");
export const POST = only("POST");
