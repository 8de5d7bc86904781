import { and, eq, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { config } from "../config";
import { line } from "../input";
import { operation } from "../operation";
import { refuse } from "../problems";
import { changed } from "../users/changed";
import { lockForAct } from "../users/manage";
import { writeKey } from "./key";
import { atMostOwn } from "./own-end";
import { requireRoom } from "./require-room";
import { hashSecret, newSecret } from "./secret";
import { requireStillOpen } from "./still-open";

const daySeconds = 86_400;

/** How long a token lives where nobody says so, unless the setting allows less. */
const usualDays = 30;

export const tokenName = line(64, "The name")
  .refine((text) => text !== "" && !text.includes("/"), {
    error: "A token has a name of 1 to 64 characters, without a slash.",
  })
  .refine((text) => text.toLowerCase() !== "tokenconfig", {
    error: "Roster uses this word itself. Choose another name.",
  });

/**
 * Makes a token for a program: for oneself, or for others by those who may and could do all that they can. It never does
 * more than its owner may at the moment of each request; with scope `read` it only asks. A token that makes another lives
 * as long as that at least, and who holds it through somebody else's token is remembered with it.
 *
 * @param input lifetimeSeconds 30 days unless told, at most the setting
 * @returns the token itself, which nobody can show again, its id, and when it expires
 * @refuses `signed_out`, `not_found`, `forbidden`, `owner_protected`, `above_you`, `taken` (a name of theirs), `not_now`,
 *   `invalid`
 */
export const createToken = operation({
  action: "token.created",
  permission: "signed in",
  input: z.object({
    userId: z.string(),
    name: tokenName.optional(),
    scope: z.enum(["all", "read"], { error: "A token’s scope is all or read." }).default("all"),
    lifetimeSeconds: z
      .number({ error: "The lifetime is a number." })
      .min(60, "A token lives a minute at least.")
      .optional(),
  }),

  async run({ tx, actor, input }) {
    const user = await lockForAct(tx, actor, "makeToken", input);
    const heldBy = await requireStillOpen(tx, actor);
    await requireRoom(tx, user.id);
    const seconds = input.lifetimeSeconds ?? Math.min(usualDays, config().tokenMaxDays) * daySeconds;
    requireLifetime(seconds);
    const name = input.name ?? `token-${newSecret().slice(0, 8)}`;
    // An expired one holds no name.
    const same = and(
      eq(sessions.userId, user.id),
      eq(sessions.kind, "token"),
      sql`lower(${sessions.name}) = lower(${name})`,
    );
    await tx.delete(sessions).where(and(same, lte(sessions.expiresAt, sql`now()`)));

    const secret = newSecret();
    const [made] = await tx
      .insert(sessions)
      .values({
        userId: user.id,
        kind: "token",
        name,
        scope: input.scope,
        secretHash: hashSecret(secret),
        madeBy: actor.kind === "user" && actor.id !== user.id ? actor.id : heldBy,
        expiresAt: atMostOwn(actor, sql`now() + make_interval(secs => ${seconds})`),
      })
      .returning({ id: sessions.id, expiresAt: sessions.expiresAt });
    if (!made) throw new Error("An insert returned no row.");

    const value = { token: writeKey({ sessionId: made.id, secret }), id: made.id, name, expiresAt: made.expiresAt };
    return changed(user, user, value, {
      also: { token: [null, name], scope: [null, input.scope], expires: [null, made.expiresAt] },
    });
  },
});

function requireLifetime(seconds: number): void {
  const { tokenMaxDays } = config();
  if (seconds <= tokenMaxDays * daySeconds) return;
  const message = `A token lives at most ${tokenMaxDays} days here.`;
  refuse("invalid", message, { fields: { lifetimeSeconds: message } });
}
