import type { Metadata } from "next";
import { requireViewer } from "@/app/ask";
import { publicAddress } from "@/app/host";
import { NotAllowed } from "@/components/shell/not-allowed";
import { Crumbs, PageBar } from "@/components/shell/page-bar";
import { NewUserForm } from "@/components/users/new-user-form";
import { config } from "@/lib/config";
import { can, whoMay } from "@/lib/permissions";
import { createUser, proposePassword } from "../actions";

export const metadata: Metadata = { title: "New user" };

export default async function NewUserPage() {
  const viewer = await requireViewer();
  return (
    <>
      <Crumbs up={{ href: "/users", label: "Users" }} here="New user" />
      <PageBar title="New user" />
      {can(viewer, "users:create") ? (
        <NewUserForm
          viewer={viewer}
          address={await publicAddress()}
          minCharacters={config().passwordMinLength}
          actions={{ createUser, proposePassword }}
        />
      ) : (
        <NotAllowed what="add users" who={whoMay("users:create")} />
      )}
    </>
  );
}
