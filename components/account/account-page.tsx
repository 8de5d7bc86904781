import type { Session } from "@/lib/sessions/session";
import type { UserDetails } from "@/lib/users/get-user-details";
import { PageBar } from "../shell/page-bar";
import { PagePanels } from "../shell/page-panels";
import { Clock } from "../ui/clock";
import { Panel } from "../ui/panel";
import { ProfilePanel } from "../users/profile-panel";
import { RolesPanel } from "../users/roles-panel";
import { SessionsPanel } from "../users/sessions-panel";
import type { AccountActions } from "./account-actions";
import { PasswordForm } from "./password-form";
import { ThemePanel } from "./theme-panel";

type AccountPageProps = {
  details: UserDetails;
  sessions: Session[];
  minCharacters: number;
  tokenMaxDays: number;
  now: Date;
  actions: AccountActions;
};

/** What everyone sees and changes of themselves. */
export function AccountPage({ details, sessions, minCharacters, tokenMaxDays, now, actions }: AccountPageProps) {
  const { user } = details;
  return (
    <Clock now={now}>
      <PageBar title="Account" />
      <PagePanels
        aside={
          <>
            {user.loginType === "password" && (
              <Panel title="Password">
                <PasswordForm email={user.email} minCharacters={minCharacters} actions={actions} />
              </Panel>
            )}
            <ThemePanel />
          </>
        }
      >
        <ProfilePanel details={details} viewer={user} actions={actions} />
        <RolesPanel details={details} viewer={user} now={now} />
        <SessionsPanel
          user={user}
          sessions={sessions}
          whyNot={null}
          whyNoToken={null}
          tokenMaxDays={tokenMaxDays}
          actions={actions}
        />
      </PagePanels>
    </Clock>
  );
}
