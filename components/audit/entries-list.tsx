"use client";

import { Suspense, use } from "react";
import { auditFilter } from "@/lib/audit/filter";
import { parseFilter } from "@/lib/filter";
import { ListAddress, useListAddress } from "../data-table/list-address";
import { TableFoot } from "../data-table/table-foot";
import { FilterBar } from "../filter/filter-bar";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";
import { Skeleton } from "../ui/skeleton";
import { type Day, daysOf } from "./days";
import { entriesLanguage } from "./entries-language";
import type { EntryRow } from "./entry";
import { Entry } from "./entry-details";

type Page = { rows: EntryRow[]; firstNumber: number; next: string | null; previous: string | null };

type Props = { page: Promise<Page>; total: Promise<number>; now: Date; q: string; limit: number };

/** The entries that match the filter, by day, a page at a time. */
export function EntriesList(props: Props) {
  const q = parseFilter(auditFilter, props.q).ok ? props.q : "";
  return (
    <ListAddress>
      <FilterBar q={q} language={entriesLanguage} />
      <Suspense fallback={<EntriesSkeleton />}>
        <Entries {...props} q={q} />
      </Suspense>
    </ListAddress>
  );
}

function Entries({ page, total, now, q, limit }: Props) {
  const { rows, firstNumber, next, previous } = use(page);
  const { pending } = useListAddress();
  return (
    <>
      <div
        className={`min-h-0 flex-1 transition-opacity rail:overflow-auto ${pending ? "opacity-50 delay-120" : ""}`}
        aria-busy={pending}
      >
        {daysOf(rows, now).map((day) => (
          <DayOf key={day.date} day={day} />
        ))}
        {rows.length === 0 && <NoEntries q={q} />}
      </div>
      <TableFoot
        first={firstNumber}
        last={firstNumber + rows.length - 1}
        total={total}
        limit={limit}
        next={next}
        previous={previous}
      />
    </>
  );
}

function DayOf({ day: { date, name, words, rows } }: { day: Day }) {
  return (
    <section aria-labelledby={date}>
      <h2
        id={date}
        className="sticky top-0 z-10 flex h-8.5 items-center gap-2 border-b bg-bg-sunken px-(--gutter) font-normal text-12 text-ink-3 max-rail:top-12"
      >
        {name && <b className="font-semibold text-ink">{name}</b>} {words}
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Entry row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoEntries({ q }: { q: string }) {
  const { show } = useListAddress();
  if (!q) return <Empty title="No entries yet">Whatever anybody changes is written down here.</Empty>;
  return (
    <Empty title="No entries match this filter" actions={<Button onClick={() => show({ q: "" })}>Clear filter</Button>}>
      Nothing in the log fits every part of <code className="break-all font-mono">{q}</code>.
    </Empty>
  );
}

const EntriesSkeleton = () => (
  <div className="min-h-0 flex-1 overflow-hidden" role="status" aria-label="Loading entries">
    {Array.from({ length: 12 }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same.
      <div key={i} className="flex h-9.5 items-center border-b px-(--gutter)">
        <Skeleton className="h-3.5 w-2/5" />
      </div>
    ))}
  </div>
);
