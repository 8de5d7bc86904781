import { createColumnHelper } from "@tanstack/react-table";
import type { User } from "@/lib/users/user";
import type { features } from "../data-table/features";
import { UserCell } from "../users/user-cell";
import { LastSeen, Roles, Status } from "../users/user-cells";
import { PickAllBox, PickBox } from "./picking";

const column = createColumnHelper<typeof features, User>();

/** On a phone: the box across both lines, name and status above, username and last seen below. */
export const phoneRow = (picks: boolean) =>
  picks
    ? "grid-cols-[2.75rem_minmax(0,1fr)_auto] grid-rows-[22px_20px] pl-1.5 pr-(--gutter)"
    : "grid-cols-[0_minmax(0,1fr)_auto] grid-rows-[22px_20px] px-(--gutter)";

/** The columns of members; where they can be picked, with a box before each. */
export const memberColumns = (picks: boolean) => [
  ...(picks
    ? [
        column.display({
          id: "pick",
          header: PickAllBox,
          enableSorting: false,
          cell: ({ row }) => <PickBox id={row.original.id} username={row.original.username} />,
          meta: {
            className:
              "rail:w-11 rail:pr-0! rail:leading-none max-rail:col-start-1 max-rail:row-start-1 max-rail:row-span-2",
          },
        }),
      ]
    : []),
  column.accessor("username", {
    header: "User",
    cell: ({ row }) => <UserCell user={row.original} />,
    meta: { rowHead: true, className: "rail:w-[36%] max-rail:col-start-2 max-rail:row-span-2 max-rail:pr-3" },
  }),
  column.accessor("roles", {
    header: "Roles",
    enableSorting: false,
    cell: ({ getValue }) => <Roles held={getValue()} />,
    meta: { className: "w-52 max-rail:hidden" },
  }),
  column.accessor("status", {
    header: "Status",
    cell: ({ row }) => <Status user={row.original} />,
    meta: { className: "max-rail:col-start-3 max-rail:row-start-1" },
  }),
  column.accessor("lastSeenAt", {
    id: "last_seen",
    header: "Last seen",
    sortDescFirst: true,
    cell: ({ getValue }) => <LastSeen at={getValue()} />,
    meta: {
      className:
        "rail:w-32 rail:text-left! rail:pr-(--gutter)! max-rail:col-start-3 max-rail:row-start-2 max-rail:text-right max-rail:text-12 max-rail:text-ink-3",
    },
  }),
];
