import { expect, test } from "vitest";
import { everyPermission, permissions } from "@/lib/permissions";
import { permissionRows } from "./permission-rows";

test("every permission stands in one row, and those of a row belong to the same roles", () => {
  expect(permissionRows.flatMap((row) => row.permissions).sort()).toEqual([...everyPermission].sort());
  for (const row of permissionRows) {
    for (const permission of row.permissions) expect(permissions[permission].roles, permission).toEqual(row.roles);
  }
});
