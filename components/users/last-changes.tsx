import Link from "next/link";
import type { AuditEntry } from "@/lib/audit/list-user-entries";
import { sentenceOf } from "@/lib/audit/sentence";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

/** The last entries of the audit log about somebody or by them, for those who may read it. */
export function LastChanges({ entries, userId }: { entries: AuditEntry[]; userId: string }) {
  return (
    <Panel
      title="Last changes"
      end={
        <Link href={`/audit?q=${encodeURIComponent(`user_id:${userId}`)}`} className="link">
          Show all
        </Link>
      }
    >
      <ul>
        {entries.map((entry) => {
          const { who, before, name, after } = sentenceOf(entry);
          return (
            <li key={entry.id} className="break-words border-b py-2">
              <b className="font-medium">{who}</b> {before}
              {name}
              {after}
              <div className="text-ink-3">
                <RelativeTime at={entry.at} />
                {entry.address && ` · ${entry.address}`}
              </div>
            </li>
          );
        })}
        {entries.length === 0 && <li className="border-b py-2 text-ink-3">Nothing yet.</li>}
      </ul>
    </Panel>
  );
}
