import { useCallback, useEffect, useState } from "react";
import { answerTo, type Trouble } from "../use-action";
import type { UserActions } from "./user-actions";

/** A temporary password made by the server, and another on request. Nothing is stored before it is used. */
export function useProposal(propose: UserActions["proposePassword"]) {
  const [password, setPassword] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const proposeAnother = useCallback(async () => {
    const answer = await answerTo(() => propose({}));
    setTrouble(answer.ok ? null : answer.problem);
    if (answer.ok) setPassword(answer.value);
  }, [propose]);

  useEffect(() => void proposeAnother(), [proposeAnother]);

  return { password, trouble, proposeAnother };
}
