import Link from "next/link";
import type { DormantSoon } from "@/lib/seats/list-dormant-next";
import { counted } from "@/lib/times";
import { Avatar } from "../ui/avatar";
import { RelativeTime } from "../ui/relative-time";
import { nameOf } from "../users/user-words";

/** How far ahead it looks. */
export const soonDays = 30;

/** Who becomes dormant by themselves, and what that frees. */
export function DormantNext({ soon: { users, count, seats }, now }: { soon: DormantSoon; now: Date }) {
  return (
    <>
      <p className="py-2 text-ink-3">
        {count === 0
          ? `Nobody within ${soonDays} days.`
          : `${counted(count, "user")} within ${soonDays} days, unless they are seen before; frees ${counted(seats, "seat")}.`}
      </p>
      {users.length > 0 && (
        <table className="w-full table-fixed text-left">
          <thead className="text-12 text-ink-3">
            <tr className="border-b">
              <th scope="col" className="h-8 font-normal">
                User
              </th>
              <th scope="col" className="w-28 font-normal max-rail:hidden">
                Last seen
              </th>
              <th scope="col" className="w-24 text-right font-normal">
                Dormant in
              </th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <tr key={user.id} className="h-9.5 border-b">
                <td>
                  <Link href={`/users/${user.username}`} className="flex h-9.5 min-w-0 items-center gap-2 pr-3">
                    <Avatar name={nameOf(user)} />
                    <span className="truncate font-medium">{nameOf(user)}</span>
                    <span className="truncate text-ink-3">{user.name && user.username}</span>
                  </Link>
                </td>
                <td className="text-ink-2 max-rail:hidden">
                  {user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} /> : "never"}
                </td>
                <td className="text-right">{daysUntil(user.dormantAt, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function daysUntil(at: Date, now: Date): string {
  const days = Math.ceil((at.getTime() - now.getTime()) / (24 * 60 * 60 * 1000));
  return days <= 0 ? "any moment" : counted(days, "day");
}
