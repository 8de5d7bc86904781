"use client";

import { useState } from "react";
import { counted } from "@/lib/times";
import { NewPasswordField } from "../doors/new-password-field";
import { Form } from "../form";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import { tell } from "../ui/toaster";
import { useAction } from "../use-action";
import type { AccountActions } from "./account-actions";

type PasswordFormProps = {
  email: string | null;
  minCharacters: number;
  actions: Pick<AccountActions, "changePassword" | "checkPassword">;
};

const mismatch = "The two are not the same.";

/** Changes one's own password. The old one is asked, so that an open screen is not enough. */
export function PasswordForm({ email, minCharacters, actions }: PasswordFormProps) {
  const { run, pending, trouble, setTrouble } = useAction();
  const [changes, setChanges] = useState(0);

  function change(typed: (field: string) => string) {
    const newPassword = typed("newPassword");
    if (newPassword !== typed("confirmation")) {
      return setTrouble({ code: "invalid", message: mismatch, fields: { confirmation: mismatch } });
    }
    run(
      () => actions.changePassword({ oldPassword: typed("oldPassword"), newPassword }),
      ({ endedSessions }) => {
        setChanges(changes + 1);
        const ended = endedSessions > 0 ? ` and ended ${counted(endedSessions, "other session")}` : "";
        tell(`Changed your password${ended}.`);
      },
    );
  }

  return (
    <Form
      key={changes}
      trouble={trouble}
      onMend={setTrouble}
      onSubmit={change}
      className="max-w-85 pt-4 max-rail:max-w-none"
    >
      <input type="email" name="email" autoComplete="username" value={email ?? ""} readOnly hidden />
      <PasswordField
        label="Current password"
        name="oldPassword"
        autoComplete="current-password"
        error={trouble?.fields?.oldPassword}
      />
      <NewPasswordField
        label="New password"
        name="newPassword"
        error={trouble?.fields?.newPassword}
        minCharacters={minCharacters}
        checkPassword={actions.checkPassword}
      />
      <PasswordField
        label="Confirm new password"
        name="confirmation"
        autoComplete="new-password"
        error={trouble?.fields?.confirmation}
      />
      <TroubleNote trouble={trouble} fields={["oldPassword", "newPassword", "confirmation"]} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" look="solid" aria-disabled={pending}>
          {pending ? "Changing…" : "Change password"}
        </Button>
        <span className="text-12 text-ink-3">Ends every other session, and all tokens.</span>
      </div>
    </Form>
  );
}
