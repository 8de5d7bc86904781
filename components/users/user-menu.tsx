"use client";

import type { User } from "@/lib/users/user";
import { IconButton } from "../ui/icon-button";
import { lateMenu } from "../ui/late-menu";
import { RowIcon } from "../ui/row-icon";
import type { Viewer } from "./user-actions";
import type { OpenDialog } from "./user-dialogs";

export type UserMenuProps = { user: User; viewer: Viewer; open: OpenDialog };

const LateMenu = lateMenu<UserMenuProps>(() => import("./user-menu-items").then((file) => file.UserMenuItems));

/** The button at the end of a row, with all that can be done to its user. */
export function UserMenu({ className, ...menu }: UserMenuProps & { className?: string }) {
  return (
    <LateMenu
      {...menu}
      button={
        <IconButton aria-label={`Actions for ${menu.user.username}`} className={className}>
          <RowIcon name="ellipsis" />
        </IconButton>
      }
    />
  );
}
