"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useRef, useState } from "react";
import type { UserAct } from "@/lib/users/acts";
import type { User } from "@/lib/users/user";
import { returnTo } from "../ui/return-to";
import type { UserActions, Viewer } from "./user-actions";

/** What has a dialog of its own. */
export type DialogAct = Extract<UserAct, "suspend" | "activate" | "delete" | "resetPassword" | "setRoles">;

/** Opens a dialog about a user; the focus goes back to `opener` afterwards. */
export type OpenDialog = (act: DialogAct, user: User, opener: HTMLElement | null) => void;

/** Shows a user as they will be, until the server has answered; null: gone. */
export type ShowAhead = (after: User | { gone: string }) => void;

export type ActDialogProps = {
  user: User;
  viewer: Viewer;
  actions: UserActions;
  showAhead?: ShowAhead;
  onDeleted?: () => void;
  onClose: () => void;
  onClosed: () => void;
};

/** Each dialog is loaded when it is first opened. */
const dialogs = {
  suspend: dynamic(() => import("./suspend-dialog").then((file) => file.SuspendDialog)),
  activate: dynamic(() => import("./activate-dialog").then((file) => file.ActivateDialog)),
  delete: dynamic(() => import("./delete-dialog").then((file) => file.DeleteDialog)),
  resetPassword: dynamic(() => import("./reset-password-dialog").then((file) => file.ResetPasswordDialog)),
  setRoles: dynamic(() => import("./edit-roles-dialog").then((file) => file.EditRolesDialog)),
};

type Setting = Pick<ActDialogProps, "viewer" | "actions" | "showAhead" | "onDeleted">;

/** The dialogs of a page: `open` one of them, and draw `dialog` somewhere. */
export function useUserDialogs(setting: Setting): { open: OpenDialog; dialog: ReactNode } {
  const [shown, setShown] = useState<{ act: DialogAct; user: User } | null>(null);
  const opener = useRef<HTMLElement | null>(null);

  const open = useCallback<OpenDialog>((act, user, from) => {
    opener.current = from;
    setShown({ act, user });
  }, []);

  const Dialog = shown && dialogs[shown.act];
  const dialog = Dialog && (
    <Dialog
      key={shown.user.id}
      {...setting}
      user={shown.user}
      onClose={() => setShown(null)}
      onClosed={() => returnTo(opener.current)}
    />
  );
  return { open, dialog };
}
