import { ChartNoAxesColumn, CircleUserRound, ScrollText, Shield, User, UsersRound } from "lucide-react";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { ask, requireViewer } from "@/app/ask";
import { signOut } from "@/app/sign-out";
import { ConsoleShell } from "@/components/shell/console-shell";
import { SeatsUsed } from "@/components/shell/seats-used";
import { config } from "@/lib/config";
import { can } from "@/lib/permissions";
import { getEntitlements } from "@/lib/seats/get-entitlements";
import { findPeople } from "./find-people";

/** What stands around the console's pages. Each page asks for itself who may see it: a layout is not drawn at every click. */
export default async function ConsoleLayout({ children }: LayoutProps<"/">) {
  const { id, username, name, roles } = await requireViewer();
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
    { href: "/account", label: "Account", icon: <CircleUserRound className="lucide size-4" /> },
  ];
  return (
    <ConsoleShell
      links={links}
      viewer={{ id, username, name, roles }}
      signOut={signOut}
      findPeople={can({ roles }, "users:read") ? findPeople : null}
      seats={can({ roles }, "users:read") && config().seats !== null && <SeatsUsed seats={ask(getEntitlements, {})} />}
    >
      <NuqsAdapter>{children}</NuqsAdapter>
    </ConsoleShell>
  );
}
