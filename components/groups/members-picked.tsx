"use client";

import { counted } from "@/lib/times";
import { useKey } from "../data-table/use-key";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";

type MembersPickedProps = { count: number; pending: boolean; onRemove: () => void; onClear: () => void };

/** What can be done to the members that are ticked. It lies down on the table's head, on a phone on its foot. */
export function MembersPicked({ count, pending, onRemove, onClear }: MembersPickedProps) {
  useKey("Escape", onClear);
  return (
    <div role="toolbar" aria-label="Selected members" className={bar}>
      <span role="status" className="mr-1.5 font-medium max-rail:mr-auto">
        {count} selected
      </span>
      <Button size="small" aria-disabled={pending} onClick={onRemove}>
        Remove {counted(count, "member")}
      </Button>
      <Button look="plain" size="small" className="rail:-mr-2.25 rail:ml-auto" onClick={onClear}>
        Clear <Kbd className="max-rail:hidden">Esc</Kbd>
      </Button>
    </div>
  );
}

const bar =
  "z-11 flex items-center gap-1.5 whitespace-nowrap border-b bg-bg-sunken pr-(--gutter) pl-2 rail:absolute rail:top-0 rail:right-0 rail:left-11 rail:h-8.5 max-rail:fixed max-rail:inset-x-0 max-rail:bottom-14 max-rail:h-14 max-rail:border-t max-rail:border-b-0 max-rail:pl-(--gutter)";
