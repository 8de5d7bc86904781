import type { Metadata } from "next";
import { ask, requireViewer } from "@/app/ask";
import { changePassword, checkPassword } from "@/app/own-password-actions";
import { AccountPage } from "@/components/account/account-page";
import { config } from "@/lib/config";
import { listSessions } from "@/lib/sessions/list-sessions";
import { getUserDetails } from "@/lib/users/get-user-details";
import { createToken, endSession, endSessions, updateProfile } from "../users/actions";

export const metadata: Metadata = { title: "Account" };

export default async function OwnAccountPage() {
  const { id: userId } = await requireViewer();
  const [details, sessions] = await Promise.all([ask(getUserDetails, { userId }), ask(listSessions, { userId })]);
  return (
    <AccountPage
      details={details}
      sessions={sessions}
      minCharacters={config().passwordMinLength}
      tokenMaxDays={config().tokenMaxDays}
      now={new Date()}
      actions={{ updateProfile, createToken, endSession, endSessions, changePassword, checkPassword }}
    />
  );
}
