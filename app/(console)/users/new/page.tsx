import type { Metadata } from "next";
import { publicAddress } from "@/app/host";
import { NotAllowed } from "@/components/shell/not-allowed";
import { Crumbs, PageBar } from "@/components/shell/page-bar";
import { NewUserForm } from "@/components/users/new-user-form";
import { upFrom } from "@/components/users/up-from";
import { config } from "@/lib/config";
import { can, whoMay } from "@/lib/permissions";
import { consolePage } from "../../console-page";
import { createUser, proposePassword } from "../actions";

export const metadata: Metadata = { title: "New user" };

export default consolePage(async (viewer) => {
  return (
    <>
      <Crumbs up={upFrom(viewer)} here="New user" />
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
});
