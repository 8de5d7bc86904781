import type { Database, Transaction } from "@/db/client";
import { readKinds } from "../users/counts";

/** How many seats are taken now: one by each active user who is no service account. */
export async function seatsTaken(db: Database | Transaction): Promise<number> {
  const kinds = await readKinds(db);
  return kinds.find(({ status, loginType }) => status === "active" && loginType === "password")?.count ?? 0;
}
