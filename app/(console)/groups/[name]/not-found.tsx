import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";
import { can } from "@/lib/permissions";
import { consolePage } from "../../console-page";

export const metadata: Metadata = { title: "Not found" };

/** For a name that no group has, or none that this person may know of. */
export default consolePage((viewer) => (
  <NothingHere what="group" list={can(viewer, "users:read") ? { href: "/groups", label: "Groups" } : undefined} />
));
