import type { Group } from "@/lib/groups/group";
import { counted } from "@/lib/times";
import { tell, tellFailure } from "../ui/toaster";
import { answerTo } from "../use-action";
import type { ChangeMembers } from "./group-actions";

type Person = { id: string; username: string };

/** Takes people out of a group and tells of it, with the way back. Whether they are out. */
export async function removeMembers(changeMembers: ChangeMembers, group: Group, people: Person[]): Promise<boolean> {
  const ids = people.map(({ id }) => id);
  const whom = whoOf(people);
  const answer = await answerTo(() => changeMembers({ groupId: group.id, removeUsers: ids }));
  if (!answer.ok) {
    tellFailure(`Removed nobody from ${group.name}. ${answer.problem.message}`);
    return false;
  }
  const label = "Undo";
  tell(`Removed ${whom} from ${group.name}.`, { label, onClick: () => void putBack(changeMembers, group, people) });
  return true;
}

async function putBack(changeMembers: ChangeMembers, group: Group, people: Person[]): Promise<void> {
  const ids = people.map(({ id }) => id);
  const answer = await answerTo(() => changeMembers({ groupId: group.id, addUsers: ids }));
  if (answer.ok) tell(`Put ${whoOf(people)} back into ${group.name}.`);
  else tellFailure(`Put nobody back into ${group.name}. ${answer.problem.message}`);
}

/** "ada", "3 members" */
export const whoOf = (people: Person[]) =>
  people.length === 1 && people[0] ? people[0].username : counted(people.length, "member");
