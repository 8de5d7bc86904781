import Link from "next/link";
import type { Entitlements } from "@/lib/seats/get-entitlements";

/** How many seats are taken, wherever one is in the console. */
export async function SeatsUsed({ seats }: { seats: Promise<Entitlements> }) {
  const { used, limit } = await seats;
  if (limit === null) return null;
  const share = limit === 0 ? 100 : Math.min(100, (used / limit) * 100);
  return (
    <Link href="/overview" className="mb-1 block rounded-2 p-2 text-12 text-ink-2 hover:bg-bg-press max-desk:hidden">
      <span className="flex justify-between">
        <span>Seats</span>
        <span>
          {used.toLocaleString("en")} of {limit.toLocaleString("en")}
        </span>
      </span>
      <svg aria-hidden className="mt-1.5 block h-1 w-full rounded-[2px] bg-bg-press">
        <rect width={`${share}%`} height="100%" className={share >= 90 ? "fill-dormant" : "fill-ink-3"} />
      </svg>
    </Link>
  );
}
