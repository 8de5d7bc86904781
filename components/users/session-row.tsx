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
    <tr className="exact-on-focus [&>*]:h-9.5 [&>*]:border-b [&>*]:pr-4 [&>*]:font-normal">
      <th scope="row">
        <span className="flex items-center gap-2">
          <Icon className="text-ink-3" />
          {label}
          {current && <Chip>this device</Chip>}
        </span>
      </th>
      <td className="text-ink-2">
        {kinds[kind]}
        {kind === "token" && `, until ${shortDate(expiresAt, now)}`}
      </td>
      <td className="text-ink-2 max-rail:hidden">{address ?? (kind === "token" ? "" : "unknown")}</td>
      <td>
        {kind === "token" && address === null ? (
          <span className="text-ink-3">never</span>
        ) : (
          <RelativeTime at={lastUsedAt} />
        )}
      </td>
      <td className="text-ink-3 max-rail:hidden">{shortDate(createdAt, now)}</td>
      <td className="pr-0! text-right">
        {onEnd && !current && (
          <Button size="small" aria-label={`${kind === "token" ? "Revoke" : "End"} ${label}`} onClick={onEnd}>
            {kind === "token" ? "Revoke" : "End"}
          </Button>
        )}
      </td>
    </tr>
  );
}

const kinds = { web: "Web", cli: "CLI", token: "API token" };

function iconOf({ kind, label }: Session) {
  if (kind !== "web") return kind === "cli" ? Terminal : Ticket;
  return /iPhone|Android/.test(label) ? Smartphone : Monitor;
}
