"use client";

import { useEffect, useRef, useState } from "react";
import { Form } from "../form";
import { Door } from "../shell/door";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";
import { PasswordField } from "../ui/password-field";
import { useAction } from "../use-action";
import type { SignInActions } from "./door-actions";

type SignInFormProps = {
  host: string;
  /** Where to go on: a path of this site. */
  next: string;
  /** Why one is here, where that is not plain: "Your session has ended." */
  notice?: string;
  actions: SignInActions;
};

export function SignInForm({ host, next, notice, actions }: SignInFormProps) {
  const { run, pending, trouble, setTrouble } = useAction();
  const [leaving, setLeaving] = useState(false);
  const busy = pending || leaving;
  const password = useRef<HTMLInputElement>(null);

  // A password that was refused is typed anew; one that never arrived is still there to be sent again.
  useEffect(() => {
    if (!trouble || !password.current) return;
    if (trouble.code !== "no_answer") password.current.value = "";
    password.current.focus();
  }, [trouble]);

  function signIn(typed: (field: string) => string) {
    run(
      () => actions.signIn({ email: typed("email"), password: typed("password") }),
      () => {
        setLeaving(true);
        location.assign(next);
      },
    );
  }

  return (
    <Door title="Sign in to Roster" host={host}>
      <Form trouble={trouble} onMend={setTrouble} onSubmit={signIn} className="mt-6">
        {notice && !trouble && <Note>{notice}</Note>}
        <TroubleNote trouble={trouble} />
        <TextField label="Email" name="email" type="email" autoComplete="username" autoFocus />
        <PasswordField ref={password} label="Password" name="password" autoComplete="current-password" />
        <Button type="submit" look="solid" size="large" aria-disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </Form>
    </Door>
  );
}
