import type { Group } from "@/lib/groups/group";
import type { UserPage } from "@/lib/users/list-users";
import { Crumbs } from "../shell/page-bar";
import { Clock } from "../ui/clock";
import type { GroupActions } from "./group-actions";
import { GroupHeader } from "./group-header";
import { MembersTable } from "./members-table";

type GroupPageProps = {
  group: Group;
  page: Promise<UserPage>;
  sort: string;
  limit: number;
  now: Date;
  /** Why the viewer may not change it; null when they may. */
  whyNot: string | null;
  actions: GroupActions;
};

/** One group: who is in it, a page at a time, and everything that can be done to it. */
export function GroupPage({ group, whyNot, now, actions, ...list }: GroupPageProps) {
  return (
    <Clock now={now}>
      <Crumbs up={{ href: "/groups", label: "Groups" }} here={group.name} />
      <GroupHeader group={group} whyNot={whyNot} actions={actions} />
      <MembersTable key={group.id} {...list} group={group} whyNot={whyNot} changeMembers={actions.changeMembers} />
    </Clock>
  );
}
