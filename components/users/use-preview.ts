import { useEffect, useState } from "react";
import type { User } from "@/lib/users/user";
import { answerTo } from "../use-action";
import type { Preview, UserActions } from "./user-actions";

type Answer = Awaited<ReturnType<typeof answerTo<Preview>>>;

/** What an act would end and free, asked for when its dialog opens, and again on `lookAgain`. */
export function usePreview(preview: UserActions["preview"], { id }: User) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks anew.
  useEffect(() => {
    let asking = true;
    answerTo(() => preview({ userId: id })).then((found) => asking && setAnswer(found));
    return () => {
      asking = false;
    };
  }, [preview, id, round]);

  return {
    facts: answer?.ok ? answer.value : null,
    trouble: answer && !answer.ok ? answer.problem : null,
    lookAgain: () => {
      setAnswer(null);
      setRound(round + 1);
    },
  };
}
