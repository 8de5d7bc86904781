import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settings } from "@/lib/config";
import { can, everyPermission, permissions, type Role, roles, roleWords } from "@/lib/permissions";

/** What the pages say is checked against what is so. */

test("the settings table in self-hosting.md is the one in lib/config.ts", () => {
  const rows = readFileSync("docs/self-hosting.md", "utf8").match(/^\| `[A-Z_]+` .*$/gm);
  expect(rows).toEqual(
    Object.entries(settings).map(([name, { otherwise, means }]) => `| \`${name}\` | ${otherwise} | ${means} |`),
  );
});

test("the table in permissions.md is the one in lib/permissions.ts", () => {
  const [head = "", , ...rows] = readFileSync("docs/permissions.md", "utf8").match(/^\|.*\|$/gm) ?? [];
  const cellsOf = (row: string) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const columns = cellsOf(head)
    .slice(1)
    .map((title) => roles.find((role) => roleWords[role].title === title) as Role);
  for (const row of rows) {
    const [title, ...marks] = cellsOf(row);
    const behind = everyPermission.filter((it) => (permissions[it] as { to: string; title?: string }).title === title);
    expect(behind.length, title).toBeGreaterThan(0);
    for (const permission of behind) {
      expect(
        columns.map((role) => (can({ roles: [role] }, permission) ? "✓" : "")),
        permission,
      ).toEqual(marks);
    }
  }
});
