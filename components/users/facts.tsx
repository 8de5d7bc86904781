import type { LucideIcon } from "lucide-react";
import Armchair from "lucide-react/icons/armchair";
import LogOut from "lucide-react/icons/log-out";
import ScrollText from "lucide-react/icons/scroll-text";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton";
import type { Preview } from "./user-actions";
import { countOf, namesOf } from "./user-words";

/** What an act will do, told before it is done. `verb` is the word on the button. */
export function Facts({ verb, children }: { verb: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">Nothing changes until you click {verb}. Then:</p>
      <ul className="grid gap-2">{children}</ul>
    </div>
  );
}

/** One line: what happens, in ink, and the circumstances behind it. */
export function Fact({ icon: Icon, what, children }: { icon: LucideIcon; what: ReactNode; children?: ReactNode }) {
  return (
    <li className="grid grid-cols-[1rem_1fr] gap-2 text-ink-2">
      <Icon aria-hidden className="mt-0.5 text-ink-3" />
      <span className="break-words">
        <b className="font-medium text-ink">{what}</b> {children}
      </span>
    </li>
  );
}

export function EndsSessions({ facts }: { facts: Preview | null }) {
  if (!facts) {
    return <Fact icon={LogOut} what={<Skeleton className="w-64 max-w-full" />} />;
  }
  const count = countOf(facts.sessions);
  if (!count) {
    return (
      <Fact icon={LogOut} what="Ends nothing:">
        they are signed in nowhere
      </Fact>
    );
  }
  return (
    <Fact icon={LogOut} what={`Ends ${count}`}>
      now: {namesOf(facts.sessions)}
    </Fact>
  );
}

export const FreesSeat = ({ facts }: { facts: Preview | null }) =>
  facts?.takesSeat && (
    <Fact icon={Armchair} what="Frees a seat">
      of the licence
    </Fact>
  );

/** `besides` goes on behind a comma. */
export const AuditKnows = ({ besides }: { besides?: string }) => (
  <Fact icon={ScrollText} what={`The audit log shows it as your act${besides ? "," : ""}`}>
    {besides}
  </Fact>
);
