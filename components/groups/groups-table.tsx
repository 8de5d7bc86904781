"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import type { Group } from "@/lib/groups/group";
import { counted } from "@/lib/times";
import { DataTable } from "../data-table/data-table";
import type { features } from "../data-table/features";
import { ListAddress } from "../data-table/list-address";
import { RowLink } from "../ui/row-link";
import { GroupSearch } from "./group-search";
import { groupPath } from "./group-words";
import { NoGroups } from "./no-groups";

type GroupsTableProps = {
  groups: Group[];
  /** The text that the groups hold, as it stands in the address. */
  q: string;
  whyNot: string | null;
};

/** All groups, or those that hold a text. */
export function GroupsTable({ groups, q, whyNot }: GroupsTableProps) {
  const router = useRouter();
  const empty = <NoGroups q={q} everyone={groups[0]?.memberCount ?? 0} whyNot={whyNot} />;
  return (
    <ListAddress>
      <GroupSearch />
      <div className="relative min-h-0 flex-1 border-t rail:overflow-auto">
        <DataTable
          label="Groups"
          columns={columns}
          rows={groups}
          rowId={(group) => group.id}
          sort=""
          onOpen={(group) => router.push(groupPath(group.name))}
          phoneRow="grid-cols-[auto_minmax(0,1fr)] grid-rows-[22px_20px] px-(--gutter)"
          empty={empty}
        />
        {q === "" && groups.length === 1 && empty}
      </div>
      <div className="flex h-11 shrink-0 items-center border-t px-(--gutter) text-ink-2 max-rail:hidden">
        {counted(groups.length, "group")}
      </div>
    </ListAddress>
  );
}

const column = createColumnHelper<typeof features, Group>();

const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    enableSorting: false,
    cell: ({ row }) => <GroupCell group={row.original} />,
    meta: { rowHead: true, className: "rail:w-[36%]" },
  }),
  column.accessor("displayName", {
    header: "Shown as",
    enableSorting: false,
    cell: ({ row }) => <ShownAs group={row.original} />,
    meta: { className: "max-rail:col-start-2 max-rail:row-start-1 max-rail:pl-3 max-rail:text-right" },
  }),
  column.accessor("memberCount", {
    header: "Members",
    enableSorting: false,
    cell: ({ getValue }) => <Members count={getValue()} />,
    meta: { className: "rail:w-32 rail:text-right! rail:pr-(--gutter)! max-rail:col-start-1 max-rail:row-start-2" },
  }),
]);

function GroupCell({ group }: { group: Group }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <RowLink
        href={groupPath(group.name)}
        className="-my-0.5 truncate py-0.5 font-medium decoration-1 underline-offset-3 hover:underline focus-visible:-outline-offset-1 max-rail:-my-2 max-rail:py-2"
      >
        {group.name}
      </RowLink>
      {group.isEveryone && <span className="shrink-0 text-ink-3">all users, built in</span>}
    </div>
  );
}

/** A group without a display name is shown as what it is called; a phone does not say it twice. */
const ShownAs = ({ group: { name, displayName } }: { group: Group }) =>
  displayName && displayName !== name ? (
    <span className="text-ink-2">{displayName}</span>
  ) : (
    <span className="text-ink-3 max-rail:hidden">{name}</span>
  );

const Members = ({ count }: { count: number }) => (
  <>
    <span className="[font-kerning:none] max-rail:text-ink-3">{count.toLocaleString("en")}</span>
    <span className="text-ink-3 rail:sr-only"> {count === 1 ? "member" : "members"}</span>
  </>
);
