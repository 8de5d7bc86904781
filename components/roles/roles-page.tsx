import Check from "lucide-react/icons/check";
import Minus from "lucide-react/icons/minus";
import Link from "next/link";
import { type Role, roleWords, templateAdminWarning } from "@/lib/permissions";
import { counted } from "@/lib/times";
import type { RoleHolders } from "@/lib/users/list-role-holders";
import { PageBar } from "../shell/page-bar";
import { PagePanels } from "../shell/page-panels";
import { Note } from "../ui/note";
import { Panel } from "../ui/panel";
import type { FindPeople } from "../users/user-actions";
import { permissionRows } from "./permission-rows";
import { type Person, WhyPanel } from "./why-panel";

type RolesPageProps = {
  holders: RoleHolders[];
  /** Null: nobody was picked yet. */
  person: Person | null;
  now: Date;
  findPeople: FindPeople;
};

/** Who may do what, and why. */
export function RolesPage({ holders, person, now, findPeople }: RolesPageProps) {
  return (
    <>
      <PageBar title="Roles">
        <span className="text-ink-3 max-rail:hidden">
          Everyone is also a member, and sees and edits their own account.
        </span>
      </PageBar>
      <PagePanels aside={<WhyPanel person={person} now={now} findPeople={findPeople} />}>
        <Panel title="What each role may do">
          <Matrix holders={holders} />
        </Panel>
        <Note kind="warn">{templateAdminWarning}</Note>
      </PagePanels>
    </>
  );
}

function Matrix({ holders }: { holders: RoleHolders[] }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label="What each role may do, scrollable"
      className="overflow-x-auto"
    >
      <table className="w-full text-left">
        <thead>
          <tr className="border-b align-bottom">
            <th scope="col" className="py-2 pr-4 font-normal text-12 text-ink-3">
              Permission
            </th>
            {holders.map(({ role, count }) => (
              <th key={role} scope="col" className="w-32 whitespace-nowrap pt-2 pb-1 pr-4 font-medium max-rail:pb-0">
                {roleWords[role].title}
                <Link
                  href={holdersOf(role)}
                  className="block py-1 font-normal text-12 text-ink-3 hover:text-ink max-rail:py-2.5"
                >
                  {counted(count, "holder")}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissionRows.map(({ title, roles }) => (
            <tr key={title} className="h-9.5 border-b">
              <th scope="row" className="whitespace-nowrap pr-6 font-normal">
                {title}
              </th>
              {holders.map(({ role }) => (
                <td key={role}>
                  {roles.includes(role) ? (
                    <Check role="img" aria-label="yes" className="lucide" />
                  ) : (
                    <Minus role="img" aria-label="no" className="lucide text-ink-3" />
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr className="align-top">
            <th scope="row" className="py-2.5 font-normal text-ink-3">
              Held by
            </th>
            {holders.map(({ role, count, first }) => (
              <td key={role} className="py-1.5 pr-2 max-rail:py-0.5">
                {first.map((username) => (
                  <Link
                    key={username}
                    href={`/users/${username}`}
                    className="block truncate py-0.75 hover:underline max-rail:py-2"
                  >
                    {username}
                  </Link>
                ))}
                {count > first.length && (
                  <Link href={holdersOf(role)} className="link inline-block py-0.75 max-rail:py-2">
                    {(count - first.length).toLocaleString("en")} more
                  </Link>
                )}
                {count === 0 && <span className="block py-0.75 text-ink-3 max-rail:py-2">nobody</span>}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

const holdersOf = (role: Role) => `/users?q=${encodeURIComponent(`role:${role}`)}`;
