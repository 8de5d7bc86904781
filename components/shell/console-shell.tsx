"use client"; // Drawn from a few names: as elements, all of it would come with each page once more as data.

import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { roleWords } from "@/lib/permissions";
import { Brand } from "../ui/brand";
import { Toaster } from "../ui/toaster";
import type { Viewer } from "../users/user-actions";
import { AccountMenu } from "./account-menu";
import { type MainLink, MainLinks } from "./main-links";
import type { PaletteProps } from "./palette";
import { QuickKeys } from "./quick-keys";
import { ShellOf } from "./seen-as";

type ConsoleShellProps = {
  links: MainLink[];
  viewer: Viewer;
  signOut: () => Promise<unknown>;
  find: PaletteProps["find"];
  /** How many are taken, for those who may know, where there is a limit. */
  seats?: ReactNode;
  children: ReactNode;
};

/** What stands around every page of the console. */
export function ConsoleShell({ links, viewer, signOut, find, seats, children }: ConsoleShellProps) {
  return (
    <>
      <div className="grid h-dvh grid-cols-[var(--nav)_minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-rail:block max-rail:h-auto max-rail:pb-14">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-2 focus:bg-bg-raised focus:px-3 focus:py-2"
        >
          Skip to content
        </a>
        <nav
          aria-label="Main"
          className="flex min-h-0 flex-col border-r bg-bg-sunken px-2 pb-2 max-rail:sticky max-rail:top-0 max-rail:z-20 max-rail:h-12 max-rail:flex-row max-rail:items-center max-rail:border-r-0 max-rail:border-b max-rail:pb-0"
        >
          <Link
            href={links[0]?.href ?? "/"}
            className="flex h-14 items-center gap-2 px-2 font-semibold text-14 tracking-[-0.01em] max-desk:justify-center max-rail:h-12"
          >
            <Brand />
            <span className="max-desk:rail:sr-only">Roster</span>
          </Link>
          <QuickKeys links={links} viewer={viewer} signOut={signOut} find={find} />
          <MainLinks links={links} />
          <div className="mt-auto pt-2 max-rail:mt-0 max-rail:ml-2 max-rail:pt-0">
            {seats && <Suspense>{seats}</Suspense>}
            <AccountMenu
              name={viewer.name || viewer.username}
              roles={viewer.roles.map((role) => roleWords[role].title).join(", ") || roleWords.member.title}
              signOut={signOut}
            />
          </div>
        </nav>
        <main
          id="content"
          tabIndex={-1}
          className="relative min-h-0 min-w-0 rail:flex rail:flex-col rail:overflow-y-auto focus-visible:outline-none"
        >
          <ShellOf viewer={viewer}>{children}</ShellOf>
        </main>
      </div>
      <Toaster />
    </>
  );
}
