import type { AuditEntry } from "@/lib/audit/list-user-entries";
import { whoMay } from "@/lib/permissions";
import type { Session } from "@/lib/sessions/session";
import { whyNot } from "@/lib/users/acts";
import type { UserDetails } from "@/lib/users/get-user-details";
import type { StatusChange } from "@/lib/users/list-status-changes";
import { Crumbs } from "../shell/page-bar";
import { PagePanels } from "../shell/page-panels";
import { Clock } from "../ui/clock";
import { Panel } from "../ui/panel";
import { LastChanges } from "./last-changes";
import { ProfilePanel } from "./profile-panel";
import { RolesPanel } from "./roles-panel";
import { SessionsPanel } from "./sessions-panel";
import { StatusTrail } from "./status-trail";
import { upFrom } from "./up-from";
import type { ProfileActions, SessionActions, UserActions, Viewer } from "./user-actions";
import { UserHeader } from "./user-header";

type UserPageProps = {
  details: UserDetails;
  changes: StatusChange[];
  /** Null: the viewer may not see them. */
  sessions: Session[] | null;
  entries: AuditEntry[] | null;
  viewer: Viewer;
  tokenMaxDays: number;
  now: Date;
  actions: UserActions & ProfileActions & SessionActions;
};

/** Everything about one user, and everything that can be done to them. */
export function UserPage({ details, changes, sessions, entries, viewer, tokenMaxDays, now, actions }: UserPageProps) {
  const { user } = details;
  return (
    <Clock now={now}>
      <Crumbs up={upFrom(viewer)} here={user.username} />
      <UserHeader user={user} viewer={viewer} actions={actions} />
      <PagePanels
        aside={
          <>
            <StatusTrail changes={changes} username={user.username} now={now} />
            {entries && <LastChanges entries={entries} userId={user.id} />}
          </>
        }
      >
        <ProfilePanel details={details} viewer={viewer} actions={actions} />
        <RolesPanel details={details} viewer={viewer} now={now} />
        {sessions ? (
          <SessionsPanel
            user={user}
            sessions={sessions}
            whyNot={whyNot("endSessions", viewer, user)?.message ?? null}
            whyNoToken={whyNot("makeToken", viewer, user)?.message ?? null}
            tokenMaxDays={tokenMaxDays}
            actions={actions}
          />
        ) : (
          <Panel title="Sessions and tokens">
            <p className="py-2.5 text-ink-3">{whoMay("users:end-sessions")}</p>
          </Panel>
        )}
      </PagePanels>
    </Clock>
  );
}
