import type { User } from "@/lib/users/user";
import { tell, tellFailure } from "../ui/toaster";
import { answerTo } from "../use-action";
import type { UserActions } from "./user-actions";

/** The way back from a suspension, as a toast offers it. */
export async function activateAgain(activate: UserActions["activate"], user: User): Promise<void> {
  const result = await answerTo(() => activate({ userId: user.id, expectedVersion: user.version }));
  if (result.ok) tell(`Activated ${user.username}. Their sessions do not come back.`);
  else tellFailure(`${user.username} is still suspended. ${result.problem.message}`);
}
