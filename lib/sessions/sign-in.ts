import { and, eq, ne, type Placeholder, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { operation } from "../operation";
import { typedPassword } from "../passwords/fields";
import { passwordMatches } from "../passwords/hash";
import { prepared, preparedWithin } from "../prepared";
import { refuse } from "../problems";
import { changed } from "../users/changed";
import { findUser, notDeleted } from "../users/read";
import { openSession } from "./open-session";
import { countTry, forgetTries } from "./sign-in-limits";

/** What whoever cannot sign in is told, whatever the reason. */
export const wrongText = "That email and password do not go together. Try again, or ask an admin for a reset.";

/** An email as somebody types it who wants in: whatever it is, it is only compared. */
export const signInEmail = z
  .string({ error: "The email is missing." })
  .max(1000, "The email is too long.")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), wrongText)
  .transform((text) => text.trim());

/**
 * Whose email this is, which is given in small letters as the limits count it: to PostgreSQL `İ` is a capital `i`, to JavaScript it
 * is not, and each way to write one account must not have tries of its own.
 */
export const hasEmail = (small: string | Placeholder) => eq(sql`lower(${users.email})`, small);

/**
 * Signs a person in with email and password. Tells nothing about accounts: an unknown email, a wrong password and an
 * account without one get the same answer after the same time. That one is suspended is told only after the right password.
 * With a temporary password the session is good for choosing a new one only, and ends the ones before it.
 *
 * @returns the key of the new session, and whether a new password must be chosen
 * @refuses `wrong_credentials`, `rate_limited`, `suspended`, `temporary_password_expired`, `no_seat`
 * @see OWASP ASVS 5.0 6.3.8, 7.2.4
 */
export const signIn = operation({
  action: "session.opened",
  permission: "anyone",
  input: z.object({
    email: signInEmail,
    password: typedPassword,
    /** What the session is for: a browser, or a program that signs in by itself. */
    kind: z.enum(["web", "cli"]).default("web"),
  }),
  target: ({ email }) => ({ type: "user", email }),

  async prepare({ actor, input }) {
    await countTry({ email: input.email, address: actor.from.address });
    const [account] = await accountByEmail(db()).execute({ email: input.email.toLowerCase() });
    const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
    if (!account || !matches) refuse("wrong_credentials", wrongText);
    return account;
  },

  async run({ tx, actor, input, prepared: account }) {
    const [locked] = await lockSigningIn(tx).execute({ id: account.id });
    const before = await findUser(tx, account.id);
    if (!before || locked?.passwordHash !== account.passwordHash) refuse("wrong_credentials", wrongText);
    if (before.status === "suspended") refuse("suspended", "This account is suspended. Ask an admin to activate it.");
    if (locked.expired) {
      refuse("temporary_password_expired", "This temporary password has expired. Ask an admin for a new one.");
    }

    const temporary = before.mustChangePassword;
    if (temporary) await tx.delete(sessions).where(and(eq(sessions.userId, before.id), ne(sessions.kind, "token")));
    const how = { from: actor.from, until: locked.expiresAt, kind: input.kind, first: locked.first };
    const { key, user, as } = await openSession(tx, before, how);
    return changed(before, user, { key, mustChangePassword: temporary }, { always: true, by: as });
  },

  afterwards: ({ actor, input }) => forgetTries({ email: input.email, address: actor.from.address }),
});

const accountByEmail = prepared((db) =>
  db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(and(hasEmail(sql.placeholder("email")), notDeleted))
    .limit(1)
    .prepare("account_by_email"),
);

/** Locks whoever signs in, as `lockUser` does, and reads with it what nobody changes then. */
const lockSigningIn = preparedWithin((on) =>
  on
    .select({
      passwordHash: users.passwordHash,
      expiresAt: users.temporaryPasswordExpiresAt,
      expired: sql<boolean>`coalesce(${users.temporaryPasswordExpiresAt} <= now(), false)`,
      first: sql<boolean>`${users.firstSignInAt} is null`,
    })
    .from(users)
    .where(and(eq(users.id, sql.placeholder("id")), notDeleted))
    .for("update")
    .prepare("lock_signing_in"),
);
