import { createColumnHelper } from "@tanstack/react-table";
import { shortDate } from "@/lib/times";
import type { UserInGroups } from "@/lib/users/user";
import type { features } from "../data-table/features";
import { useNow } from "../ui/clock";
import type { Viewer } from "./user-actions";
import { UserCell } from "./user-cell";
import { LastSeen, Roles, Status } from "./user-cells";
import type { OpenDialog } from "./user-dialogs";
import { UserMenu } from "./user-menu";

const column = createColumnHelper<typeof features, UserInGroups>();

/** On a phone: name and status above, username with roles and last seen below, the menu across both. */
export const phoneRow = "grid-cols-[minmax(0,1fr)_auto_2.75rem] grid-rows-[22px_20px] pl-(--gutter)";

export const userColumns = (viewer: Viewer, open: OpenDialog) =>
  column.columns([
    column.accessor("username", {
      header: "User",
      cell: ({ row }) => <UserCell user={row.original} />,
      meta: { rowHead: true, className: "rail:w-[36%] desk:w-[27%] wide:w-84 max-rail:row-span-2 max-rail:pr-3" },
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
      meta: { className: "rail:w-40 roomy:w-52 max-rail:hidden" },
    }),
    column.accessor("status", {
      header: "Status",
      cell: ({ row }) => <Status user={row.original} />,
      meta: { className: "max-rail:col-start-2 max-rail:row-start-1" },
    }),
    column.accessor("groups", {
      header: "Groups",
      enableSorting: false,
      cell: ({ getValue }) => <Groups names={getValue()} />,
      meta: { className: "w-[12%] max-desk:hidden wide:w-37" },
    }),
    column.accessor("lastSeenAt", {
      id: "last_seen",
      header: "Last seen",
      sortDescFirst: true,
      cell: ({ getValue }) => <LastSeen at={getValue()} />,
      meta: {
        className:
          "rail:w-28 wide:w-30 max-rail:col-start-2 max-rail:row-start-2 max-rail:text-right max-rail:text-12 max-rail:text-ink-3",
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

const Groups = ({ names }: { names: string[] }) =>
  names.length > 0 ? (
    <span title={names.join(", ")} className="text-ink-2">
      {names.join(", ")}
    </span>
  ) : (
    <span className="text-ink-3">–</span>
  );

function Created({ at }: { at: Date }) {
  return (
    <time dateTime={at.toISOString()} title={at.toISOString().slice(0, 10)} className="text-ink-3">
      {shortDate(at, useNow())}
    </time>
  );
}
