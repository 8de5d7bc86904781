import { roleWords, templateAdminWarning } from "@/lib/permissions";
import { shortDate } from "@/lib/times";
import { whyNot } from "@/lib/users/acts";
import type { UserDetails } from "@/lib/users/get-user-details";
import { Chip } from "../ui/chip";
import { Note } from "../ui/note";
import { Panel } from "../ui/panel";
import type { Viewer } from "./user-actions";

/** Which roles somebody holds, what each does, and who gave it. */
export function RolesPanel({ details, viewer, now }: { details: UserDetails; viewer: Viewer; now: Date }) {
  const { user, grants } = details;
  return (
    <Panel title="Roles" end={whyNot("setRoles", viewer, user)?.message}>
      <ul>
        {grants.map(({ role, at, by }) => (
          <Line key={role} title={roleWords[role].title} does={roleWords[role].does}>
            {by ? `from ${by}, ` : ""}
            {shortDate(at, now)}
          </Line>
        ))}
        {grants.length === 0 && <Line title={roleWords.member.title} does={roleWords.member.does} />}
      </ul>
      {user.roles.includes("template-admin") && (
        <Note kind="warn" className="mt-3">
          {templateAdminWarning}
        </Note>
      )}
    </Panel>
  );
}

function Line({ title, does, children }: { title: string; does: string; children?: React.ReactNode }) {
  return (
    <li className="flex min-h-9.5 items-center gap-x-2.5 gap-y-1 border-b py-2 max-rail:flex-wrap">
      <span className="w-29.5 flex-none max-rail:w-full">
        <Chip>{title}</Chip>
      </span>
      <span>{does}</span>
      <span className="whitespace-nowrap text-ink-3 rail:ml-auto">{children}</span>
    </li>
  );
}
