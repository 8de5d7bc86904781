import { roleWords } from "@/lib/permissions";
import type { User } from "@/lib/users/user";
import { Chip } from "../ui/chip";
import { useNow } from "../ui/clock";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "./status-badge";
import { statusReason } from "./user-words";

/** Two chips fit; of more roles the first stands, and how many there are besides. */
export function Roles({ held }: { held: User["roles"] }) {
  if (held.length === 0) return <span className="text-ink-3">Member</span>;
  const shown = held.length > 2 ? held.slice(0, 1) : held;
  const rest = held.slice(shown.length).map((role) => roleWords[role].title);
  return (
    <span className="inline-flex gap-1">
      {shown.map((role) => (
        <Chip key={role}>{roleWords[role].title}</Chip>
      ))}
      {rest.length > 0 && (
        <Chip>
          <span aria-hidden title={rest.join(", ")}>
            {rest.length} more
          </span>
          <span className="sr-only">{rest.join(", ")}</span>
        </Chip>
      )}
    </span>
  );
}

export const Status = ({ user }: { user: User }) => (
  <StatusBadge status={user.status} why={statusReason(user, useNow())} />
);

export const LastSeen = ({ at }: { at: Date | null }) =>
  at ? <RelativeTime at={at} /> : <span className="text-ink-3">never</span>;
