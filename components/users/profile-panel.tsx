"use client";

import Pencil from "lucide-react/icons/pencil";
import Link from "next/link";
import { Fragment, useRef, useState } from "react";
import { can } from "@/lib/permissions";
import { dayAndTime, shortDate } from "@/lib/times";
import { whyNot } from "@/lib/users/acts";
import type { UserDetails } from "@/lib/users/get-user-details";
import { Button } from "../ui/button";
import { useNow } from "../ui/clock";
import { Panel } from "../ui/panel";
import { ProfileForm } from "./profile-form";
import type { ProfileActions, Viewer } from "./user-actions";

type ProfilePanelProps = { details: UserDetails; viewer: Viewer; actions: ProfileActions };

/** Who somebody is; turned into a form in its place by those who may edit it. */
export function ProfilePanel({ details, viewer, actions }: ProfilePanelProps) {
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const why = whyNot("editProfile", viewer, details.user)?.message;

  function stop() {
    setEditing(false);
    requestAnimationFrame(() => edit.current?.focus());
  }

  return (
    <Panel
      title="Profile"
      end={
        why ??
        (!editing && (
          <Button ref={edit} look="plain" size="small" className="-mr-2.25" onClick={() => setEditing(true)}>
            <Pencil className="size-3.5" />
            Edit
          </Button>
        ))
      }
    >
      {editing ? (
        <ProfileForm user={details.user} viewer={viewer} actions={actions} onDone={stop} />
      ) : (
        <Profile details={details} linksGroups={can(viewer, "users:read")} />
      )}
    </Panel>
  );
}

function Profile({
  details: { user, createdBy, firstSignInAt, passwordChangedAt, temporaryPassword, groups },
  linksGroups,
}: {
  details: UserDetails;
  linksGroups: boolean;
}) {
  const now = useNow();
  const signsIn =
    user.loginType === "none"
      ? "Tokens only"
      : temporaryPassword
        ? `A temporary password${temporaryPassword.by ? ` from ${temporaryPassword.by}` : ""}, until ${dayAndTime(temporaryPassword.expiresAt, now)}`
        : `Password${passwordChangedAt ? `, changed ${shortDate(passwordChangedAt, now)}` : ""}`;
  const facts: [string, string, className?: string][] = [
    ["Email", user.email ?? "none"],
    ["Signs in with", signsIn],
    ["Created", `${shortDate(user.createdAt, now)}${createdBy ? `, by ${createdBy}` : ""}`],
    ["First sign-in", firstSignInAt ? dayAndTime(firstSignInAt, now) : "never"],
    ["Username", user.username],
    ["Id", user.id, "font-mono text-12 text-ink-3"],
  ];
  return (
    <dl className="grid grid-cols-1 gap-x-5 desk:grid-cols-2">
      {facts.map(([term, text, className]) => (
        <div key={term} className="grid grid-cols-[7rem_minmax(0,1fr)] border-b py-2">
          <dt className="text-ink-3">{term}</dt>
          <dd className={`break-words ${className ?? ""}`}>{text}</dd>
        </div>
      ))}
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] border-b py-2 desk:col-span-2">
        <dt className="text-ink-3">Groups</dt>
        <dd className="break-words">
          <Groups names={groups} linked={linksGroups} />
        </dd>
      </div>
    </dl>
  );
}

/** How many of somebody's groups are told at once. */
const firstFew = 12;

function Groups({ names, linked }: { names: string[]; linked: boolean }) {
  const [all, setAll] = useState(false);
  return (
    <>
      {(all ? names : names.slice(0, firstFew)).map((name) => (
        <Fragment key={name}>{linked ? <GroupLink name={name} /> : name}, </Fragment>
      ))}
      Everyone
      {names.length > firstFew && (
        <>
          {" · "}
          <button type="button" aria-expanded={all} className="link" onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show all ${names.length}`}
          </button>
        </>
      )}
    </>
  );
}

const GroupLink = ({ name }: { name: string }) => (
  <Link href={`/groups/${encodeURIComponent(name)}`} prefetch={false} className="link">
    {name}
  </Link>
);
