import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";
import { can } from "@/lib/permissions";
import { consolePage } from "../../console-page";

export const metadata: Metadata = { title: "Not found" };

/** For a name that no user has, or none that this person may know of. */
export default consolePage((viewer) =>
  can(viewer, "users:read") ? (
    <NothingHere title="No such user" way={{ href: "/users", label: "Go to Users" }}>
      There is no user of this name. They may have been renamed or deleted.
    </NothingHere>
  ) : (
    <NothingHere title="No such user">There is no user of this name, or they are not yours to see.</NothingHere>
  ),
);
