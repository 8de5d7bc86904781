"use client";
import ChartNoAxesColumn from "lucide-react/icons/chart-no-axes-column";
import CircleUserRound from "lucide-react/icons/circle-user-round";
import ScrollText from "lucide-react/icons/scroll-text";
import Shield from "lucide-react/icons/shield";
import User from "lucide-react/icons/user";
import UsersRound from "lucide-react/icons/users-round";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";

const places = [
  ["/users", "Users", User],
  ["/groups", "Groups", UsersRound],
  ["/roles", "Roles", Shield],
  ["/audit", "Audit", ScrollText],
  ["/overview", "Overview", ChartNoAxesColumn],
  ["/account", "Account", CircleUserRound],
];
export function Frame({ viewer, children }) {
  const path = usePathname();
  return (
    <div className="grid h-dvh grid-cols-[var(--nav)_minmax(0,1fr)]">
      <nav aria-label="Main" className="flex min-h-0 flex-col border-r">
        <Link href="/users" className="flex h-14 items-center">
          Roster
        </Link>
        <ul className="grid gap-px">
          {places.map(([href, label, Icon]) => (
            <li key={href}>
              <Link
                href={href}
                title={label}
                aria-current={path === href ? "page" : undefined}
                className="flex h-8 items-center gap-2"
              >
                <Icon className="size-4" />
                <span>{label}</span>
              </Link>
            </li>
          ))}
        </ul>
        <button type="button" aria-label="Account menu">
          {viewer.name}
        </button>
      </nav>
      <main id="content" tabIndex={-1} className="relative min-h-0">
        <NuqsAdapter>{children}</NuqsAdapter>
      </main>
    </div>
  );
}
