import { useEffect, useState } from "react";
import { answerTo } from "./use-action";
import type { Action } from "./users/user-actions";

const waitMs = 150;

/** What a text finds, asked once the typing rests; what was found before stays until the new is there. Null: nothing yet. */
export function useFound<V>(text: string, find: Action<{ text: string }, V> | null) {
  const [found, setFound] = useState<{ text: string; value: V | null }>({ text: "", value: null });
  const wanted = text.trim();
  useEffect(() => {
    if (!find || wanted === "") return;
    let over = false;
    const timer = setTimeout(async () => {
      const answer = await answerTo(() => find({ text: wanted }));
      if (!over) setFound({ text: wanted, value: answer.ok ? answer.value : null });
    }, waitMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, find]);
  return {
    found: wanted === "" ? null : found.value,
    searching: find !== null && wanted !== "" && found.text !== wanted,
  };
}
