"use client";

import { useState } from "react";
import { Form } from "../form";
import { Door } from "../shell/door";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { useAction } from "../use-action";
import type { SetupActions } from "./door-actions";
import { NewPasswordField } from "./new-password-field";

type SetupFormProps = {
  host: string;
  minCharacters: number;
  /** Whether the operator set a code that is to be asked. */
  asksCode: boolean;
  actions: SetupActions;
};

/** The first page of a fresh installation. */
export function SetupForm({ host, minCharacters, asksCode, actions }: SetupFormProps) {
  const { run, pending, trouble, setTrouble } = useAction();
  const [owner, setOwner] = useState({ username: "", email: "" });
  const [leaving, setLeaving] = useState(false);
  const busy = pending || leaving;

  function createOwner(typed: (field: string) => string) {
    const setupCode = asksCode ? typed("setupCode") : undefined;
    run(
      () => actions.createOwner({ ...owner, password: typed("password"), setupCode }),
      () => {
        setLeaving(true);
        location.assign("/");
      },
    );
  }

  return (
    <Door
      title="Create the first owner"
      lead="Nobody has an account here yet. An owner does everything, and is the only one who changes roles."
      host={host}
    >
      <Form trouble={trouble} onMend={setTrouble} onSubmit={createOwner} className="mt-6">
        <TroubleNote trouble={trouble} fields={["username", "email", "password", "setupCode"]} />
        <TextField
          label="Username"
          name="username"
          autoComplete="nickname"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          hint="Letters, digits and single hyphens. Others know you by it."
          error={trouble?.fields?.username}
          value={owner.username}
          onChange={(event) => setOwner({ ...owner, username: event.target.value })}
        />
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          hint="What you sign in with."
          error={trouble?.fields?.email}
          value={owner.email}
          onChange={(event) => setOwner({ ...owner, email: event.target.value })}
        />
        <NewPasswordField
          label="Password"
          name="password"
          error={trouble?.fields?.password}
          minCharacters={minCharacters}
          checkPassword={actions.checkPassword}
          owner={owner}
        />
        {asksCode && (
          <TextField
            label="Setup code"
            name="setupCode"
            autoComplete="off"
            hint="Whoever runs the server has it as ROSTER_SETUP_CODE."
            error={trouble?.fields?.setupCode}
          />
        )}
        <Button type="submit" look="solid" size="large" aria-disabled={busy}>
          {busy ? "Creating…" : "Create owner"}
        </Button>
      </Form>
    </Door>
  );
}
