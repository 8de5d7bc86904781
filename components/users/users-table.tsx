"use client";

import { useRouter } from "next/navigation";
import { Suspense, use, useMemo, useOptimistic } from "react";
import { parseFilter } from "@/lib/filter";
import { userFilter } from "@/lib/users/filter";
import type { UserPage } from "@/lib/users/list-users";
import type { UserInGroups } from "@/lib/users/user";
import { DataTable } from "../data-table/data-table";
import { ListAddress } from "../data-table/list-address";
import { TableFoot } from "../data-table/table-foot";
import { FilterBar } from "../filter/filter-bar";
import { Clock } from "../ui/clock";
import { NoUsers } from "./no-users";
import { type ListGroups, useKnownGroups } from "./use-known-groups";
import type { UserActions, Viewer } from "./user-actions";
import { phoneRow, userColumns } from "./user-columns";
import { type ShowAhead, useUserDialogs } from "./user-dialogs";
import { usersLanguage } from "./users-language";
import { UsersTableSkeleton } from "./users-table-skeleton";

type Props = {
  page: Promise<UserPage<UserInGroups>> | UserPage<UserInGroups>;
  total: Promise<number>;
  viewer: Viewer;
  now: Date;
  /** The filter, order and size that stand in the address. With a filter that cannot be read, the rows are everyone. */
  q: string;
  sort: string;
  limit: number;
  actions: UserActions;
  listGroups: ListGroups;
};

/** The users that match the filter, a page at a time, with everything that can be done to them. */
export function UsersTable(props: Props) {
  const [known, learnGroups] = useKnownGroups(props.listGroups);
  const q = parseFilter(userFilter, props.q).ok ? props.q : "";
  return (
    <Clock now={props.now}>
      <ListAddress>
        <FilterBar q={q} language={usersLanguage} known={known} onVisit={learnGroups} />
        <Suspense fallback={<UsersTableSkeleton />}>
          <Rows {...props} q={q} />
        </Suspense>
      </ListAddress>
    </Clock>
  );
}

function Rows({ page, total, viewer, q, sort, limit, actions }: Props) {
  const { rows, firstNumber, next, previous } = "then" in page ? use(page) : page;
  const [shown, showAhead] = useOptimistic(rows, changeRow);
  const { open, dialog } = useUserDialogs({ viewer, actions, showAhead });
  const columns = useMemo(() => userColumns(viewer, open), [viewer, open]);
  const router = useRouter();

  return (
    <>
      <div className="relative min-h-0 flex-1 rail:overflow-auto">
        <DataTable
          label="Users"
          columns={columns}
          rows={shown}
          rowId={(user) => user.id}
          sort={sort}
          onOpen={(user) => router.push(`/users/${user.username}`)}
          phoneRow={phoneRow}
          empty={<NoUsers q={q} viewer={viewer} />}
        />
      </div>
      <TableFoot
        first={firstNumber}
        last={firstNumber + rows.length - 1}
        total={total}
        limit={limit}
        next={next}
        previous={previous}
      />
      {dialog}
    </>
  );
}

const changeRow = (rows: UserInGroups[], after: Parameters<ShowAhead>[0]): UserInGroups[] =>
  "gone" in after
    ? rows.filter(({ id }) => id !== after.gone)
    : rows.map((row) => (row.id === after.id ? { ...row, ...after } : row));
