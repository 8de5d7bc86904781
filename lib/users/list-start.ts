import { z } from "zod";
import type { Database } from "@/db/client";
import { uuidText } from "../input";
import { refuse } from "../problems";
import { valuesOf } from "./find";
import { type PageKey, readPageKey, writePageKey } from "./page-key";
import { findUser } from "./read";
import type { UserSort } from "./user";

/** Where a list of users begins. */
export const listStart = {
  after: z.string().max(2000, "This is no page of this list.").optional(),
  /** For clients that know no keys: a user to go on after, and rows to leave out. */
  afterId: uuidText("after_id is no user’s id.").optional(),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
};

/**
 * The key to begin behind; null: at the start.
 *
 * @refuses `invalid` a page key of another list, nobody’s id
 */
export async function startOf(
  db: Database,
  by: UserSort,
  { after, afterId }: { after?: string | undefined; afterId?: string | undefined },
): Promise<PageKey | null> {
  const key = after ?? (afterId && (await keyAfter(db, afterId, by)));
  return key === undefined || key === "" ? null : readPageKey(key, by);
}

/** The key behind a user's row. Its number in the list is not known, and counts as none. */
async function keyAfter(db: Database, id: string, by: UserSort): Promise<string> {
  const user = await findUser(db, id);
  if (!user) refuse("invalid", "after_id is no user’s id.", { fields: { afterId: "There is no such user." } });
  return writePageKey({ by, values: valuesOf(user)[by], number: 0 });
}
