import { Download } from "lucide-react";
import type { Metadata } from "next";
import { ask, elsewhere } from "@/app/ask";
import { currentActor } from "@/app/current-actor";
import { EntriesList } from "@/components/audit/entries-list";
import { rowOf } from "@/components/audit/entry";
import { NotAllowedPage } from "@/components/shell/not-allowed";
import { PageBar } from "@/components/shell/page-bar";
import { buttonShape } from "@/components/ui/button";
import { auditFilter } from "@/lib/audit/filter";
import { countEntries, type EntryPage, listEntries } from "@/lib/audit/list-entries";
import { parseFilter } from "@/lib/filter";
import { can } from "@/lib/permissions";
import { consolePage } from "../console-page";
import { isLost, pageSizeIn, readParams, type SearchParams } from "../list-params";

export const metadata: Metadata = { title: "Audit" };

/** The audit log, the newest first. Starts the question and hands its promise on; the count comes after the entries. */
export default consolePage<PageProps<"/audit">>(async (viewer, { searchParams }) => {
  if (!can(viewer, "audit:read")) {
    return <NotAllowedPage title="Audit" to="read the audit log" permission="audit:read" />;
  }
  const params = await searchParams;
  const state = stateIn(params);
  const page = entriesAt(state).then(({ rows, ...rest }) => ({ ...rest, rows: rows.map(rowOf) }));
  const total = ask(countEntries, { q: state.q });
  return (
    <>
      <PageBar title="Audit">
        {state.readable && (
          <>
            <ExportLink q={state.q} format="csv" label="CSV" />
            <ExportLink q={state.q} format="jsonl" label="JSON lines" />
          </>
        )}
      </PageBar>
      <EntriesList page={page} total={total} now={new Date()} q={state.q} limit={state.limit} />
    </>
  );
});

/** A plain link: the answer is a file, whatever its size. */
function ExportLink({ q, format, label }: { q: string; format: string; label: string }) {
  const query = new URLSearchParams({ ...(q && { q }), format });
  return (
    <a href={`/api/v2/audit/export?${query}`} download className={buttonShape()}>
      <Download className="lucide size-4" />
      <span>
        <span className="max-roomy:sr-only">Export </span>
        {label}
      </span>
    </a>
  );
}

type State = { q: string; readable: boolean; limit: number; after?: string; before?: string };

/** A filter that cannot be read counts as none: the complaint stands under the box. */
function stateIn(params: SearchParams): State {
  const one = readParams(params);
  const q = one("q") ?? "";
  const limit = pageSizeIn(one("limit"), 50);
  if (!parseFilter(auditFilter, q).ok) return { q: "", readable: false, limit };
  return { q, readable: true, limit, after: one("after"), before: one("before") };
}

async function entriesAt(state: State): Promise<EntryPage> {
  const result = await listEntries(await currentActor(), state);
  if (isLost(state, result)) return entriesAt({ q: state.q, readable: true, limit: state.limit });
  return result.ok ? result.value : elsewhere(result.problem);
}
