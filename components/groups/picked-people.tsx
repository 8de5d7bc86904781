import X from "lucide-react/icons/x";
import type { Candidate } from "@/lib/groups/candidate";

/** Those who will be added; each can be left out again. */
export function PickedPeople({ people, onDrop }: { people: Candidate[]; onDrop: (person: Candidate) => void }) {
  return (
    <ul aria-label="Picked" className="-m-1 flex max-h-32 flex-wrap gap-1.5 overflow-y-auto p-1">
      {people.map((person) => (
        <li key={person.id}>
          <button
            type="button"
            aria-label={`Leave out ${person.username}`}
            onClick={() => onDrop(person)}
            className="inline-flex h-6 items-center gap-1 rounded-1 border border-line-strong bg-bg pr-1 pl-1.5 text-12 transition-colors hover:bg-bg-hover max-rail:h-9 max-rail:px-2.5 max-rail:text-13"
          >
            {person.username}
            <X aria-hidden className="size-3 text-ink-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}
