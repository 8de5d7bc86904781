"use client";

import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { Avatar } from "../ui/avatar";
import { lateMenu } from "../ui/late-menu";

const LateMenu = lateMenu(() => import("./account-menu-opened").then((file) => file.AccountMenuOpened));

/** Who is signed in, with what they can do about it. `signOut` ends the session on the server. */
export function AccountMenu({
  name,
  roles,
  signOut,
}: {
  name: string;
  roles: string;
  signOut: () => Promise<unknown>;
}) {
  return (
    <LateMenu
      signOut={signOut}
      button={
        <button
          type="button"
          aria-label="Account menu"
          className="flex w-full items-center gap-2 rounded-2 p-2 text-left transition-colors hover:bg-bg-press data-[state=open]:bg-bg-press max-desk:justify-center max-rail:w-auto"
        >
          <Avatar name={name} size="medium" />
          <span aria-hidden="true" className="min-w-0 flex-1 leading-4 max-desk:hidden">
            <span className="block truncate">{name}</span>
            <span className="block truncate text-12 text-ink-3">{roles}</span>
          </span>
          <ChevronsUpDown className="size-3.5 text-ink-3 max-desk:hidden" />
        </button>
      }
    />
  );
}
