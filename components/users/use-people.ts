import { useEffect, useState } from "react";
import type { UserPage } from "@/lib/users/list-users";
import { answerTo } from "../use-action";
import type { Action } from "./user-actions";

/** The first few people that a text finds. */
export type FindPeople = Action<{ text: string }, UserPage>;

const waitMs = 150;

/** The people that a text finds, asked once the typing rests; those before stay until the new ones are there. */
export function usePeople(text: string, findPeople: FindPeople | null) {
  const [found, setFound] = useState<{ text: string; people: UserPage["rows"] }>({ text: "", people: [] });
  const wanted = text.trim();
  useEffect(() => {
    if (!findPeople || wanted === "") return;
    let over = false;
    const timer = setTimeout(async () => {
      const answer = await answerTo(() => findPeople({ text: wanted }));
      if (!over) setFound({ text: wanted, people: answer.ok ? answer.value.rows : [] });
    }, waitMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, findPeople]);
  return {
    people: wanted === "" ? [] : found.people,
    searching: findPeople !== null && wanted !== "" && found.text !== wanted,
  };
}
