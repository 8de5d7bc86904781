import type { Group } from "@/lib/groups/group";
import { counted } from "@/lib/times";

/** Where a group's page is. */
export const groupPath = (name: string) => `/groups/${encodeURIComponent(name)}`;

/** "Data Platform, 12 members" */
export const groupInShort = ({ displayName, memberCount }: Group) =>
  [displayName, counted(memberCount, "member")].filter(Boolean).join(", ");

/** "ada, bob and cleo", "ada, bob and 7 more": at most five by name. */
export function listed(names: string[]): string {
  const told = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return told.length > 1 ? `${told.slice(0, -1).join(", ")} and ${told.at(-1)}` : (told[0] ?? "");
}
