import { ChartNoAxesColumn, CircleUserRound, ScrollText, Shield, User, UsersRound } from "lucide-react";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ask } from "@/app/ask";
import { signOut } from "@/app/sign-out";
import { ConsoleShell } from "@/components/shell/console-shell";
import { SeatsUsed } from "@/components/shell/seats-used";
import type { SignedIn } from "@/lib/actor";
import { config } from "@/lib/config";
import { can } from "@/lib/permissions";
import { getEntitlements } from "@/lib/seats/get-entitlements";
import { findPeopleAndGroups } from "./find-people-and-groups";

/** What stands around a page for whoever is signed in: the places and the people that they may see. */
export function ConsoleFrame({ viewer, children }: { viewer: SignedIn; children: ReactNode }) {
  const { id, username, name, roles } = viewer;
  const links = [
    ...(can({ roles }, "users:read")
      ? [
          { href: "/users", label: "Users", icon: <User className="lucide size-4" /> },
          { href: "/groups", label: "Groups", icon: <UsersRound className="lucide size-4" /> },
          { href: "/roles", label: "Roles", icon: <Shield className="lucide size-4" /> },
        ]
      : []),
    ...(can({ roles }, "audit:read")
      ? [{ href: "/audit", label: "Audit", icon: <ScrollText className="lucide size-4" /> }]
      : []),
    ...(can({ roles }, "users:read")
      ? [{ href: "/overview", label: "Overview", icon: <ChartNoAxesColumn className="lucide size-4" /> }]
      : []),
    {
      href: "/account",
      label: "Account",
      icon: <CircleUserRound className="lucide size-4" />,
      inAccountMenu: true as const,
    },
  ];
  return (
    <ConsoleShell
      links={links}
      viewer={{ id, username, name, roles }}
      signOut={signOut}
      find={can({ roles }, "users:read") ? findPeopleAndGroups : null}
      seats={can({ roles }, "users:read") && config().seats !== null && <SeatsUsed seats={ask(getEntitlements, {})} />}
    >
      <NuqsAdapter>{children}</NuqsAdapter>
    </ConsoleShell>
  );
}
