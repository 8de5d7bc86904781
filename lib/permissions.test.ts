import { expect, test } from "vitest";
import { can, everyPermission, type Permission, permissions, type Role, roles, whoMay } from "./permissions";

// The table that users know, mark by mark. It is the promise; the permission table has to give it.
const marks = `
| Permission                           | auditor | user-admin | template-admin | owner |
| Add and remove users                 |         | x          |                | x     |
| Manage groups                        |         | x          |                | x     |
| Change user roles                    |         |            |                | x     |
| Manage ALL templates                 |         |            | x              | x     |
| View ALL workspaces                  |         |            | x              | x     |
| Update and delete ALL workspaces     |         |            |                | x     |
| Run external provisioners            |         |            | x              | x     |
| Execute and use ALL workspaces       |         |            |                | x     |
| View all user operation audit logs   | x       |            |                | x     |
`;

const [head = [], ...rows] = marks
  .trim()
  .split("\n")
  .map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const cells = rows.flatMap(([title = "", ...marked]) =>
  marked.map((mark, column) => ({ title, role: head[column + 1] as Role, may: mark === "x" })),
);

test.each(cells)("$title: $role $may", ({ title, role, may }) => {
  const behind = everyPermission.filter((permission) => titleOf(permission) === title);
  expect(behind.length).toBeGreaterThan(0);
  for (const permission of behind) expect(can({ roles: [role] }, permission), permission).toBe(may);
});

test("every permission with a title stands in the table, and every row has a permission", () => {
  const titles = new Set(everyPermission.map(titleOf).filter(Boolean));
  expect(titles).toEqual(new Set(rows.map(([title]) => title)));
});

test.each(roles)("%s sees the user list", (role) => expect(can({ roles: [role] }, "users:read")).toBe(true));

test("a plain member holds no permission at all", () => {
  expect(everyPermission.filter((permission) => can({ roles: [] }, permission))).toEqual([]);
});

test("powers of several roles add up", () => {
  const both: Role[] = ["auditor", "template-admin"];
  const sum = everyPermission.filter((permission) => both.some((role) => can({ roles: [role] }, permission)));
  expect(everyPermission.filter((permission) => can({ roles: both }, permission))).toEqual(sum);
});

test("a refused person reads who may", () => {
  expect(whoMay("users:suspend")).toBe("Only owners and user admins can suspend and activate users.");
  expect(whoMay("roles:assign")).toBe("Only owners can change roles.");
});

function titleOf(permission: Permission): string | undefined {
  const entry: { to: string; title?: string } = permissions[permission];
  return entry.title;
}
