"use client";

import Ban from "lucide-react/icons/ban";
import CircleCheck from "lucide-react/icons/circle-check";
import KeyRound from "lucide-react/icons/key-round";
import ScrollText from "lucide-react/icons/scroll-text";
import Shield from "lucide-react/icons/shield";
import Trash from "lucide-react/icons/trash-2";
import UserIcon from "lucide-react/icons/user-round";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { can } from "@/lib/permissions";
import { focusFirstItem, type OpenedMenu } from "../ui/late-menu";
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from "../ui/menu";
import { refusal } from "./refusal";
import type { DialogAct } from "./user-dialogs";
import type { UserMenuProps } from "./user-menu";

/** The menu of a user. What may not be done is there too, with the reason under it. */
export function UserMenuItems({ user, viewer, open, button, byKeyboard }: UserMenuProps & OpenedMenu) {
  const router = useRouter();
  const trigger = useRef<HTMLButtonElement>(null);
  const dialogOpens = useRef(false);
  const opens = (act: DialogAct) => ({
    whyNot: refusal(act, viewer, user),
    onSelect: () => {
      dialogOpens.current = true;
      open(act, user, trigger.current);
    },
  });
  return (
    <Menu defaultOpen modal={false}>
      <MenuTrigger ref={trigger} asChild>
        {button}
      </MenuTrigger>
      <MenuContent
        ref={byKeyboard ? focusFirstItem : undefined}
        align="end"
        className="w-66"
        // The focus goes on into the dialog, which gives it back to the button itself.
        onCloseAutoFocus={(event) => {
          if (dialogOpens.current) event.preventDefault();
          dialogOpens.current = false;
        }}
      >
        <MenuItem icon={UserIcon} onSelect={() => router.push(`/users/${user.username}`)}>
          View
        </MenuItem>
        {can(viewer, "audit:read") && (
          <MenuItem icon={ScrollText} onSelect={() => router.push(`/audit?q=user_id:${user.id}`)}>
            Show in audit log
          </MenuItem>
        )}
        <MenuItem icon={Shield} {...opens("setRoles")}>
          Edit roles…
        </MenuItem>
        <MenuItem icon={KeyRound} {...opens("resetPassword")}>
          Reset password…
        </MenuItem>
        {user.status !== "active" && (
          <MenuItem icon={CircleCheck} {...opens("activate")}>
            Activate…
          </MenuItem>
        )}
        {user.status !== "suspended" && (
          <MenuItem icon={Ban} {...opens("suspend")}>
            Suspend…
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={Trash} danger {...opens("delete")}>
          Delete…
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
