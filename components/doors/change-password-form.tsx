"use client";

import { useState } from "react";
import { dayAndTime, span } from "@/lib/times";
import { Form } from "../form";
import { Door } from "../shell/door";
import { leave } from "../shell/leave";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import { type Trouble, useAction } from "../use-action";
import type { ChangePasswordActions } from "./door-actions";
import { NewPasswordField } from "./new-password-field";

type ChangePasswordFormProps = {
  host: string;
  email: string;
  minCharacters: number;
  /** Who handed the temporary password out and when (null: not known), and until when it works. */
  temporary: { by: string | null; since: Date | null; expiresAt: Date };
  now: Date;
  next: string;
  actions: ChangePasswordActions;
};

const mismatch: Trouble = {
  code: "invalid",
  message: "The two are not the same.",
  fields: { confirmation: "The two are not the same." },
};

/** All that somebody with a temporary password gets to see. */
export function ChangePasswordForm(props: ChangePasswordFormProps) {
  const { host, email, minCharacters, next, actions } = props;
  const { run, pending, trouble, setTrouble } = useAction();
  const [leaving, setLeaving] = useState(false);
  const busy = pending || leaving;

  function changePassword(typed: (field: string) => string) {
    const newPassword = typed("newPassword");
    if (newPassword !== typed("confirmation")) return setTrouble(mismatch);
    run(
      () => actions.changePassword({ newPassword }),
      () => {
        setLeaving(true);
        location.assign(next);
      },
    );
  }

  return (
    <Door title="Choose a new password" lead={whyHere(props)} host={host}>
      <Form trouble={trouble} onMend={setTrouble} onSubmit={changePassword} className="mt-6">
        <TroubleNote trouble={trouble} fields={["newPassword", "confirmation"]} />
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
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
        <Button type="submit" look="solid" size="large" aria-disabled={busy}>
          {busy ? "Changing…" : "Change password"}
        </Button>
        <p className="text-12 text-ink-3">You stay signed in here. Every other session has already ended.</p>
      </Form>
      <Button
        look="plain"
        size="large"
        className="mt-2 -ml-3 justify-self-start"
        onClick={() => void leave(actions.signOut, (message) => setTrouble({ code: "no_answer", message }))}
      >
        Sign out
      </Button>
    </Door>
  );
}

function whyHere({ temporary: { by, since, expiresAt }, now }: ChangePasswordFormProps): string {
  const from = `${by ?? "An admin"} gave you a temporary password${since ? ` on ${dayAndTime(since, now)}` : ""}.`;
  return `${from} It opens this page and nothing else, for another ${span(now, expiresAt)}.`;
}
