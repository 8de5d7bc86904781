import Archive from "lucide-react/icons/archive";
import ArchiveRestore from "lucide-react/icons/archive-restore";
import Ban from "lucide-react/icons/ban";
import ChevronRight from "lucide-react/icons/chevron-right";
import CircleCheck from "lucide-react/icons/circle-check";
import Download from "lucide-react/icons/download";
import KeyRound from "lucide-react/icons/key-round";
import LogIn from "lucide-react/icons/log-in";
import LogOut from "lucide-react/icons/log-out";
import Moon from "lucide-react/icons/moon";
import Pencil from "lucide-react/icons/pencil";
import Shield from "lucide-react/icons/shield";
import ShieldX from "lucide-react/icons/shield-x";
import Ticket from "lucide-react/icons/ticket";
import Trash from "lucide-react/icons/trash-2";
import UserPlus from "lucide-react/icons/user-plus";
import Users from "lucide-react/icons/users";
import Link from "next/link";
import { type ComponentType, Fragment, type ReactNode } from "react";
import { sentenceOf, whyRefused } from "@/lib/audit/sentence";
import { quoteFilterText } from "@/lib/filter-tree";
import type { EntryRow } from "./entry";
import { fieldName, valueText } from "./entry-words";

/** One entry: a sentence, and under it, once opened, all there is to know. */
export function Entry({ row }: { row: EntryRow }) {
  const Icon = row.outcome === "refused" ? ShieldX : iconOf(row.action);
  return (
    <details className="group border-b">
      <summary className="flex min-h-9.5 cursor-pointer list-none items-center gap-4 px-(--gutter) py-2 hover:bg-bg-hover focus-visible:-outline-offset-2 max-rail:gap-3 [&::-webkit-details-marker]:hidden">
        <time dateTime={row.at.toISOString()} className="w-14 flex-none text-ink-2">
          {row.at.toISOString().slice(11, 19)}
        </time>
        <Icon className={row.outcome === "refused" ? "lucide text-suspended" : "lucide text-ink-3"} />
        <Sentence row={row} />
        <span className="ml-auto hidden min-w-0 flex-none truncate text-12 text-ink-3 roomy:block">{fromOf(row)}</span>
        <ChevronRight className="lucide size-3.5 text-ink-3 transition-transform group-open:rotate-90 max-roomy:ml-auto" />
      </summary>
      <div className="grid gap-x-10 gap-y-4 px-(--gutter) pt-1 pb-5 desk:grid-cols-[minmax(0,1fr)_24rem] desk:pl-[calc(var(--gutter)+104px)]">
        <Changes row={row} />
        <Facts row={row} />
      </div>
    </details>
  );
}

function Sentence({ row }: { row: EntryRow }) {
  const { who, before, name, after } = sentenceOf(row);
  return (
    <span className="min-w-0 break-words text-ink-2">
      <b className="font-medium text-ink">{who}</b> {before}
      {name && <b className="font-medium text-ink">{name}</b>}
      {after}
    </span>
  );
}

function Changes({ row: { changes } }: { row: EntryRow }) {
  // Of something made or deleted every field is told, also those that were and stayed empty.
  const shown = Object.entries(changes).filter((change) => !isNothing(change));
  if (shown.length === 0) return <p className="text-ink-3">No field changed.</p>;
  return (
    <div className="min-w-0 self-start overflow-x-auto rounded-[8px] border">
      <table className="w-full text-left">
        <thead className="bg-bg-sunken text-12 text-ink-3">
          <tr>
            <Cell head>Field</Cell>
            <Cell head>Before</Cell>
            <Cell head>After</Cell>
          </tr>
        </thead>
        <tbody>
          {shown.map(([field, [before, after]]) => (
            <tr key={field} className="border-t align-top">
              <th scope="row" className="whitespace-nowrap px-3 py-2 font-normal">
                {fieldName(field)}
              </th>
              <Cell>
                <del className="wrap-anywhere text-ink-2 no-underline">{valueText(field, before)}</del>
              </Cell>
              <Cell>
                <ins className="wrap-anywhere no-underline">{valueText(field, after)}</ins>
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isNothing = ([field, [before, after]]: [string, [unknown, unknown]]) =>
  valueText(field, before) === "none" && valueText(field, after) === "none";

const Cell = ({ head, children }: { head?: boolean; children: ReactNode }) =>
  head ? (
    <th scope="col" className="h-8 px-3 font-normal">
      {children}
    </th>
  ) : (
    <td className="px-3 py-2">{children}</td>
  );

function Facts({ row }: { row: EntryRow }) {
  const anonymous = row.actorKind === "anonymous";
  const facts: [string, ReactNode][] = [
    ["When", `${row.at.toISOString().replace("T", " ").replace("Z", "")} UTC`],
    [
      "Actor",
      anonymous ? (
        kinds.anonymous
      ) : (
        <Person key="actor" name={row.actorName} now={row.actorNow} kind={kinds[row.actorKind]} />
      ),
    ],
    [
      "Email typed",
      anonymous && row.actorName && <Filtered to={quoteFilterText(row.actorName)}>{row.actorName}</Filtered>,
    ],
    ["Target", row.targetName && <Person name={row.targetName} now={row.targetNow} kind={row.targetType ?? ""} />],
    [
      "Outcome",
      row.outcome === "done"
        ? "Done"
        : `Refused: ${whyRefused[row.reason ?? ""] ?? row.reason?.replaceAll("_", " ") ?? ""}`,
    ],
    ["Address", row.address && <Filtered to={`ip:${row.address}`}>{row.address}</Filtered>],
    ["Client", row.client],
    ["Session", row.sessionId],
    ["Request", row.requestId && <Filtered to={`request_id:${row.requestId}`}>{row.requestId}</Filtered>],
  ];
  return (
    <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] content-start">
      {facts.map(
        ([term, fact]) =>
          fact && (
            <Fragment key={term}>
              <dt className="border-b py-1.5 text-ink-3">{term}</dt>
              <dd className="break-words border-b py-1.5">{fact}</dd>
            </Fragment>
          ),
      )}
    </dl>
  );
}

const kinds = {
  user: "a user",
  operator: "an operator at the host",
  system: "the system itself",
  anonymous: "not signed in",
};

/** Who it was by the name of then: their page, by the name of now; or, where they have none, what else the log has with their name. */
function Person({ name, now, kind }: { name: string | null; now: string | null; kind: string }) {
  if (name === null) return kind;
  return (
    <>
      {now !== null ? (
        <Link href={`/users/${encodeURIComponent(now)}`} className="link">
          {name}
        </Link>
      ) : (
        <Filtered to={quoteFilterText(name)}>{name}</Filtered>
      )}
      {kind && `, ${kind}`}
      {now !== null && now !== name && `, now ${now}`}
    </>
  );
}

const Filtered = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link href={`/audit?q=${encodeURIComponent(to)}`} className="link break-all">
    {children}
  </Link>
);

const fromOf = ({ client, address, actorKind }: EntryRow) =>
  actorKind === "system" ? "system" : [client, address].filter(Boolean).join(" · ");

const icons: Record<string, ComponentType<{ className?: string }>> = {
  "user.created": UserPlus,
  "user.suspended": Ban,
  "user.activated": CircleCheck,
  "user.dormant": Moon,
  "user.deleted": Trash,
  "user.roles_changed": Shield,
  "user.password_reset": KeyRound,
  "user.password_changed": KeyRound,
  "user.password_reset_asked": KeyRound,
  "group.created": Users,
  "group.updated": Users,
  "group.deleted": Trash,
  "token.created": Ticket,
  "session.opened": LogIn,
  "session.closed": LogOut,
  "session.ended": LogOut,
  "session.all_ended": LogOut,
  "audit.exported": Download,
  "backup.taken": Archive,
  "backup.restored": ArchiveRestore,
  "audit.secret_accepted": KeyRound,
};

const iconOf = (action: string) => icons[action] ?? Pencil;
