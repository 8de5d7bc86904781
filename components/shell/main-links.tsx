"use client";

import { clsx } from "clsx";
import ChartNoAxesColumn from "lucide-react/icons/chart-no-axes-column";
import CircleUserRound from "lucide-react/icons/circle-user-round";
import ScrollText from "lucide-react/icons/scroll-text";
import Shield from "lucide-react/icons/shield";
import User from "lucide-react/icons/user";
import UsersRound from "lucide-react/icons/users-round";
import Link from "next/link";
import { usePathname } from "next/navigation";

export type MainLink = {
  href: string;
  label: string;
  icon: keyof typeof icons;
  /** It is in the account menu as well, and leaves the bar on a phone where there is no room. */
  inAccountMenu?: true;
};

const icons = {
  users: User,
  groups: UsersRound,
  roles: Shield,
  audit: ScrollText,
  overview: ChartNoAxesColumn,
  account: CircleUserRound,
};

const roomOnPhone = 5;

/** The places of the console: a column, a rail of icons on a tablet, a bar of five at most under the thumb on a phone. */
export function MainLinks({ links }: { links: MainLink[] }) {
  const path = usePathname();
  return (
    <ul className="grid gap-px max-rail:fixed max-rail:inset-x-0 max-rail:bottom-0 max-rail:z-20 max-rail:h-14 max-rail:auto-cols-fr max-rail:grid-flow-col max-rail:border-t max-rail:bg-bg-sunken max-rail:px-1">
      {links.map(({ href, label, icon, inAccountMenu }) => (
        <li key={href} className={clsx(inAccountMenu && links.length > roomOnPhone && "max-rail:hidden")}>
          <Link
            href={href}
            aria-current={path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined}
            title={label}
            className="flex h-8 items-center gap-2 rounded-2 px-2 text-ink-2 transition-colors hover:bg-bg-press aria-[current]:bg-bg-press aria-[current]:font-medium aria-[current]:text-ink max-desk:justify-center max-rail:h-13.75 max-rail:flex-col max-rail:gap-0.75 max-rail:bg-transparent! max-rail:font-medium max-rail:text-11 max-rail:aria-[current]:text-accent [&[aria-current]>.lucide]:text-accent"
          >
            <IconOf place={icon} />
            <span className="max-desk:rail:sr-only">{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function IconOf({ place }: { place: MainLink["icon"] }) {
  const Icon = icons[place];
  return <Icon className="size-4" />;
}
