import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { anonymous } from "@/lib/actor";
import { config } from "@/lib/config";
import { type SessionKey, sessionMaxDays } from "@/lib/sessions/open-session";
import { signIn } from "@/lib/sessions/sign-in";
import { originOf } from "./origin";

/** A cookie as this site sets it. Under https the name itself makes browsers insist on its flags, and on no other site's. */
const ownCookie = (name: string) => ({
  name: isHttps() ? `__Host-${name}` : name,
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isHttps() },
});

/** What the browser's session is called. */
export const sessionCookie = () => ownCookie("roster-session").name;

/** What signing in is vouched for with, and a header that has a browser forget it. */
const csrfCookie = () => ownCookie("roster-csrf");
export const forgetCsrf = () =>
  `${csrfCookie().name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttps() ? "; Secure" : ""}`;

const isHttps = () => (process.env.NEXTAUTH_URL ?? "").startsWith("https:");

/**
 * next-auth carries the key of a session of ours in its sealed cookie and nothing else: who that is, and whether it still
 * holds, is read from the database at every request.
 *
 * @param broke gets an error that is no refusal: next-auth would send its text to whoever signs in
 */
export const authOptions = (broke: (error: unknown) => void): NextAuthOptions => ({
  secret: config().secret,
  session: { strategy: "jwt", maxAge: sessionMaxDays * 86_400 },
  cookies: {
    sessionToken: ownCookie("roster-session"),
    csrfToken: csrfCookie(),
    callbackUrl: ownCookie("roster-callback"),
  },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const actor = anonymous(originOf(new Headers(request.headers as Record<string, string>)));
        const typed = { email: credentials?.email ?? "", password: credentials?.password ?? "" };
        const result = await signIn(actor, typed).catch((error) => {
          broke(error);
          return null;
        });
        if (!result) return null;
        // The client of next-auth hands on only the message of an error, so the whole refusal travels in it.
        if (!result.ok) throw new Error(JSON.stringify(result.problem));
        return { id: result.value.key.sessionId, key: result.value.key };
      },
    }),
  ],
  callbacks: {
    // Where to go on is the page's to say, which takes a path of this site only. Nobody else says it.
    redirect: ({ baseUrl }) => baseUrl,
    jwt: ({ token, user }) => (user ? { key: (user as unknown as { key: SessionKey }).key } : token),
    // What the page's own script may read of the session: nothing.
    session: ({ session }) => ({ expires: session.expires }),
  },
});
