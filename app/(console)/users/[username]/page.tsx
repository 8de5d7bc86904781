import type { Metadata } from "next";
import { ask, requireViewer } from "@/app/ask";
import { UserPage } from "@/components/users/user-page";
import { listUserEntries } from "@/lib/audit/list-user-entries";
import { config } from "@/lib/config";
import { can } from "@/lib/permissions";
import { listSessions } from "@/lib/sessions/list-sessions";
import { getUserDetails } from "@/lib/users/get-user-details";
import { listStatusChanges } from "@/lib/users/list-status-changes";
import * as actions from "../actions";

export async function generateMetadata({ params }: PageProps<"/users/[username]">): Promise<Metadata> {
  return { title: (await params).username.slice(0, 40) };
}

export default async function OneUserPage({ params }: PageProps<"/users/[username]">) {
  const viewer = await requireViewer();
  const details = await ask(getUserDetails, { username: (await params).username });
  const userId = details.user.id;
  const seesSessions = userId === viewer.id || can(viewer, "users:end-sessions");
  const [changes, sessions, entries] = await Promise.all([
    ask(listStatusChanges, { userId }),
    seesSessions ? ask(listSessions, { userId }) : null,
    can(viewer, "audit:read") ? ask(listUserEntries, { userId }) : null,
  ]);
  const { id, username, name, roles } = viewer;
  return (
    <UserPage
      details={details}
      changes={changes}
      sessions={sessions}
      entries={entries}
      viewer={{ id, username, name, roles }}
      tokenMaxDays={config().tokenMaxDays}
      now={new Date()}
      actions={actions}
    />
  );
}
