"use client";

import { Command } from "cmdk";
import ArrowRight from "lucide-react/icons/arrow-right";
import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Plus from "lucide-react/icons/plus";
import SunMoon from "lucide-react/icons/sun-moon";
import Ticket from "lucide-react/icons/ticket";
import UsersRound from "lucide-react/icons/users-round";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useState } from "react";
import type { FoundGroup } from "@/lib/groups/find-groups";
import { can } from "@/lib/permissions";
import type { User } from "@/lib/users/user";
import { groupPath } from "../groups/group-words";
import { Avatar } from "../ui/avatar";
import { tellFailure } from "../ui/toaster";
import { useFound } from "../use-found";
import type { Action, Viewer } from "../users/user-actions";
import { nameOf } from "../users/user-words";
import { leave } from "./leave";
import type { MainLink } from "./main-links";
import { useTheme } from "./use-theme";

export type PaletteProps = {
  links: MainLink[];
  viewer: Viewer;
  signOut: () => Promise<unknown>;
  /** Null: the viewer does not see other people. */
  find: FindPeopleAndGroups | null;
  onClose: () => void;
  /** Called once it is gone. */
  onClosed: () => void;
  onShowKeys: () => void;
};

/** The first few that a text finds. */
export type FindPeopleAndGroups = Action<{ text: string }, { people: User[]; groups: FoundGroup[] }>;

type Item = { label: string; besides?: string; icon: ComponentType<{ className?: string }>; run: () => void };

const nothing = { people: [], groups: [] };

/** Pages, people, groups and actions by a few letters. */
export function Palette({ links, viewer, signOut, find, onClose, onClosed, onShowKeys }: PaletteProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { found, searching } = useFound(text, find);
  const { people, groups: foundGroups } = found ?? nothing;
  const [, setTheme] = useTheme();
  const go = (href: string) => () => {
    onClose();
    router.push(href);
  };
  const theme = (name: "light" | "dark" | "system") => () => {
    setTheme(name);
    onClose();
  };

  const pages: Item[] = [...links, { href: "/docs/api", label: "HTTP API" }].map(({ href, label }) => ({
    label,
    icon: ArrowRight,
    run: go(href),
  }));
  const actions: Item[] = [
    ...(can(viewer, "users:create") ? [{ label: "New user", icon: Plus, run: go("/users/new") }] : []),
    { label: "New token", icon: Ticket, run: go("/account?new=token") },
    { label: "Light theme", icon: SunMoon, run: theme("light") },
    { label: "Dark theme", icon: SunMoon, run: theme("dark") },
    { label: "Theme of the system", icon: SunMoon, run: theme("system") },
    { label: "Show the keys", icon: Keyboard, run: onShowKeys },
    { label: "Sign out", icon: LogOut, run: () => void leave(signOut, tellFailure) },
  ];
  const fits = ({ label }: Item) => label.toLowerCase().includes(text.trim().toLowerCase());
  const shownPages = pages.filter(fits);
  const shownActions = actions.filter(fits);
  const groups: Item[] = foundGroups.map(({ name, displayName }) => ({
    label: name,
    besides: displayName === name ? "" : displayName,
    icon: UsersRound,
    run: go(groupPath(name)),
  }));
  const first =
    idOf("Pages", shownPages[0]) || people[0]?.id || idOf("Groups", groups[0]) || idOf("Actions", shownActions[0]);
  const [marked, setMarked] = useState(first);
  // Whoever types a name and Enter at once means what is about to be found, not what stands there meanwhile.
  const unsettled = searching && shownPages.length === 0;
  const [takesFirst, setTakesFirst] = useState(false);
  const takeFirst = useEffectEvent(() => {
    setTakesFirst(false);
    if (people[0]) go(`/users/${people[0].username}`)();
    else (groups[0] ?? shownActions[0])?.run();
  });
  useEffect(() => {
    if (takesFirst && !unsettled) takeFirst();
  }, [takesFirst, unsettled]);
  // People come a moment later, above the actions: what Enter takes is what stands first, once it is drawn.
  useEffect(() => setMarked(first), [first]);

  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-140 animate-rise overflow-hidden rounded-4 border border-line-strong bg-bg-raised text-ink shadow-3 focus-visible:outline-none max-rail:inset-x-2 max-rail:top-2"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Command
            label="Go to"
            shouldFilter={false}
            loop
            value={marked}
            onValueChange={setMarked}
            onKeyDown={(event) => {
              setTakesFirst(event.key === "Enter" && unsettled);
              if (event.key === "Enter" && unsettled) event.preventDefault();
            }}
          >
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={find ? "A page, a person, a group, an action" : "A page or an action"}
              className="h-12 w-full border-b bg-transparent px-4 text-14 outline-none placeholder:text-ink-3 focus-visible:outline-none max-rail:text-16"
            />
            <Command.List label="Where to" className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
              {!searching && <Command.Empty className="px-3 py-6 text-ink-3">Nothing matches.</Command.Empty>}
              <Group heading="Pages" items={shownPages} />
              {people.length > 0 && (
                <Command.Group heading="People" className={group}>
                  {people.map((user) => (
                    <Command.Item
                      key={user.id}
                      value={user.id}
                      onSelect={go(`/users/${user.username}`)}
                      className={item}
                    >
                      <Avatar name={nameOf(user)} />
                      <span className="truncate">{nameOf(user)}</span>
                      <span className="truncate text-ink-3">{user.name && user.username}</span>
                      <span className="ml-auto truncate text-12 text-ink-3 max-rail:hidden">{user.email}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Group heading="Groups" items={groups} />
              <Group heading="Actions" items={shownActions} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const idOf = (heading: string, item?: { label: string }) => (item ? `${heading} ${item.label}` : "");

function Group({ heading, items }: { heading: string; items: Item[] }): ReactNode {
  if (items.length === 0) return null;
  return (
    <Command.Group heading={heading} className={group}>
      {items.map(({ label, besides, icon: Icon, run }) => (
        <Command.Item key={label} value={idOf(heading, { label })} onSelect={run} className={item}>
          <span className="grid w-5.5 place-items-center">
            <Icon className="lucide size-4 text-ink-3" />
          </span>
          <span className="truncate">{label}</span>
          <span className="truncate text-ink-3">{besides}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

const group =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3";
const item =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-2 px-2.5 data-[selected=true]:bg-accent-soft max-rail:h-11";
