import { redirect } from "next/navigation";
import { can } from "@/lib/permissions";
import { isSetUp } from "@/lib/setup/is-set-up";
import { ask, requireViewer } from "./ask";

/** The way in: to set up, to sign in, or to the first page that the person may see. */
export default async function Home(): Promise<never> {
  const { done } = await ask(isSetUp, {});
  if (!done) redirect("/setup");
  const viewer = await requireViewer();
  redirect(can(viewer, "users:read") ? "/users" : "/account");
}
