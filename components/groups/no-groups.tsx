"use client";

import { useListAddress } from "../data-table/list-address";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";

/** Why there are no rows: nothing matches, or there are no groups yet but Everyone. */
export function NoGroups({ q, everyone, whyNot }: { q: string; everyone: number; whyNot: string | null }) {
  const { show } = useListAddress();
  if (q) {
    return (
      <Empty
        title="No groups match this filter"
        actions={<Button onClick={() => show({ q: "" })}>Clear filter</Button>}
      >
        No name or display name holds <code className="break-all font-mono">{q}</code>.
      </Empty>
    );
  }
  return (
    <Empty title="No groups yet">
      A group is a named set of users, to filter by. Everyone is always there and holds all{" "}
      {everyone.toLocaleString("en")}. {whyNot ?? "Add the first with New group, above."}
    </Empty>
  );
}
