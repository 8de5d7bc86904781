import Link from "next/link";
import type { Entitlements } from "@/lib/seats/get-entitlements";
import type { DormantSoon } from "@/lib/seats/list-dormant-next";
import { counted } from "@/lib/times";
import type { StatusHistory } from "@/lib/users/count-statuses";
import { PageBar } from "../shell/page-bar";
import { Clock } from "../ui/clock";
import { Panel } from "../ui/panel";
import type { Counted } from "./day-bars";
import { DormantNext, soonDays } from "./dormant-next";
import { Seats } from "./seats";
import { SignIns } from "./sign-ins";
import { StatusChart } from "./status-chart";
import { WayTo } from "./way-to";

type OverviewProps = {
  now: Date;
  /** How far back the history goes, and how far it can. */
  days: number;
  ranges: number[];
  dormantAfterDays: number;
  enforced: boolean;
  seats: Entitlements;
  history: StatusHistory;
  dormantSoon: DormantSoon;
  signIns: Counted[];
};

/** Who takes a seat, how that came about, and what will change by itself. */
export function Overview(props: OverviewProps) {
  const { now, days, ranges, dormantAfterDays, enforced, seats, history, dormantSoon, signIns } = props;
  const unseenDays = Math.max(0, dormantAfterDays - soonDays);
  return (
    <Clock now={now}>
      <PageBar title="Overview">
        <span className="text-ink-3">as of {now.toISOString().slice(11, 16)} UTC</span>
      </PageBar>
      <div className="grid gap-8 px-(--gutter) pt-1 pb-10">
        <Panel title="Seats" end={<WayTo q="status:active service_account:false">Who takes them</WayTo>}>
          <Seats seats={seats} enforced={enforced} dormantSoon={dormantSoon} />
        </Panel>
        <Panel title="Users by status" end={<Ranges days={days} ranges={ranges} />}>
          <StatusChart history={history} />
        </Panel>
        <div className="grid grid-cols-1 gap-x-10 gap-y-8 roomy:grid-cols-2">
          <Panel
            title="Dormant next"
            end={
              <WayTo
                q={`status:active last_seen_before:${unseenDays}d`}
              >{`Not seen for ${counted(unseenDays, "day")}`}</WayTo>
            }
          >
            <DormantNext soon={dormantSoon} now={now} />
          </Panel>
          <Panel title="Sign-ins per day" end="last 30 days">
            <SignIns counted={signIns} />
          </Panel>
        </div>
      </div>
    </Clock>
  );
}

function Ranges({ days, ranges }: Pick<OverviewProps, "days" | "ranges">) {
  return (
    <nav aria-label="Days of history" className="flex gap-3">
      {ranges.map((range) => (
        <Link
          key={range}
          href={`/overview?days=${range}`}
          aria-current={range === days ? "page" : undefined}
          scroll={false}
          className="py-1 hover:text-ink max-rail:py-2.5 aria-[current]:font-medium aria-[current]:text-ink"
        >
          {range} days
        </Link>
      ))}
    </nav>
  );
}
