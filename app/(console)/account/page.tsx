import type { Metadata } from "next";
import { ask } from "@/app/ask";
import { changePassword, checkPassword } from "@/app/own-password-actions";
import { AccountPage } from "@/components/account/account-page";
import { config } from "@/lib/config";
import { listSessions } from "@/lib/sessions/list-sessions";
import { getUserDetails } from "@/lib/users/get-user-details";
import { consolePage } from "../console-page";
import { createToken, endSession, endSessions, updateProfile } from "../users/actions";

export const metadata: Metadata = { title: "Account" };

export default consolePage(async ({ id: userId }) => {
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
});
