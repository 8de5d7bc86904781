import Link from "next/link";
import type { Entitlements } from "@/lib/seats/get-entitlements";

/** How many seats are taken, wherever one is in the console. */
export async function SeatsUsed({ seats }: { seats: Promise<Entitlements> }) {
  const { used, limit } = await seats;
  if (limit === null) return null;
  return (
    <Link href="/overview" className="mb-1 block rounded-2 p-2 text-12 text-ink-2 hover:bg-bg-press max-desk:hidden">
      <span className="flex justify-between">
        <span>{used > limit ? "Seats, over" : "Seats"}</span>
        <span>
          {used.toLocaleString("en")} of {limit.toLocaleString("en")}
        </span>
      </span>
      <svg aria-hidden className="mt-1.5 block h-1 w-full rounded-[2px] bg-bg-press">
        <rect width={`${shareUsed(used, limit)}%`} height="100%" className={seatsFill(used, limit) ?? "fill-ink-3"} />
      </svg>
    </Link>
  );
}

/** In percent; a bar that is full is full, however far over the limit. */
export const shareUsed = (used: number, limit: number) => (used >= limit ? 100 : (used / limit) * 100);

/** The colour of a bar that warns: near the limit, and at or over it. */
export function seatsFill(used: number, limit: number): string | undefined {
  if (used >= limit) return "fill-suspended";
  return shareUsed(used, limit) >= 90 ? "fill-dormant" : undefined;
}
