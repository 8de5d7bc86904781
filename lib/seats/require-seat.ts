import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { config } from "../config";
import { refuse } from "../problems";
import type { User } from "../users/user";
import { seatsTaken } from "./count-seats";

/**
 * Makes sure that somebody who is about to become active has a seat, where the operator enforces the limit. Those who need
 * one take turns, so that of two who want the last one gets it. Service accounts need none; and an owner is never kept
 * out for want of one, or nobody could free any.
 *
 * @refuses `no_seat`
 */
export async function requireSeat(tx: Transaction, user: Seated): Promise<void> {
  if (!isHeldToLimit(user)) return;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('roster: seats'))`);
  const { refusal } = await seatAhead(tx, user);
  if (refusal) refuse("no_seat", refusal);
}

/** What somebody who became active now would find. */
export type SeatAhead = {
  /** How many seats are free, below 0 where more are taken than there are. Null: there is no limit. */
  free: number | null;
  /** Why they would get none, for the person who activates them; null: they get one, or need none. */
  refusal: string | null;
};

export async function seatAhead(db: Database | Transaction, user: Seated): Promise<SeatAhead> {
  const { seats } = config();
  if (seats === null) return { free: null, refusal: null };
  const free = seats - (await seatsTaken(db));
  if (free > 0 || !isHeldToLimit(user)) return { free, refusal: null };
  const all = seats === 1 ? "The only seat is" : `All ${seats.toLocaleString("en")} seats are`;
  return { free, refusal: `${all} taken. An admin has to free one first: suspend somebody, or get more.` };
}

type Seated = Pick<User, "loginType" | "roles" | "status">;

function isHeldToLimit({ status, loginType, roles }: Seated): boolean {
  const { seats, enforceSeats } = config();
  return enforceSeats && seats !== null && status !== "active" && loginType !== "none" && !roles.includes("owner");
}
