import { Note } from "../ui/note";
import { listed } from "./group-words";
import type { Pasted } from "./use-picked-people";

/** Who of a pasted list was not picked, and why. */
export function PastedNote({ unknown, inIt }: Pasted) {
  if (unknown.length + inIt.length === 0) return null;
  return (
    <Note kind={unknown.length > 0 ? "warn" : "plain"} role="status">
      {unknown.length > 0 && <p className="break-words">Nobody is called {listed(unknown)}.</p>}
      {inIt.length > 0 && <p className="break-words">In it already: {listed(inIt)}.</p>}
    </Note>
  );
}
