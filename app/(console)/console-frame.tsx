import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { signOut } from "@/app/sign-out";
import { ConsoleShell } from "@/components/shell/console-shell";
import type { MainLink } from "@/components/shell/main-links";
import { SeatsUsed } from "@/components/shell/seats-used";
import type { SignedIn } from "@/lib/actor";
import { config } from "@/lib/config";
import { can } from "@/lib/permissions";
import { findPeopleAndGroups } from "./find-people-and-groups";
import { seatsOfPage } from "./seats-of-page";

/** What stands around a page for whoever is signed in: the places and the people that they may see. */
export function ConsoleFrame({ viewer, children }: { viewer: SignedIn; children: ReactNode }) {
  const { id, username, name, roles } = viewer;
  const seesUsers = can({ roles }, "users:read");
  const links: MainLink[] = [
    ...(seesUsers ? placesOfUsers : []),
    ...(can({ roles }, "audit:read") ? [{ href: "/audit", label: "Audit", icon: "audit" } as const] : []),
    ...(seesUsers ? [{ href: "/overview", label: "Overview", icon: "overview" } as const] : []),
    { href: "/account", label: "Account", icon: "account", inAccountMenu: true },
  ];
  return (
    <ConsoleShell
      links={links}
      viewer={{ id, username, name, roles }}
      signOut={signOut}
      find={seesUsers ? findPeopleAndGroups : null}
      seats={seesUsers && config().seats !== null && <SeatsUsed seats={seatsOfPage()} />}
    >
      <NuqsAdapter>{children}</NuqsAdapter>
    </ConsoleShell>
  );
}

const placesOfUsers: MainLink[] = [
  { href: "/users", label: "Users", icon: "users" },
  { href: "/groups", label: "Groups", icon: "groups" },
  { href: "/roles", label: "Roles", icon: "roles" },
];
