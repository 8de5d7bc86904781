import type { Metadata } from "next";
import { cache } from "react";
import { ask, requireViewer } from "@/app/ask";
import { GroupPage } from "@/components/groups/group-page";
import { NotAllowedPage } from "@/components/shell/not-allowed";
import { getGroup } from "@/lib/groups/get-group";
import { everyoneStays } from "@/lib/groups/group";
import { memberFilter } from "@/lib/groups/member-filter";
import { can, whoMay } from "@/lib/permissions";
import { consolePage } from "../../console-page";
import { readListAddress, usersAt } from "../../users/list-address";
import { changeMembers, findPeople, remove, rename, suggestMembers } from "../actions";

/** Asked once, for the title and for the page. */
const groupCalled = cache((encoded: string) => ask(getGroup, { group: nameIn(encoded) }));

export async function generateMetadata({ params }: PageProps<"/groups/[name]">): Promise<Metadata> {
  if (!can(await requireViewer(), "users:read")) return { title: "Groups" };
  return { title: (await groupCalled((await params).name)).name };
}

export default consolePage<PageProps<"/groups/[name]">>(async (viewer, { params, searchParams }) => {
  if (!can(viewer, "users:read")) return <NotAllowedPage title="Groups" to="look at groups" permission="users:read" />;
  const group = await groupCalled((await params).name);
  const address = { ...readListAddress(await searchParams), q: memberFilter(group.name) };
  return (
    <GroupPage
      group={group}
      page={usersAt(address)}
      sort={address.sort}
      limit={address.limit}
      now={new Date()}
      whyNot={group.isEveryone ? everyoneStays : can(viewer, "groups:manage") ? null : whoMay("groups:manage")}
      actions={{ changeMembers, findPeople, remove, rename, suggestMembers }}
    />
  );
});

/** The name in an address, where spaces and the like are encoded. What cannot be decoded is nobody's name. */
function nameIn(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return "";
  }
}
