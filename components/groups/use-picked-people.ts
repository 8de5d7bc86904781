import { useState } from "react";
import type { Candidate } from "@/lib/groups/candidate";

/** What became of a pasted list, beside those who were picked from it. */
export type Pasted = { unknown: string[]; inIt: string[] };

/** The people picked to be added, in the order of picking. */
export function usePickedPeople() {
  const [people, setPeople] = useState<Candidate[]>([]);
  const has = ({ id }: Candidate) => people.some((one) => one.id === id);

  return {
    people,
    has,
    toggle: (person: Candidate) =>
      setPeople(has(person) ? people.filter(({ id }) => id !== person.id) : [...people, person]),
    /** Those who are in the group already, or picked, stay as they are. */
    pickAll: (found: Candidate[]) => setPeople([...people, ...found.filter((one) => !one.isMember && !has(one))]),
  };
}
