import Monitor from "lucide-react/icons/monitor";
import Smartphone from "lucide-react/icons/smartphone";
import Terminal from "lucide-react/icons/terminal";
import Ticket from "lucide-react/icons/ticket";
import type { Session } from "@/lib/sessions/session";
import { shortDate } from "@/lib/times";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { useNow } from "../ui/clock";
import { RelativeTime } from "../ui/relative-time";

/** One session or token. Without `onEnd` it can only be looked at; the one that asks ends by signing out. */
export function SessionRow({ session, onEnd }: { session: Session; onEnd: (() => void) | null }) {
  const now = useNow();
  const Icon = iconOf(session);
  const { kind, label, address, createdAt, lastUsedAt, expiresAt, current } = session;
  return (
    <tr className={rowLook}>
      <th scope="row" className="max-rail:col-span-2 max-rail:min-w-0">
        <span className="flex items-center gap-2">
          <Icon className="text-ink-3" />
          <span className="truncate">{label}</span>
          {current && <Chip>this device</Chip>}
        </span>
      </th>
      <td className="text-ink-2 max-rail:pl-6">
        {kinds[kind]}
        {kind === "token" && `, until ${shortDate(expiresAt, now)}`}
      </td>
      <td className="text-ink-2 max-rail:hidden">{address ?? (kind === "token" ? "" : "unknown")}</td>
      <td className="max-rail:text-ink-3">
        <span className="rail:hidden">· </span>
        {kind === "token" && address === null ? (
          <span className="text-ink-3">never</span>
        ) : (
          <RelativeTime at={lastUsedAt} />
        )}
      </td>
      <td className="text-ink-3 max-rail:hidden">{shortDate(createdAt, now)}</td>
      <td className="text-right rail:pr-0! max-rail:col-start-3 max-rail:row-span-2 max-rail:row-start-1">
        {onEnd && !current && (
          <Button size="small" aria-label={`${kind === "token" ? "Revoke" : "End"} ${label}`} onClick={onEnd}>
            {kind === "token" ? "Revoke" : "End"}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** On a phone two lines, what it is and when it was used, and the button beside both. */
const rowLook =
  "exact-on-focus [&>*]:font-normal rail:[&>*]:h-9.5 rail:[&>*]:border-b rail:[&>*]:pr-4 max-rail:grid max-rail:grid-cols-[auto_minmax(0,1fr)_auto] max-rail:items-center max-rail:gap-x-1 max-rail:border-b max-rail:py-2";

const kinds = { web: "Web", cli: "CLI", token: "API token" };

function iconOf({ kind, label }: Session) {
  if (kind !== "web") return kind === "cli" ? Terminal : Ticket;
  return /iPhone|Android/.test(label) ? Smartphone : Monitor;
}
