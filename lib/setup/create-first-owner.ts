import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { config } from "../config";
import { consume } from "../limits/consume";
import { networkOf } from "../limits/network";
import { operation } from "../operation";
import { typedPassword } from "../passwords/fields";
import { hashPassword } from "../passwords/hash";
import { requireStrong } from "../passwords/strength";
import { refuse } from "../problems";
import { changed } from "../users/changed";
import { displayName, email, username } from "../users/fields";
import { insertUser } from "../users/insert-user";
import { isSetUpNow } from "./is-set-up";

/**
 * Makes the first owner of a fresh installation. Anyone may, once: of two who try at the same moment one is refused.
 * Where the operator set a setup code it is asked for.
 *
 * @returns the owner
 * @refuses `already_set_up`, `wrong_setup_code`, `rate_limited`, `weak_password`, `taken`
 */
export const createFirstOwner = operation({
  action: "user.created",
  permission: "anyone",
  input: z.object({
    username,
    email,
    name: displayName.default(""),
    password: typedPassword,
    setupCode: z.string().max(1000).optional(),
  }),

  async prepare({ actor, input }) {
    if (await isSetUpNow(db())) tooLate();
    await requireSetupCode(actor.from.address, input.setupCode);
    await requireStrong(input.password, input);
    return hashPassword(input.password);
  },

  async run({ tx, actor, input, prepared: passwordHash }) {
    await takeTurns(tx);
    if (await isSetUpNow(tx)) tooLate();
    const user = await insertUser(tx, actor, {
      ...input,
      loginType: "password",
      roles: ["owner"],
      passwordHash,
      temporary: false,
    });
    return changed(null, user, { user });
  },
});

/** Those who make a first owner wait for one another, so that the second sees the first. */
export const takeTurns = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('roster: setup'))`);

const tooLate = () => refuse("already_set_up", "Roster is already set up. Sign in, or ask an owner for an account.");

/** So that nobody finds a short one by trying: from one address, and from all of them together. */
const codeLimits = { each: { points: 5, seconds: 60 }, all: { points: 60, seconds: 3600 } };

async function requireSetupCode(address: string | null, given = "") {
  const wanted = config().setupCode;
  if (wanted === null) return;
  await consume({ name: "setup-code", of: networkOf(address ?? "unknown"), ...codeLimits.each });
  await consume({ name: "setup-code-all", of: "all", ...codeLimits.all });
  if (timingSafeEqual(digest(wanted), digest(given.trim()))) return;
  const message = "This is not the setup code. Whoever runs the server has it as ROSTER_SETUP_CODE.";
  refuse("wrong_setup_code", message, { fields: { setupCode: message } });
}

const digest = (text: string) => createHash("sha256").update(text).digest();
