import { notInArray } from "drizzle-orm";
import { db } from "@/db/client";
import { groups, rateLimits, sessions, users } from "@/db/schema";
import { readKey } from "@/lib/sessions/key";
import { call, tokenOf } from "../api";
import { aGroup, aUser, password } from "../people";
import type { Names, Sent } from "./requests";

/** The people that a batch of requests is about, made anew for each. */

export type World = { tokens: Record<Sent["who"], string | undefined>; names: Names; secrets: string[] };

export async function makeWorld(): Promise<World> {
  const owner = await aUser({ roles: ["owner"] });
  const admin = await aUser({ roles: ["user-admin"] });
  const auditor = await aUser({ roles: ["auditor"] });
  const member = await aUser({ name: "Zed" });
  const other = await aUser({ roles: ["owner"], temporary: true });
  const people = [owner, admin, auditor, member, other];
  const group = await aGroup({ members: [member, admin] });
  const ids = people.map(({ id }) => id);
  await db().delete(users).where(notInArray(users.id, ids));
  await db()
    .delete(groups)
    .where(notInArray(groups.id, [group.id]));
  await db().delete(rateLimits);

  const tokens = {
    owner: await tokenOf(owner),
    "user-admin": await tokenOf(admin),
    auditor: await tokenOf(auditor),
    member: await tokenOf(member),
    reader: await tokenOf(owner, { scope: "read" }),
    nobody: undefined,
  };
  const page = await call("GET", "/users?limit=2", { token: tokens.owner });
  const log = await call("GET", "/audit?limit=2", { token: tokens.owner });
  const keys = Object.values(tokens).flatMap((token) => token?.split("-")[0] ?? []);
  const kept = await db().select({ hash: sessions.secretHash, name: sessions.name }).from(sessions);
  return {
    tokens,
    names: {
      users: people.map(({ username }) => username),
      ids,
      emails: people.map(({ email }) => email ?? ""),
      groups: [group.id, group.name, "Everyone"],
      keys,
      tokens: kept.map(({ name }) => name),
      pages: [page.body.next_cursor, log.body.next_cursor].filter(Boolean),
    },
    secrets: [
      ...Object.values(tokens).flatMap((token) => (token && readKey(token)?.secret) || []),
      ...kept.flatMap(({ hash }) => [hash.toString("hex"), hash.toString("base64")]),
      "$argon2",
      password,
    ],
  };
}
