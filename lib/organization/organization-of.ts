import type { Actor } from "../actor";
import { getUser } from "../users/get-user";
import { getOrganization } from "./get-organization";

/** The organization of a user whom the actor may see. Refuses as `getUser` and `getOrganization` do. */
export async function organizationOf(
  actor: Actor,
  { userId, organization }: { userId: string; organization?: string },
) {
  const user = await getUser(actor, { userId });
  return user.ok ? getOrganization(actor, { organization }) : user;
}
