"use client";

import Link from "next/link";
import type { Group } from "@/lib/groups/group";
import { memberFilter } from "@/lib/groups/member-filter";
import { counted } from "@/lib/times";
import { Button } from "../ui/button";
import type { GroupActions } from "./group-actions";
import { type GroupAct, useGroupDialogs } from "./group-dialogs";

type GroupHeaderProps = { group: Group; whyNot: string | null; actions: GroupActions };

/** Which group a page is about, and what can be done to it. */
export function GroupHeader({ group, whyNot, actions }: GroupHeaderProps) {
  const { open, dialog } = useGroupDialogs({ group, actions });
  return (
    <div className="flex flex-none items-center gap-3.5 px-(--gutter) pt-1 pb-5 max-desk:flex-wrap">
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="break-words text-20 tracking-[-0.015em]">{group.displayName || group.name}</h1>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
          {group.displayName && group.displayName !== group.name && <span>{group.name}</span>}
          <span>{counted(group.memberCount, "member")}</span>
          {group.memberCount > 0 && (
            <Link
              href={`/users?q=${encodeURIComponent(memberFilter(group.name))}`}
              className="link py-0.5 max-rail:py-2"
            >
              Filter them in Users
            </Link>
          )}
          {whyNot && (
            <span id="why-group-stays" className="text-ink-3">
              {whyNot}
            </span>
          )}
        </div>
      </div>
      <div className="flex flex-wrap gap-2 max-rail:gap-1.5">
        {acts.map(([act, word]) => (
          <Button
            key={act}
            look={act === "addMembers" ? "solid" : "outline"}
            aria-disabled={whyNot !== null}
            aria-describedby={whyNot ? "why-group-stays" : undefined}
            onClick={(event) => open(act, event.currentTarget)}
          >
            {word}
          </Button>
        ))}
      </div>
      {dialog}
    </div>
  );
}

const acts: [GroupAct, string][] = [
  ["rename", "Rename…"],
  ["delete", "Delete…"],
  ["addMembers", "Add members…"],
];
