"use client";

import Plus from "lucide-react/icons/plus";
import Link from "next/link";
import { can } from "@/lib/permissions";
import { useListAddress } from "../data-table/list-address";
import { Button, buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";
import type { Viewer } from "./user-actions";

/** Why there are no rows: nothing matches the filter, or there is nobody yet. */
export function NoUsers({ q, viewer }: { q: string; viewer: Viewer }) {
  const { show } = useListAddress();
  if (q) {
    return (
      <Empty title="No users match this filter" actions={<Button onClick={() => show({ q: "" })}>Clear filter</Button>}>
        Nobody fits every part of <code className="break-all font-mono">{q}</code>.
      </Empty>
    );
  }
  return (
    <Empty
      title="No users yet"
      actions={
        can(viewer, "users:create") && (
          <Link href="/users/new" className={buttonShape({ look: "solid" })}>
            <Plus />
            New user
          </Link>
        )
      }
    >
      A user is an account: a username, an email, a role. Add the first and hand them a password.
    </Empty>
  );
}
