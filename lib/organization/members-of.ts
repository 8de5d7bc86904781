import type { Actor } from "../actor";
import { streamUsers } from "../users/stream-users";
import { getOrganization } from "./get-organization";

/** All users, by batches: everybody is a member of the one organization. Refuses as `getOrganization` and `streamUsers` do. */
export async function membersOf(actor: Actor, { organization }: { organization: string }) {
  const found = await getOrganization(actor, { organization });
  return found.ok ? streamUsers(actor, {}) : found;
}
