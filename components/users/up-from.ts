import { can } from "@/lib/permissions";
import type { Viewer } from "./user-actions";

/** Where the way up from a page about users leads: a member has no list of them. */
export const upFrom = (viewer: Pick<Viewer, "roles">) =>
  can(viewer, "users:read") ? { href: "/users", label: "Users" } : { href: "/account", label: "Account" };
