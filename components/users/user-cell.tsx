import type { User } from "@/lib/users/user";
import { Avatar } from "../ui/avatar";
import { RowLink } from "../ui/row-link";
import { nameOf, rolesOf } from "./user-words";

/** Who a row is about. On a phone the roles stand behind the username, as the row has no column for them. */
export function UserCell({ user }: { user: User }) {
  const bot = user.loginType === "none";
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Avatar name={nameOf(user)} bot={bot} className="max-rail:hidden" />
      <RowLink
        href={`/users/${user.username}`}
        className="flex min-w-0 flex-1 items-center gap-2 focus-visible:-outline-offset-1 max-rail:block"
      >
        <span className="block truncate font-medium decoration-1 underline-offset-3 in-[a:hover]:underline max-rail:leading-5.5">
          {nameOf(user)}
        </span>
        <span
          data-roles={user.roles.length > 0 ? `${user.name || bot ? " · " : ""}${rolesOf(user)}` : ""}
          className="max-w-2/3 shrink-0 truncate text-ink-3 max-rail:block max-rail:max-w-none max-rail:after:content-[attr(data-roles)]"
        >
          {user.name && user.username}
          {bot && <span className="max-roomy:rail:hidden">{user.name ? " · " : ""}service account</span>}
        </span>
      </RowLink>
    </div>
  );
}
