import { everyPermission, type Permission, permissions, type Role } from "@/lib/permissions";

/** A row of the matrix: permissions that people know by one name, which always go together. */
export type PermissionRow = { title: string; permissions: Permission[]; roles: readonly Role[] };

/** Drawn from the one table of permissions, in its order. */
export const permissionRows: PermissionRow[] = everyPermission.reduce<PermissionRow[]>((rows, permission) => {
  const entry: { to: string; title?: string; roles: readonly Role[] } = permissions[permission];
  const title = entry.title ?? sentenceCase(entry.to);
  const row = rows.find((it) => it.title === title);
  if (row) row.permissions.push(permission);
  else rows.push({ title, permissions: [permission], roles: entry.roles });
  return rows;
}, []);

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
