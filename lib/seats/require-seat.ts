import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
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
export async function requireSeat(tx: Transaction, user: Pick<User, "loginType" | "roles" | "status">): Promise<void> {
  const { seats, enforceSeats } = config();
  const needsOne = user.status !== "active" && user.loginType !== "none" && !user.roles.includes("owner");
  if (!enforceSeats || seats === null || !needsOne) return;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('roster: seats'))`);
  if ((await seatsTaken(tx)) < seats) return;
  const all = seats === 1 ? "The only seat is" : `All ${seats.toLocaleString("en")} seats are`;
  refuse("no_seat", `${all} taken. An admin has to free one first: suspend somebody, or get more.`);
}
