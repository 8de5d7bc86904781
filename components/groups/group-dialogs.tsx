"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useRef, useState } from "react";
import type { Group } from "@/lib/groups/group";
import type { GroupActions } from "./group-actions";

export type GroupAct = "addMembers" | "rename" | "delete";

export type GroupDialogProps = { group: Group; actions: GroupActions; onClose: () => void; onClosed: () => void };

/** Each dialog is loaded when it is first opened. */
const dialogs = {
  addMembers: dynamic(() => import("./add-members-dialog").then((file) => file.AddMembersDialog)),
  rename: dynamic(() => import("./rename-group-dialog").then((file) => file.RenameGroupDialog)),
  delete: dynamic(() => import("./delete-group-dialog").then((file) => file.DeleteGroupDialog)),
};

/** The dialogs of a group's page: `open` one of them, and draw `dialog` somewhere. */
export function useGroupDialogs(setting: Pick<GroupDialogProps, "group" | "actions">) {
  const [shown, setShown] = useState<GroupAct | null>(null);
  const opener = useRef<HTMLElement | null>(null);

  function open(act: GroupAct, from: HTMLElement): void {
    opener.current = from;
    setShown(act);
  }

  const Dialog = shown && dialogs[shown];
  const dialog: ReactNode = Dialog && (
    <Dialog {...setting} onClose={() => setShown(null)} onClosed={() => opener.current?.focus()} />
  );
  return { open, dialog };
}
