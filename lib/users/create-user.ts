import { z } from "zod";
import { db } from "@/db/client";
import { requireAccess } from "../access";
import type { Actor } from "../actor";
import { config } from "../config";
import { operation } from "../operation";
import { typedPassword } from "../passwords/fields";
import { generatePassword } from "../passwords/generate";
import { hashPassword } from "../passwords/hash";
import { type Owner, requireStrong } from "../passwords/strength";
import type { Role } from "../permissions";
import { refuse, requireAll } from "../problems";
import { changed } from "./changed";
import { displayName, email, username } from "./fields";
import { insertUser } from "./insert-user";
import { actorNow } from "./manage";
import { roleList } from "./set-roles";
import { setStatus } from "./status";
import { requireFree } from "./taken";
import { type LoginType, loginTypes } from "./user";

/**
 * Adds a user, dormant until they first sign in. Without a password one is generated and told this once. Where
 * they must choose a new one (always said with a generated one, unless told otherwise) it is good for 24 hours.
 * A service account (`loginType: "none"`) has no password and may have no email.
 *
 * @returns the user, and the password where it was generated
 * @refuses `forbidden`, `taken`, `weak_password`, `no_seat` (as an active one)
 */
export const createUser = operation({
  action: "user.created",
  permission: "users:create",
  input: z
    .object({
      username,
      email: email.or(z.literal("")).nullish(),
      name: displayName.default(""),
      loginType: z.enum(loginTypes).default("password"),
      password: typedPassword.nullish(),
      mustChangePassword: z.boolean().optional(),
      roles: roleList.default([]),
      /** Active ones take their seat before they first sign in. */
      status: z.enum(["dormant", "active"], { error: "A new user is dormant or active." }).default("dormant"),
    })
    .refine(({ email, loginType }) => Boolean(email) || loginType === "none", {
      path: ["email"],
      error: "The email is missing.",
      // Told together with what else is wrong, not after it.
      when: ({ value }) => typeof value === "object" && value !== null,
    }),

  target: ({ username }) => ({ type: "user", toBe: username }),

  async check({ actor, fields }) {
    requireGiving(actor, fields);
    await requireAll([requireFree(db(), fields), requirePassword(fields)]);
  },

  async prepare({ input }) {
    if (input.loginType === "none") return null;
    const password = input.password || generatePassword(config().passwordMinLength);
    return { password, hash: await hashPassword(password) };
  },

  async run({ tx, actor, input, prepared }) {
    // Hashing took a while, in which their own power may have been taken.
    requireGiving(await actorNow(tx, actor), input);
    const generated = input.password ? null : (prepared?.password ?? null);
    const made = await insertUser(tx, actor, {
      ...input,
      email: input.email || null,
      passwordHash: prepared?.hash ?? null,
      temporary: prepared !== null && (input.mustChangePassword ?? generated !== null),
    });
    const user = input.status === "active" ? await setStatus(tx, made, "active", { by: actor }) : made;
    return changed(null, user, { user, password: generated });
  },
});

function requireGiving(actor: Actor, { roles }: { roles?: Role[] }): void {
  requireAccess(actor, "users:create", {});
  if (roles && roles.length > 0) requireAccess(actor, "roles:assign", {});
}

type Told = { loginType?: LoginType; password?: string | null } & Owner;

async function requirePassword({ loginType, password, ...owner }: Told): Promise<void> {
  if (!password) return;
  if (loginType !== "none") return requireStrong(password, owner);
  const message = "A service account has no password: leave it out.";
  refuse("invalid", message, { fields: { password: message } });
}
