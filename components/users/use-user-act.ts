import type { User } from "@/lib/users/user";
import { useAction } from "../use-action";
import { usePreview } from "./use-preview";
import type { UserActions } from "./user-actions";

/** What every dialog about a user needs: the facts as they are now, and one act at a time on them. */
export function useUserAct(preview: UserActions["preview"], row: User) {
  const { facts, trouble: unknown, lookAgain } = usePreview(preview, row);
  const { run, pending, trouble, setTrouble } = useAction();
  const user = facts?.user ?? row;
  return {
    facts,
    user,
    target: { userId: user.id, expectedVersion: user.version },
    run,
    pending,
    trouble: trouble ?? unknown,
    onLookAgain: () => {
      setTrouble(null);
      lookAgain();
    },
  };
}
