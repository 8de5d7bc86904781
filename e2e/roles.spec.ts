import type { Role } from "@/lib/permissions";
import { auditOf } from "@/test/people";
import { choose, expect, openSessionIn, rowOf, test } from "./fixtures";

/** What each role sees of the users page, item by item: what is not allowed is shown, disabled, with the reason. */

const items = ["Edit roles…", "Reset password…", "Suspend…", "Delete…"] as const;

const may: [Role[], Record<(typeof items)[number], boolean>][] = [
  [["owner"], { "Edit roles…": true, "Reset password…": true, "Suspend…": true, "Delete…": true }],
  [["user-admin"], { "Edit roles…": false, "Reset password…": true, "Suspend…": true, "Delete…": true }],
  [["template-admin"], { "Edit roles…": false, "Reset password…": false, "Suspend…": false, "Delete…": false }],
  [["auditor"], { "Edit roles…": false, "Reset password…": false, "Suspend…": false, "Delete…": false }],
];

for (const [roles, allowed] of may) {
  test(`${roles} sees the list, and what they may do to a member`, async ({ page, signedInAs, aUser }) => {
    await signedInAs(...roles);
    const ada = await aUser();
    await page.goto(`/users?q=${ada.username}`);
    await expect(rowOf(page, ada)).toBeVisible();
    await page.getByRole("button", { name: `Actions for ${ada.username}` }).click();
    await expect(page.getByRole("menuitem", { name: "View" })).toBeEnabled();
    for (const item of items) {
      const entry = page.getByRole("menuitem", { name: item });
      if (allowed[item]) await expect(entry).not.toHaveAttribute("aria-disabled", "true");
      else {
        await expect(entry).toHaveAttribute("aria-disabled", "true");
        await expect(entry).toContainText(/Only .* can /);
      }
    }
    await page.keyboard.press("Escape");
    const canAdd = roles.some((role) => role === "owner" || role === "user-admin");
    await expect(page.getByRole("link", { name: "New user" })).toHaveCount(canAdd ? 1 : 0);
    if (!canAdd) {
      const button = page.getByRole("button", { name: "New user" });
      await expect(button).toBeDisabled();
      await expect(button).toHaveAccessibleDescription("Only owners and user admins can add users.");
    }
  });
}

test("a user admin reads why an owner is out of reach", async ({ page, signedInAs, aUser }) => {
  await signedInAs("user-admin");
  const boss = await aUser({ roles: ["owner"] });
  await page.goto(`/users?q=${boss.username}`);
  await page.getByRole("button", { name: `Actions for ${boss.username}` }).click();
  for (const item of ["Reset password…", "Suspend…", "Delete…"]) {
    await expect(page.getByRole("menuitem", { name: item })).toContainText("Only an owner acts on an owner.");
  }
});

test("a user admin suspends a template admin but does not reset their password", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("user-admin");
  const builder = await aUser({ roles: ["template-admin"] });
  await page.goto(`/users?q=${builder.username}`);
  await page.getByRole("button", { name: `Actions for ${builder.username}` }).click();
  await expect(page.getByRole("menuitem", { name: "Reset password…" })).toContainText(
    "They hold “Manage ALL templates”",
  );
  await page.getByRole("menuitem", { name: "Suspend…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(rowOf(page, builder).getByText("Suspended", { exact: true })).toBeVisible();
});

test("nobody acts on themselves where it could lock them out", async ({ page, signedInAs }) => {
  const me = await signedInAs("owner");
  await page.goto(`/users?q=${me.username}`);
  await page.getByRole("button", { name: `Actions for ${me.username}` }).click();
  for (const item of ["Edit roles…", "Suspend…", "Delete…"]) {
    await expect(page.getByRole("menuitem", { name: item })).toHaveAttribute("aria-disabled", "true");
  }
});

test("a member has no list: signing in leads to their account, and other people are not found", async ({
  page,
  signedInAs,
  aUser,
}) => {
  const me = await signedInAs();
  const ada = await aUser();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" })).toHaveCount(0);
  await page.goto("/users");
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  const response = await page.goto(`/users/${ada.username}`);
  expect(response?.status()).toBe(404);
  await expect(page.getByText(ada.email ?? "")).toHaveCount(0);
  await page.goto("/users/new");
  await expect(page.getByRole("button", { name: "Create user" })).toHaveCount(0);
  await page.goto(`/users/${me.username}`);
  await expect(page.getByText(me.email ?? "").first()).toBeVisible();
});

test("two admins at once: the later one is told who was first, in the dialog, and nothing is overwritten", async ({
  page,
  browser,
  signedInAs,
  aUser,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto(`/users?q=${ada.username}`);
  const other = await browser.newContext();
  const second = await other.newPage();
  const ingrid = await aUser({ roles: ["owner"] });
  await openSessionIn(second, ingrid);
  await second.goto(`/users?q=${ada.username}`);

  await choose(page, ada, "Edit roles…");
  const dialog = page.getByRole("dialog", { name: `Roles of ${ada.username}` });
  await dialog.getByRole("checkbox", { name: "Auditor" }).click();

  await choose(second, ada, "Suspend…");
  await second.getByRole("dialog").getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(rowOf(second, ada).getByText("Suspended", { exact: true })).toBeVisible();

  await dialog.getByRole("button", { name: "Save roles" }).click();
  await expect(dialog.getByText(`changed meanwhile by ${ingrid.username}`)).toBeVisible();
  await expect(dialog).toBeVisible();
  await other.close();
});

test("a double click does it once", async ({ page, signedInAs, aUser }) => {
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto(`/users?q=${ada.username}`);
  await choose(page, ada, "Suspend…");
  await page.getByRole("dialog").getByRole("button", { name: "Suspend", exact: true }).dblclick();
  await expect(rowOf(page, ada).getByText("Suspended", { exact: true })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await auditOf(ada)).toMatchObject([{ action: "user.suspended", outcome: "done" }]);
});

test("a message of the page’s own cannot be forged: an action from another site changes nothing", async ({
  page,
  signedInAs,
  aUser,
  baseURL,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  const sent: string[] = [];
  page.on("request", (request) => {
    const id = request.headers()["next-action"];
    if (id) sent.push(id);
  });
  await page.goto(`/users?q=${ada.username}`);
  await choose(page, ada, "Suspend…");
  await page.getByRole("dialog").getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(rowOf(page, ada).getByText("Suspended", { exact: true })).toBeVisible();

  for (const id of sent) {
    const response = await page.request.post(`${baseURL}/users`, {
      headers: { "next-action": id, origin: "https://evil.example", "content-type": "text/plain;charset=UTF-8" },
      data: JSON.stringify([{ userId: ada.id }]),
    });
    expect(response.status()).toBeGreaterThanOrEqual(400);
  }
  expect(await auditOf(ada)).toHaveLength(1);
});
