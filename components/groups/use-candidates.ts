import { useEffect, useState } from "react";
import type { Candidate } from "@/lib/groups/candidate";
import { answerTo, type Trouble } from "../use-action";
import type { GroupActions } from "./group-actions";

const pauseMs = 150;

type Found = { text: string; candidates: Candidate[]; trouble: Trouble | null };

/** Who could be meant by the text, asked for once the typing pauses. What was found last stays until then. */
export function useCandidates(suggest: GroupActions["suggestMembers"], groupId: string, text: string) {
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    let asking = true;
    const ask = async () => {
      const answer = await answerTo(() => suggest({ groupId, text }));
      if (!asking) return;
      if (answer.ok) setFound({ text, candidates: answer.value, trouble: null });
      else setFound({ text, candidates: [], trouble: answer.problem });
    };
    const timer = setTimeout(ask, text === "" ? 0 : pauseMs);
    return () => {
      asking = false;
      clearTimeout(timer);
    };
  }, [suggest, groupId, text]);

  return { candidates: found?.candidates ?? [], trouble: found?.trouble ?? null, known: found?.text === text };
}
