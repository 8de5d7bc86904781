"use client";

import Plus from "lucide-react/icons/plus";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "../ui/button";
import type { CreateGroup } from "./group-actions";

const NewGroupDialog = dynamic(() => import("./new-group-dialog").then((file) => file.NewGroupDialog));

/** The way to a new group; where it is not allowed, with the reason. */
export function NewGroup({ whyNot, create }: { whyNot: string | null; create: CreateGroup }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      {whyNot && (
        <span id="why-no-new-group" className="text-right text-12 text-ink-3">
          {whyNot}
        </span>
      )}
      <Button
        ref={button}
        look="solid"
        aria-disabled={whyNot !== null}
        aria-describedby={whyNot ? "why-no-new-group" : undefined}
        onClick={() => setOpen(true)}
      >
        <Plus /> New group
      </Button>
      {open && (
        <NewGroupDialog create={create} onClose={() => setOpen(false)} onClosed={() => button.current?.focus()} />
      )}
    </>
  );
}
