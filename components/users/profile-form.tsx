"use client";

import { usePathname, useRouter } from "next/navigation";
import { whyNot } from "@/lib/users/acts";
import type { User } from "@/lib/users/user";
import { Form } from "../form";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { tell } from "../ui/toaster";
import { useAction } from "../use-action";
import type { ProfileActions, Viewer } from "./user-actions";

type ProfileFormProps = { user: User; viewer: Viewer; actions: ProfileActions; onDone: () => void };

/** Username, name and email of one user. A new username is a new address of their page. */
export function ProfileForm({ user, viewer, actions, onDone }: ProfileFormProps) {
  const router = useRouter();
  const path = usePathname();
  const { run, pending, trouble, setTrouble } = useAction();
  const whyNotEmail = whyNot("changeEmail", viewer, user)?.message;

  function save(typed: (field: string) => string) {
    const email = whyNotEmail ? undefined : typed("email").trim() || undefined;
    run(
      () =>
        actions.updateProfile({
          userId: user.id,
          expectedVersion: user.version,
          username: typed("username"),
          name: typed("name"),
          email,
        }),
      ({ user: after }) => {
        onDone();
        tell(`Changed ${after.username}.`);
        if (path.startsWith("/users/") && after.username !== user.username) router.replace(`/users/${after.username}`);
      },
    );
  }

  return (
    <Form trouble={trouble} onMend={setTrouble} onSubmit={save} className="max-w-120 py-4">
      <TextField
        label="Username"
        name="username"
        defaultValue={user.username}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={trouble?.fields?.username}
      />
      <TextField
        label="Full name"
        name="name"
        defaultValue={user.name}
        autoComplete="off"
        error={trouble?.fields?.name}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        defaultValue={user.email ?? ""}
        autoComplete="off"
        readOnly={Boolean(whyNotEmail)}
        hint={whyNotEmail}
        error={trouble?.fields?.email}
      />
      <TroubleNote trouble={trouble} fields={["username", "name", "email"]} />
      <div className="flex gap-2">
        <Button type="submit" look="solid" aria-disabled={pending}>
          {pending ? "Saving…" : "Save"}
        </Button>
        <Button onClick={onDone} aria-disabled={pending}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
