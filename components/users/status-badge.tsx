import Ban from "lucide-react/icons/ban";
import CircleCheck from "lucide-react/icons/circle-check";
import Moon from "lucide-react/icons/moon";
import type { UserStatus } from "@/lib/users/user";
import { RowIcon } from "../ui/row-icon";

export const statusLooks = {
  active: { word: "Active", icon: CircleCheck, colour: "text-active" },
  dormant: { word: "Dormant", icon: Moon, colour: "text-dormant" },
  suspended: { word: "Suspended", icon: Ban, colour: "text-suspended" },
} as const satisfies Record<UserStatus, unknown>;

/** A status as icon, word and colour; why it is so stands after it, where there is room. */
export function StatusBadge({ status, why }: { status: UserStatus; why?: string | null }) {
  const { word, colour } = statusLooks[status];
  return (
    <span title={why ?? undefined} className="flex min-w-0 items-center gap-1.5 whitespace-nowrap max-rail:justify-end">
      <RowIcon name={status} className={`size-3.5 ${colour}`} />
      <span>{word}</span>
      {why && <span className="truncate text-ink-3 max-desk:hidden">{why}</span>}
    </span>
  );
}
