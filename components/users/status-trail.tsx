import { clsx } from "clsx";
import { counted, dayAndTime, span } from "@/lib/times";
import type { StatusChange } from "@/lib/users/list-status-changes";
import { Panel } from "../ui/panel";
import { statusLooks } from "./status-badge";

type StatusTrailProps = { changes: StatusChange[]; username: string; now: Date };

/** How a status came to be what it is, the newest first: who did it, why, and how long it held. */
export function StatusTrail({ changes, username, now }: StatusTrailProps) {
  return (
    <Panel title="Status">
      <ol>
        {changes.map((change, index) => {
          const { word, icon: Icon, colour } = statusLooks[change.to];
          const until = changes[index - 1]?.at ?? now;
          return (
            <li
              key={change.id}
              className="relative grid grid-cols-[0.875rem_1fr] gap-2.5 pt-2.5 not-last:before:absolute not-last:before:top-7.5 not-last:before:-bottom-2 not-last:before:left-[6.5px] not-last:before:w-px not-last:before:bg-line-strong"
            >
              <Icon className={clsx("mt-0.75 size-3.5", colour)} />
              <div className="min-w-0 break-words">
                <b className="font-medium">{word}</b>
                {how(change, changes[index + 1], username)}
                <div className="text-12 text-ink-3">
                  {dayAndTime(change.at, now)} · for {span(change.at, until)}
                  {change.endedSessions > 0 && ` · ended ${counted(change.endedSessions, "session")}`}
                </div>
              </div>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

/** What stands behind the word: " by mira: laptop found", ", created by mira", " by being seen again". */
function how(change: StatusChange, before: StatusChange | undefined, username: string): string {
  const { from, to, actorKind, actorName, reason } = change;
  const because = reason ? `: ${reason}` : "";
  if (from === null) return `, created${actorName ? ` by ${actorName}` : ""}${because}`;
  if (actorKind === "system") return to === "dormant" ? ", unseen for too long" : ", by the system";
  if (actorName === username || (actorKind === "user" && actorName === null)) {
    return before?.from === null ? " by being seen for the first time" : " by being seen again";
  }
  return ` by ${actorName ?? "someone"}${because}`;
}
