"use client";

import { useRouter } from "next/navigation";
import { takesSeat, type User } from "@/lib/users/user";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { refusal } from "./refusal";
import { StatusBadge } from "./status-badge";
import type { UserActions, Viewer } from "./user-actions";
import { type DialogAct, useUserDialogs } from "./user-dialogs";
import { UserMenu } from "./user-menu";
import { nameOf } from "./user-words";

/** Who a page is about, and what can be done to them. What may not be done says why on hover, and in the menu. */
export function UserHeader({ user, viewer, actions }: { user: User; viewer: Viewer; actions: UserActions }) {
  const router = useRouter();
  const { open, dialog } = useUserDialogs({ viewer, actions, onDeleted: () => router.push("/users") });

  const acts: [DialogAct, string][] = [
    ["setRoles", "Edit roles…"],
    ["resetPassword", "Reset password…"],
    user.status === "suspended" ? ["activate", "Activate…"] : ["suspend", "Suspend…"],
  ];
  return (
    <div className="flex items-center gap-3.5 px-(--gutter) pt-1 pb-5 max-desk:flex-wrap">
      <Avatar name={nameOf(user)} bot={user.loginType === "none"} size="large" />
      <div className="min-w-0 flex-1 basis-60 rail:max-desk:basis-auto">
        <h1 className="break-words text-20 tracking-[-0.015em]">{nameOf(user)}</h1>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
          <span>{user.username}</span>
          <StatusBadge status={user.status} />
          <span className="text-ink-3">
            {user.lastSeenAt ? (
              <>
                seen <RelativeTime at={user.lastSeenAt} />
              </>
            ) : (
              "never seen"
            )}
          </span>
          <span className="text-ink-3">{seatWords(user)}</span>
        </div>
      </div>
      <div className="flex flex-wrap gap-2 max-rail:gap-1.5">
        {acts.map(([act, word]) => {
          const why = refusal(act, viewer, user);
          return (
            <Button
              key={act}
              className="max-rail:px-2.25!"
              aria-disabled={why !== null}
              aria-description={why ?? undefined}
              title={why ?? undefined}
              onClick={(event) => open(act, user, event.currentTarget)}
            >
              {word}
            </Button>
          );
        })}
        <UserMenu user={user} viewer={viewer} open={open} className="rail:size-8! border border-line-strong shadow-1" />
      </div>
      {dialog}
    </div>
  );
}

const seatWords = (user: User) =>
  user.loginType === "none" ? "service account, takes no seat" : takesSeat(user) ? "takes a seat" : "takes no seat";
