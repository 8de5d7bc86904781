import { createColumnHelper } from "@tanstack/react-table";
import { roleWords } from "@/lib/permissions";
import { shortDate } from "@/lib/times";
import type { User } from "@/lib/users/user";
import type { features } from "../data-table/features";
import { Chip } from "../ui/chip";
import { useNow } from "../ui/clock";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "./status-badge";
import type { Viewer } from "./user-actions";
import { UserCell } from "./user-cell";
import type { OpenDialog } from "./user-dialogs";
import { UserMenu } from "./user-menu";
import { statusReason } from "./user-words";

const column = createColumnHelper<typeof features, User>();

/** On a phone: name and status above, username with roles and last seen below, the menu across both. */
export const phoneRow = "grid-cols-[minmax(0,1fr)_auto_2.75rem] grid-rows-[22px_20px] pl-(--gutter)";

export const userColumns = (viewer: Viewer, open: OpenDialog) =>
  column.columns([
    column.accessor("username", {
      header: "User",
      cell: ({ row }) => <UserCell user={row.original} />,
      meta: { rowHead: true, className: "rail:w-[36%] desk:w-[29%] wide:w-96 max-rail:row-span-2 max-rail:pr-3" },
    }),
    column.accessor("email", {
      header: "Email",
      enableSorting: false,
      cell: ({ getValue }) => <span className="text-ink-3">{getValue() ?? "none"}</span>,
      meta: { className: "w-60 max-wide:hidden" },
    }),
    column.accessor("roles", {
      header: "Roles",
      enableSorting: false,
      cell: ({ getValue }) => <Roles held={getValue()} />,
      meta: { className: "w-52 max-rail:hidden desk:w-57" },
    }),
    column.accessor("status", {
      header: "Status",
      cell: ({ row }) => <Status user={row.original} />,
      meta: { className: "max-rail:col-start-2 max-rail:row-start-1" },
    }),
    column.accessor("lastSeenAt", {
      id: "last_seen",
      header: "Last seen",
      sortDescFirst: true,
      cell: ({ getValue }) => <LastSeen at={getValue()} />,
      meta: {
        className:
          "rail:w-28 desk:w-30 max-rail:col-start-2 max-rail:row-start-2 max-rail:text-right max-rail:text-12 max-rail:text-ink-3",
      },
    }),
    column.accessor("createdAt", {
      id: "created",
      header: "Created",
      sortDescFirst: true,
      cell: ({ getValue }) => <Created at={getValue()} />,
      meta: { className: "w-26 max-roomy:hidden" },
    }),
    column.display({
      id: "menu",
      header: () => <span className="sr-only">Actions</span>,
      enableSorting: false,
      cell: ({ row }) => <UserMenu user={row.original} viewer={viewer} open={open} />,
      meta: {
        className: "rail:w-12.5 max-rail:col-start-3 max-rail:row-start-1 max-rail:row-span-2 max-rail:text-center",
      },
    }),
  ]);

/** Two chips fit; of more roles the first stands, and how many there are besides. */
function Roles({ held }: { held: User["roles"] }) {
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

function Status({ user }: { user: User }) {
  const why = statusReason(user, useNow());
  return (
    <div title={why ?? undefined}>
      <StatusBadge status={user.status} why={why} />
    </div>
  );
}

const LastSeen = ({ at }: { at: Date | null }) =>
  at ? <RelativeTime at={at} /> : <span className="text-ink-3">never</span>;

function Created({ at }: { at: Date }) {
  return (
    <time dateTime={at.toISOString()} title={at.toISOString().slice(0, 10)} className="text-ink-3">
      {shortDate(at, useNow())}
    </time>
  );
}
