import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ask } from "@/app/ask";
import { PageBar } from "@/components/shell/page-bar";
import { NewUserLink } from "@/components/users/new-user-link";
import { UsersTable } from "@/components/users/users-table";
import { can, whoMay } from "@/lib/permissions";
import { countUsers } from "@/lib/users/count-users";
import { consolePage } from "../console-page";
import { listGroups } from "../groups/actions";
import { activate, preview, proposePassword, remove, resetPassword, setRoles, suspend } from "./actions";
import { readListAddress, usersInGroupsAt } from "./list-address";

export const metadata: Metadata = { title: "Users" };

/** Starts the question and hands its promise on; the rows come first, the count of all matches after them. */
export default consolePage<PageProps<"/users">>(async (viewer, { searchParams }) => {
  if (!can(viewer, "users:read")) redirect("/account");
  const address = readListAddress(await searchParams);
  const page = usersInGroupsAt(address);
  const total = ask(countUsers, { q: address.q });
  const { id, username, name, roles } = viewer;
  return (
    <>
      <PageBar title="Users">
        <NewUserLink whyNot={can(viewer, "users:create") ? null : whoMay("users:create")} />
      </PageBar>
      <UsersTable
        page={page}
        total={total}
        viewer={{ id, username, name, roles }}
        now={new Date()}
        q={address.q}
        sort={address.sort}
        limit={address.limit}
        actions={{ preview, suspend, activate, remove, proposePassword, resetPassword, setRoles }}
        listGroups={listGroups}
      />
    </>
  );
});
