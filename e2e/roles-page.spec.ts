import { permissions, roles } from "@/lib/permissions";
import { setRoles } from "@/lib/users/set-roles";
import { as } from "@/test/people";
import { expect, openSessionIn, test } from "./fixtures";

test("the matrix is the table of permissions, with who holds each role", async ({ page, signedInAs, aUser }) => {
  await signedInAs("auditor");
  await aUser({ username: "aa-template-admin", roles: ["template-admin"] });
  await page.goto("/roles");
  const table = page.getByRole("table");
  for (const { title, roles: givenBy } of [permissions["groups:manage"], permissions["audit:read"]]) {
    const row = table.getByRole("row", { name: title });
    await expect(row.getByRole("img", { name: "yes" })).toHaveCount(givenBy.length);
    await expect(row.getByRole("img", { name: "no" })).toHaveCount(roles.length - givenBy.length);
  }
  await expect(page.getByText("A Template Admin can run code")).toBeVisible();
  await expect(table.getByRole("link", { name: "aa-template-admin" })).toBeVisible();
  await table
    .getByRole("link", { name: /holders?$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/users\?q=role(:|%3A)owner/);
});

test("what somebody may do is told with the role that gives it, by keyboard alone, and can be shared", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("user-admin");
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser({ name: "Ada of the Roles" });
  await setRoles(as(owner), { userId: ada.id, roles: ["auditor"] });
  await page.goto("/roles");
  const box = page.getByRole("combobox", { name: "Person" });
  await expect(async () => {
    await box.fill(ada.username);
    await expect(page.getByRole("option", { name: /Ada of the Roles/ })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`user=${ada.username}`));
  const yes = page.getByRole("listitem").filter({ hasText: "View all user operation audit logs" });
  await expect(yes).toContainText(`as Auditor, from ${owner.username} on`);
  await expect(yes.getByRole("img", { name: "Yes:" })).toBeVisible();
  const no = page.getByRole("listitem").filter({ hasText: "Change user roles" });
  await expect(no).toContainText("Owner would give it");
  await expect(box).toBeFocused();
  await box.fill(owner.username);
  await expect(page.getByRole("option", { name: owner.name })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`user=${owner.username}`));
  await expect(box).toBeFocused();
  await page.goto(`/roles?user=${ada.username}`);
  await expect(yes).toBeVisible();
  await expect(box).toHaveValue(ada.username);

  await page.goto("/roles?user=nobody-is-called-this");
  await expect(page.getByText("There is no user nobody-is-called-this.")).toBeVisible();
  const gone = await aUser({ status: "suspended", roles: ["user-admin"] });
  await page.goto(`/roles?user=${gone.username}`);
  await expect(page.getByText("may do nothing until they are activated")).toBeVisible();
  await expect(page.getByRole("listitem").getByRole("img", { name: "Yes:" })).toHaveCount(0);
});

test("every admin sees it; a member is told who does", async ({ page, aUser }) => {
  for (const role of roles) {
    await openSessionIn(page, await aUser({ roles: [role] }));
    await page.goto("/roles");
    await expect(page.getByRole("heading", { name: "Roles", exact: true })).toBeVisible();
  }
  await openSessionIn(page, await aUser());
  await page.goto("/roles");
  await expect(page.getByRole("heading", { name: "You may not look at roles" })).toBeVisible();
});
