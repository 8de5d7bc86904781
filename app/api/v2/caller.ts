import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { sessionCookie } from "@/app/auth";
import { noteRequest } from "@/app/request-notes";
import { isSameOrigin } from "@/app/same-origin";
import { unseal } from "@/app/unseal";
import { type Actor, anonymous, nameOf, type Origin } from "@/lib/actor";
import { refuse } from "@/lib/problems";
import { authenticate } from "@/lib/sessions/authenticate";
import { keyTextIn, readKey } from "@/lib/sessions/key";
import type { SessionKey } from "@/lib/sessions/open-session";
import type { Env } from "./env";

/**
 * Who is calling: the holder of the token in `Coder-Session-Token` or `Authorization: Bearer`, else of a browser's
 * cookie. A credential that holds no more makes them anonymous.
 *
 * @refuses `forbidden` a change by a browser's cookie that does not come from our own pages
 */
export async function callerOf(c: Context<Env>): Promise<Actor> {
  const from = originOf(c);
  const token = tokenOf(c);
  const key = token === null ? await cookieKey(c) : readKey(token);
  const actor = key && (await authenticate(key, from));
  if (!actor) return anonymous(from);
  noteRequest(from.requestId, { actor: nameOf(actor) ?? "" });
  if (token === null && changes(c) && !isSameOrigin({ origin: c.req.header("origin"), host: c.req.header("host") })) {
    refuse("forbidden", "A browser’s session changes things from Roster’s own pages only. Use a token instead.");
  }
  return actor;
}

/** Our own server writes what only it knows on the request it got; a page framework hands the same on as headers. */
export function originOf(c: Context<Env>): Origin {
  const marked = c.env?.incoming?.headers;
  const header = (name: string) => (marked ? marked[name]?.toString() : c.req.header(name)) ?? null;
  return {
    address: header("x-roster-address"),
    userAgent: header("user-agent"),
    requestId: header("x-request-id"),
  };
}

const tokenOf = (c: Context<Env>) =>
  keyTextIn({ token: c.req.header("coder-session-token"), authorization: c.req.header("authorization") });

async function cookieKey(c: Context<Env>): Promise<SessionKey | null> {
  const token = getCookie(c, sessionCookie());
  return token ? unseal(token) : null;
}

const changes = (c: Context<Env>) => !["GET", "HEAD"].includes(c.req.method);
