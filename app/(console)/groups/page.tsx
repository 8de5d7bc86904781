import type { Metadata } from "next";
import { ask } from "@/app/ask";
import { GroupsTable } from "@/components/groups/groups-table";
import { NewGroup } from "@/components/groups/new-group";
import { NotAllowedPage } from "@/components/shell/not-allowed";
import { PageBar } from "@/components/shell/page-bar";
import { listGroups } from "@/lib/groups/list-groups";
import { can, whoMay } from "@/lib/permissions";
import { consolePage } from "../console-page";
import { create } from "./actions";

export const metadata: Metadata = { title: "Groups" };

export default consolePage<PageProps<"/groups">>(async (viewer, { searchParams }) => {
  if (!can(viewer, "users:read")) return <NotAllowedPage title="Groups" to="look at groups" permission="users:read" />;
  const q = [(await searchParams).q].flat()[0] ?? "";
  const { groups } = await ask(listGroups, { text: q });
  const whyNot = can(viewer, "groups:manage") ? null : whoMay("groups:manage");
  return (
    <>
      <PageBar title="Groups">
        <NewGroup whyNot={whyNot} create={create} />
      </PageBar>
      <GroupsTable groups={groups} q={q} whyNot={whyNot} />
    </>
  );
});
