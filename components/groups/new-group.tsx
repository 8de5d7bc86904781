"use client";

import Plus from "lucide-react/icons/plus";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { ButtonOrWhy } from "../ui/button-or-why";
import type { CreateGroup } from "./group-actions";

const NewGroupDialog = dynamic(() => import("./new-group-dialog").then((file) => file.NewGroupDialog));

/** The way to a new group; where it is not allowed, with the reason. */
export function NewGroup({ whyNot, create }: { whyNot: string | null; create: CreateGroup }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <ButtonOrWhy ref={button} look="solid" whyNot={whyNot} onClick={() => setOpen(true)}>
        <Plus /> New group
      </ButtonOrWhy>
      {open && (
        <NewGroupDialog create={create} onClose={() => setOpen(false)} onClosed={() => button.current?.focus()} />
      )}
    </>
  );
}
