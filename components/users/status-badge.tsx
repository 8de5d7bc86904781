import { clsx } from "clsx";
import Ban from "lucide-react/icons/ban";
import CircleCheck from "lucide-react/icons/circle-check";
import Moon from "lucide-react/icons/moon";
import type { UserStatus } from "@/lib/users/user";

export const statusLooks = {
  active: { word: "Active", icon: CircleCheck, colour: "text-active" },
  dormant: { word: "Dormant", icon: Moon, colour: "text-dormant" },
  suspended: { word: "Suspended", icon: Ban, colour: "text-suspended" },
} as const satisfies Record<UserStatus, unknown>;

/** A status as icon, word and colour; why it is so stands after it, where there is room. */
export function StatusBadge({ status, why }: { status: UserStatus; why?: string | null }) {
  const { word, icon: Icon, colour } = statusLooks[status];
  return (
    <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap max-rail:justify-end">
      <Icon aria-hidden className={clsx("size-3.5", colour)} />
      <span>{word}</span>
      {why && <span className="truncate text-ink-3 max-desk:hidden">{why}</span>}
    </span>
  );
}
