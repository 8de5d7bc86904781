import { type SQL, sql } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Actor } from "../actor";

/** An end for what an actor makes: where they come with a token, not after that token’s own. */
export function atMostOwn(actor: Actor, end: SQL): SQL {
  if (actor.kind !== "user" || actor.session.kind !== "token") return end;
  return sql`least(${end}, (select ${sessions.expiresAt} from ${sessions} where ${sessions.id} = ${actor.session.id}))`;
}
