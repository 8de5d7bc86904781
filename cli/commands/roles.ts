import { type Role, roleWords } from "@/lib/permissions";
import { type RoleRow, roleColumns } from "../columns";
import { command } from "../command";
import type { ApiRole } from "../server/shapes";

export const roles = command({
  usage: "roles",
  about: "List the roles, who holds how many, and which you may give",
  works: "server",
  reads: true,
  columns: roleColumns,

  async run({ api, out }) {
    const known = await api.get<ApiRole[]>("/users/roles");
    const rows = await Promise.all(
      known.map(async (role): Promise<RoleRow> => {
        const { count } = await api.get<{ count: number }>("/users", { q: `role:${role.name}`, limit: 1 });
        return { ...role, holders: count, does: roleWords[role.name as Role]?.does ?? "" };
      }),
    );
    await out.list(roleColumns, [rows]);
  },
});
