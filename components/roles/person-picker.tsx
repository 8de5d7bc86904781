"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Avatar } from "../ui/avatar";
import { useFound } from "../use-found";
import type { FindPeople } from "../users/user-actions";
import { nameOf } from "../users/user-words";

/** Picks somebody by a few letters of their name. */
export function PersonPicker({ asked, findPeople }: { asked: string; findPeople: FindPeople }) {
  const router = useRouter();
  const [text, setText] = useState(asked);
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState(asked);
  if (asked !== told) {
    setTold(asked);
    if (!open) setText(asked); // Also where one goes back; whoever types on is left to it.
  }
  const [pending, startTransition] = useTransition();
  const { found, searching } = useFound(open ? text : "", findPeople);
  const people = found?.rows ?? [];
  const shown = open && text.trim() !== "" && !searching;

  function pick(username: string) {
    setOpen(false);
    setText(username);
    startTransition(() => router.replace(`/roles?user=${encodeURIComponent(username)}`, { scroll: false }));
  }

  return (
    <Command label="Person" shouldFilter={false} loop className="relative pt-3" aria-busy={pending}>
      <Command.Input
        value={text}
        onValueChange={(typed) => {
          setText(typed);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setOpen(false);
          // Typed whole and pressed before the answer is there: asked as it is.
          if (event.key === "Enter" && !(shown && people.length > 0) && text.trim()) pick(text.trim());
        }}
        placeholder="Username, name or email"
        className="ring-field h-9 w-full rounded-2 border border-line-control bg-bg px-2.5 text-14 max-rail:text-16"
      />
      <Command.List
        label="People"
        hidden={!shown}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-3 border border-line-strong bg-bg-raised p-1.5 shadow-2"
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown && <Command.Empty className="px-2.5 py-2 text-ink-3">Nobody is called so.</Command.Empty>}
        {shown &&
          people.map((user) => (
            <Command.Item
              key={user.id}
              value={user.username}
              onSelect={() => pick(user.username)}
              className="flex h-9 cursor-pointer items-center gap-2 rounded-2 px-2 data-[selected=true]:bg-accent-soft max-rail:h-11"
            >
              <Avatar name={nameOf(user)} />
              <span className="truncate">{nameOf(user)}</span>
              <span className="truncate text-ink-3">{user.name && user.username}</span>
            </Command.Item>
          ))}
      </Command.List>
    </Command>
  );
}
