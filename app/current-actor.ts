import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Actor, anonymous } from "@/lib/actor";
import { authenticate } from "@/lib/sessions/authenticate";
import { sessionCookie } from "./auth";
import { originOf } from "./origin";
import { noteRequest } from "./request-notes";
import { unseal } from "./unseal";

/** Who is asking, looked up once a request. A key that holds no more makes them anonymous. */
export const currentActor = cache(async (): Promise<Actor> => {
  const from = originOf(await headers());
  const key = await sessionKey();
  const actor = key && (await authenticate(key, from));
  if (actor) noteRequest(from.requestId, { actor: actor.username });
  return actor ?? anonymous(from);
});

/** Whether the browser brings a session's cookie, be it still good or not. */
export const hasSessionCookie = async () => (await cookies()).has(sessionCookie());

async function sessionKey() {
  const token = (await cookies()).get(sessionCookie())?.value;
  return token ? unseal(token) : null;
}
