import type { Metadata } from "next";
import { ask, elsewhere } from "@/app/ask";
import { RolesPage } from "@/components/roles/roles-page";
import type { Person } from "@/components/roles/why-panel";
import { NotAllowedPage } from "@/components/shell/not-allowed";
import { explainPermissions } from "@/lib/authcheck/explain-permissions";
import { can } from "@/lib/permissions";
import { listRoleHolders } from "@/lib/users/list-role-holders";
import { consolePage } from "../console-page";
import { findPeople } from "../find-people";
import { readParams } from "../list-params";

export const metadata: Metadata = { title: "Roles" };

export default consolePage<PageProps<"/roles">>(async (viewer, { searchParams }) => {
  if (!can(viewer, "users:read")) return <NotAllowedPage title="Roles" to="look at roles" permission="users:read" />;
  const username = readParams(await searchParams)("user");
  const [holders, person] = await Promise.all([ask(listRoleHolders, {}), username ? personCalled(username) : null]);

  async function personCalled(username: string): Promise<Person> {
    const result = await explainPermissions(viewer, { username });
    if (result.ok) return result.value;
    return result.problem.code === "not_found" ? { unknown: username } : elsewhere(result.problem);
  }
  return <RolesPage holders={holders} person={person} now={new Date()} findPeople={findPeople} />;
});
