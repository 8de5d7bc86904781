import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import { type ReactNode, useEffect, useRef } from "react";
import type { Candidate } from "@/lib/groups/candidate";

type CandidateListProps = {
  id: string;
  candidates: Candidate[];
  /** The place of the marked one; below 0: none. */
  marked: number;
  isPicked: (person: Candidate) => boolean;
  onPick: (person: Candidate) => void;
  /** What stands there when there is nobody. */
  children: ReactNode;
};

/** Who could be meant. It keeps its height, so that nothing under it moves while somebody types. */
export function CandidateList({ id, candidates, marked, isPicked, onPick, children }: CandidateListProps) {
  return (
    <div className="h-41 rounded-2 border border-line bg-bg">
      <div
        role="listbox"
        id={id}
        aria-label="People"
        aria-multiselectable="true"
        className={clsx("h-full overflow-y-auto p-1", candidates.length === 0 && "hidden")}
      >
        {candidates.map((person, place) => (
          <Option
            key={person.id}
            id={candidateId(id, place)}
            person={person}
            marked={place === marked}
            picked={isPicked(person)}
            onPick={onPick}
          />
        ))}
      </div>
      {candidates.length === 0 && (
        <p role="status" className="px-3 py-2.25 text-ink-3">
          {children}
        </p>
      )}
    </div>
  );
}

export const candidateId = (list: string, place: number) => `${list}-${place}`;

type OptionProps = {
  id: string;
  person: Candidate;
  marked: boolean;
  picked: boolean;
  onPick: (person: Candidate) => void;
};

function Option({ id, person, marked, picked, onPick }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (marked) ref.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  const { username, name, email, isMember } = person;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the marked one.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <div
      ref={ref}
      role="option"
      id={id}
      aria-selected={picked}
      aria-disabled={isMember || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => isMember || onPick(person)}
      className={clsx(
        "flex h-7.5 items-center gap-2 rounded-2 px-2 max-rail:h-10",
        marked ? "bg-accent-soft" : !isMember && "hover:bg-bg-hover",
      )}
    >
      <span className={clsx("max-w-1/2 shrink-0 truncate", isMember ? "text-ink-3" : "font-medium")}>
        {name || username}
      </span>
      <span className={clsx("min-w-0 flex-1 truncate", marked && !isMember ? "text-ink-2" : "text-ink-3")}>
        {[name && username, email].filter(Boolean).join(", ")}
      </span>
      {isMember && <span className="shrink-0 text-12 text-ink-3">in it already</span>}
      {picked && <Check aria-hidden className="text-accent" />}
    </div>
  );
}
