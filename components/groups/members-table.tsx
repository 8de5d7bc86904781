"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, Suspense, use, useMemo, useOptimistic, useState, useTransition } from "react";
import type { Group } from "@/lib/groups/group";
import type { UserPage } from "@/lib/users/list-users";
import { DataTable } from "../data-table/data-table";
import { ListAddress } from "../data-table/list-address";
import { TableFoot } from "../data-table/table-foot";
import { Empty } from "../ui/empty";
import { UsersTableSkeleton } from "../users/users-table-skeleton";
import type { ChangeMembers } from "./group-actions";
import { memberColumns, phoneRow } from "./member-columns";
import { MembersPicked } from "./members-picked";
import { Picking } from "./picking";
import { removeMembers } from "./remove-members";

type MembersTableProps = {
  group: Group;
  page: Promise<UserPage>;
  sort: string;
  limit: number;
  whyNot: string | null;
  changeMembers: ChangeMembers;
};

/** Who is in a group, to be picked and removed by those who may. */
export function MembersTable(props: MembersTableProps) {
  return (
    <ListAddress>
      <Suspense fallback={<UsersTableSkeleton />}>
        <Rows {...props} />
      </Suspense>
    </ListAddress>
  );
}

function Rows({ group, page, sort, limit, whyNot, changeMembers }: MembersTableProps) {
  const { rows, firstNumber, next, previous } = use(page);
  const [shown, hide] = useOptimistic(rows, (all, gone: ReadonlySet<string>) => all.filter(({ id }) => !gone.has(id)));
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  const picks = whyNot === null;
  const columns = useMemo(() => memberColumns(picks), [picks]);
  const total = useMemo(() => Promise.resolve(group.memberCount), [group.memberCount]);
  const picked = shown.filter(({ id }) => ids.has(id));

  const picking = {
    ids,
    some: picked.length > 0,
    all: picked.length > 0 && picked.length === shown.length,
    pick: (id: string, on: boolean) => setIds(new Set(on ? [...ids, id] : [...ids].filter((one) => one !== id))),
    pickAll: (on: boolean) => setIds(new Set(on ? shown.map(({ id }) => id) : [])),
  };

  const remove = () =>
    startTransition(async () => {
      hide(ids);
      document.querySelector("main")?.focus();
      if (await removeMembers(changeMembers, group, picked)) setIds(new Set());
    });

  return (
    <Picking value={picking}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the boxes inside. */}
      <div className="relative min-h-0 flex-1 border-t rail:overflow-auto" onKeyDown={tickWithX}>
        <DataTable
          label="Members"
          columns={columns}
          rows={shown}
          rowId={(user) => user.id}
          sort={sort}
          onOpen={(user) => router.push(`/users/${user.username}`)}
          phoneRow={phoneRow(picks)}
          empty={
            <Empty title="No members yet">
              Nobody is in {group.name}. {whyNot ?? "Add the first with Add members, above."}
            </Empty>
          }
        />
        {picked.length > 0 && (
          <MembersPicked count={picked.length} pending={pending} onRemove={remove} onClear={() => setIds(new Set())} />
        )}
      </div>
      <TableFoot
        first={firstNumber}
        last={firstNumber + shown.length - 1}
        total={total}
        limit={limit}
        next={next}
        previous={previous}
      />
    </Picking>
  );
}

/** x ticks the row that has the focus itself. */
function tickWithX(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (event.key !== "x" || !(target instanceof HTMLElement) || target.tagName !== "TR") return;
  target.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}
