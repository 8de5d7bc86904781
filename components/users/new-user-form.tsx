"use client";

import Link from "next/link";
import { useState } from "react";
import { can, type Role, whoMay } from "@/lib/permissions";
import { Form, leftToMend } from "../form";
import { TroubleNote } from "../trouble-note";
import { Button, buttonShape } from "../ui/button";
import { TextField } from "../ui/field";
import { Switch } from "../ui/switch";
import { answerTo, useAction } from "../use-action";
import { type Handed, HandOver } from "./hand-over";
import { HandedPasswordFields, mustChangeOf, noPassword } from "./handed-password";
import { RoleBoxes } from "./role-boxes";
import type { NewUserActions, Viewer } from "./user-actions";

type NewUserFormProps = {
  viewer: Viewer;
  /** Where they sign in: the public address of the console. */
  address: string;
  minCharacters: number;
  actions: NewUserActions;
};

/** Adds a user; afterwards it shows what to hand over, once. */
export function NewUserForm(props: NewUserFormProps) {
  const [handed, setHanded] = useState<Handed | null>(null);
  return handed ? (
    <HandOver {...handed} address={props.address} onAnother={() => setHanded(null)} />
  ) : (
    <EmptyForm {...props} onCreated={setHanded} />
  );
}

function EmptyForm({
  viewer,
  minCharacters,
  actions,
  onCreated,
}: NewUserFormProps & { onCreated: (it: Handed) => void }) {
  const { run, pending, trouble, setTrouble } = useAction();
  const [password, setPassword] = useState(noPassword);
  const [service, setService] = useState(false);
  const [chosen, setChosen] = useState<Role[]>([]);
  const fields = trouble?.fields ?? {};

  async function generate() {
    const answer = await answerTo(() => actions.proposePassword({}));
    setTrouble(answer.ok ? trouble && leftToMend(trouble, "password") : answer.problem);
    if (answer.ok) setPassword({ ...password, text: answer.value, generated: true });
  }

  function create(typed: (field: string) => string) {
    const text = service ? null : password.text || null;
    run(
      () =>
        actions.createUser({
          username: typed("username"),
          email: typed("email").trim() || null,
          name: typed("name"),
          loginType: service ? "none" : "password",
          password: text,
          mustChangePassword: !service && mustChangeOf(password),
          roles: chosen,
        }),
      ({ user, password: generated }) =>
        onCreated({
          username: user.username,
          email: user.email,
          password: text ?? generated,
          mustChange: user.mustChangePassword,
        }),
    );
  }

  return (
    <Form trouble={trouble} onMend={setTrouble} onSubmit={create} className="max-w-120 px-(--gutter) pt-1 pb-10">
      <TextField
        label="Username"
        name="username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        hint="Letters, digits and single hyphens between them, at most 32."
        error={fields.username}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="off"
        hint={service ? "May be left out." : "What they sign in with."}
        error={fields.email}
      />
      <TextField
        label="Full name"
        name="name"
        autoComplete="off"
        hint="Shown in tables and headings. May be left out."
        error={fields.name}
      />
      <Switch
        label="Service account"
        hint="For a machine: it cannot sign in, has no password, takes no seat, and works with tokens only."
        checked={service}
        onChange={(event) => {
          setService(event.target.checked);
          setTrouble(null);
        }}
      />
      {!service && (
        <HandedPasswordFields
          value={password}
          onChange={setPassword}
          onGenerate={generate}
          minCharacters={minCharacters}
          error={fields.password}
        />
      )}
      <RoleBoxes
        chosen={chosen}
        onChange={setChosen}
        whyNot={can(viewer, "roles:assign") ? null : whoMay("roles:assign")}
      />
      <TroubleNote trouble={trouble} fields={["username", "email", "name", ...(service ? [] : ["password"])]} />
      <div className="flex flex-wrap gap-2 pt-1">
        <Button type="submit" look="solid" aria-disabled={pending}>
          {pending ? "Creating…" : "Create user"}
        </Button>
        <Link href="/users" className={buttonShape({ look: "plain" })}>
          Cancel
        </Link>
      </div>
    </Form>
  );
}
