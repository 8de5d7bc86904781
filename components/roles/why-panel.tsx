import Check from "lucide-react/icons/check";
import Minus from "lucide-react/icons/minus";
import Link from "next/link";
import type { Explained } from "@/lib/authcheck/explain-permissions";
import { type Role, roleWords } from "@/lib/permissions";
import { shortDate } from "@/lib/times";
import type { User } from "@/lib/users/user";
import { Note } from "../ui/note";
import { Panel } from "../ui/panel";
import type { FindPeople } from "../users/user-actions";
import { nameOf } from "../users/user-words";
import { type PermissionRow, permissionRows } from "./permission-rows";
import { PersonPicker } from "./person-picker";

/** Somebody with all that they may do, or a name that nobody has. */
export type Person = { user: User; permissions: Explained[] } | { unknown: string };

type WhyPanelProps = { person: Person | null; now: Date; findPeople: FindPeople };

/** "What may this person do, and why?" Who it is stands in the address, to be shared. */
export function WhyPanel({ person, now, findPeople }: WhyPanelProps) {
  const asked = person === null ? "" : "unknown" in person ? person.unknown : person.user.username;
  return (
    <Panel title="What may this person do, and why?">
      <PersonPicker asked={asked} findPeople={findPeople} />
      {person === null && <p className="pt-3 text-ink-3">Pick somebody, and see what their roles add up to.</p>}
      {person && "unknown" in person && (
        <p role="alert" className="pt-3">
          There is no user {person.unknown}.
        </p>
      )}
      {person && "user" in person && <Answers {...person} now={now} />}
    </Panel>
  );
}

function Answers({ user, permissions, now }: { user: User; permissions: Explained[]; now: Date }) {
  return (
    <>
      <p className="pt-3 text-ink-2">
        <Link href={`/users/${user.username}`} className="link">
          {nameOf(user)}
        </Link>{" "}
        is{" "}
        {user.roles.length > 0
          ? listed(
              user.roles.map((role) => roleWords[role].title),
              "and",
            )
          : "a member, and holds no other role"}
        .
      </p>
      {user.status === "suspended" && (
        <Note kind="warn" className="mt-3">
          {user.username} is suspended, and may do nothing until they are activated.
        </Note>
      )}
      <ul className="pt-1">
        {permissionRows.map((row) => (
          <Answer
            key={row.title}
            row={row}
            told={permissions.find((it) => it.permission === row.permissions[0])}
            now={now}
          />
        ))}
      </ul>
      <p className="pt-2 text-ink-3">
        None of it on themselves where it could lift them up, and on an owner only as one.
      </p>
    </>
  );
}

function Answer({ row, told, now }: { row: PermissionRow; told: Explained | undefined; now: Date }) {
  if (!told) return null;
  const { may, by, givenBy } = told;
  return (
    <li className="flex gap-2.5 border-b py-2">
      {may ? (
        <Check role="img" aria-label="Yes:" className="lucide mt-0.5 text-active" />
      ) : (
        <Minus role="img" aria-label="No:" className="lucide mt-0.5 text-ink-3" />
      )}
      <span className={may ? undefined : "text-ink-2"}>
        {row.title}
        <span className="block text-12 text-ink-3">
          {may ? `as ${by.map((grant) => asHolder(grant, now)).join("; and as ")}` : heldBy(givenBy)}
        </span>
      </span>
    </li>
  );
}

const asHolder = ({ role, from, at }: Explained["by"][number], now: Date) =>
  `${roleWords[role].title}, ${from ? `from ${from} on` : "since"} ${shortDate(at, now)}`;

const heldBy = (roles: readonly Role[]) =>
  `${listed(
    roles.map((role) => roleWords[role].title),
    "or",
  )} would give it`;

const listed = (words: string[], last: "and" | "or") =>
  words.length > 1 ? `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}` : (words[0] ?? "");
