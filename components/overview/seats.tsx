import type { Entitlements } from "@/lib/seats/get-entitlements";
import type { DormantSoon } from "@/lib/seats/list-dormant-next";
import { counted } from "@/lib/times";
import { seatsFill, shareUsed } from "../shell/seats-used";
import { Note } from "../ui/note";

type SeatsProps = { seats: Entitlements; enforced: boolean; dormantSoon: DormantSoon };

/** How many seats are taken, of how many, and what to know about it. */
export function Seats({ seats: { limit, used, warnings }, enforced, dormantSoon }: SeatsProps) {
  return (
    <div className="grid gap-3 pt-4">
      <div className="grid items-end gap-x-10 gap-y-3 desk:grid-cols-[20rem_minmax(0,1fr)]">
        <p>
          <span className="font-semibold text-[2rem] leading-9 tracking-[-0.02em]">{used.toLocaleString("en")}</span>{" "}
          <span className="text-14 text-ink-2">
            {limit === null ? "used, no limit set" : `of ${limit.toLocaleString("en")} used`}
          </span>
          <span className="block text-ink-2">
            {limit !== null && <Free count={limit - used} />}service accounts take none
          </span>
        </p>
        {limit !== null && <Meter used={used} limit={limit} />}
      </div>
      {warnings.map((warning) => (
        <Note key={warning} kind={used >= (limit ?? 0) ? "bad" : "warn"} role="status">
          <b className="font-semibold">{near(used, limit ?? 0)}</b> {warning}{" "}
          {enforced ? "Beyond it nobody but an owner becomes active." : "Nothing is refused beyond it."}{" "}
          {dormantSoon.seats > 0 &&
            `${counted(dormantSoon.seats, "seat")} ${dormantSoon.seats === 1 ? "becomes" : "become"} free within 30 days, unless their people are seen before.`}
        </Note>
      ))}
    </div>
  );
}

const Free = ({ count }: { count: number }) =>
  count >= 0 ? (
    `${count === 0 ? "none" : count.toLocaleString("en")} free · `
  ) : (
    <>
      <b className="font-medium text-ink">{(-count).toLocaleString("en")} over the limit</b> ·{" "}
    </>
  );

const near = (used: number, limit: number) =>
  used > limit ? "Over the limit." : used === limit ? "At the limit." : "Near the limit.";

function Meter({ used, limit }: { used: number; limit: number }) {
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw a meter of their own. */}
      <div
        role="meter"
        aria-label="Seats used"
        aria-valuemin={0}
        aria-valuemax={Math.max(limit, used)}
        aria-valuenow={used}
        aria-valuetext={used > limit ? `${used} of ${limit}, ${used - limit} over the limit` : `${used} of ${limit}`}
        className="h-2.5 overflow-hidden rounded-[2px] bg-bg-press"
      >
        <svg aria-hidden className="block size-full">
          <rect width={`${shareUsed(used, limit)}%`} height="100%" className={seatsFill(used, limit) ?? "fill-solid"} />
        </svg>
      </div>
      <div className="flex justify-between pt-1 text-12 text-ink-3">
        <span>0</span>
        <span>{limit.toLocaleString("en")}</span>
      </div>
    </div>
  );
}
