import type { Metadata } from "next";
import { cache } from "react";
import { ask } from "@/app/ask";
import { UserPage } from "@/components/users/user-page";
import { listUserEntries } from "@/lib/audit/list-user-entries";
import { config } from "@/lib/config";
import { can } from "@/lib/permissions";
import { listSessions } from "@/lib/sessions/list-sessions";
import { getUserDetails } from "@/lib/users/get-user-details";
import { listStatusChanges } from "@/lib/users/list-status-changes";
import { consolePage } from "../../console-page";
import * as actions from "../actions";

/** Asked once, for the title and for the page. */
const detailsOf = cache((username: string) => ask(getUserDetails, { username }));

export async function generateMetadata({ params }: PageProps<"/users/[username]">): Promise<Metadata> {
  return { title: (await detailsOf((await params).username)).user.username };
}

export default consolePage<PageProps<"/users/[username]">>(async (viewer, { params }) => {
  const details = await detailsOf((await params).username);
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
});
