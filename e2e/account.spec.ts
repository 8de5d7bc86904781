import { password } from "@/test/people";
import { expect, openSessionIn, signIn, test } from "./fixtures";

test("a token is made, shown once, works as far as was chosen, and is revoked", async ({
  page,
  signedInAs,
  request,
}) => {
  const me = await signedInAs("user-admin");
  await page.goto("/account");
  const opener = page.getByRole("button", { name: "New token…" });
  await opener.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("A token has a name of 1 to 64 characters")).toBeVisible();
  await dialog.getByLabel("Name").fill("nightly");
  await dialog.getByLabel("Allowed to").selectOption("read only");
  await dialog.getByLabel("Works for").selectOption("7 days");
  await page.keyboard.press("Tab"); // The whole of it by keyboard.
  await dialog.getByRole("button", { name: "Create token" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "The token nightly" })).toBeVisible();
  const token = await dialog.getByRole("group", { name: "Token" }).locator("code").innerText();
  await page.mouse.click(5, 5); // A click beside it does not take it away: it is shown this once.
  await expect(page.getByRole("dialog", { name: "The token nightly" })).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(opener).toBeFocused();
  await expect(page.getByText(token)).toHaveCount(0);

  const headers = { authorization: `Bearer ${token}` };
  expect((await request.get("/api/v2/users/me", { headers })).status()).toBe(200);
  const renamed = await request.put("/api/v2/users/me/profile", {
    headers,
    data: { username: me.username, name: "X" },
  });
  expect(renamed.status()).toBe(403);
  await page.getByRole("button", { name: "Revoke nightly" }).click();
  await expect(page.getByText("Revoked nightly.")).toBeVisible();
  await expect(page.getByRole("region", { name: /scrollable/ })).toBeFocused();
  expect((await request.get("/api/v2/users/me", { headers })).status()).toBe(401);
});

test("one’s sessions: this device is told apart, and the others end one by one or all at once", async ({
  page,
  browser,
  aUser,
}) => {
  const me = await aUser();
  const others = [await browser.newContext(), await browser.newContext()];
  const pages = await Promise.all(others.map((context) => context.newPage()));
  for (const other of pages) await openSessionIn(other, me);
  await openSessionIn(page, me);
  await page.goto("/account");
  const mine = page.getByRole("row").filter({ hasText: "this device" });
  await expect(mine).toHaveCount(1);
  await expect(mine.getByRole("button")).toHaveCount(0);
  await page
    .getByRole("button", { name: /^End Firefox/ })
    .first()
    .click();
  await expect(page.getByRole("button", { name: /^End Firefox/ })).toHaveCount(1);
  await page.getByRole("button", { name: "End 1 other session…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End all" }).click();
  await expect(page.getByText("Ended 1 other session.")).toBeVisible();
  for (const other of pages) {
    await other.goto("/account");
    await expect(other).toHaveURL(/sign-in/);
  }
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  for (const context of others) await context.close();
});

test("an admin makes a token for somebody, and ends their sessions, from their page; who may not is told", async ({
  page,
  signedInAs,
  aUser,
  browser,
}) => {
  await signedInAs("user-admin");
  const [ada, boss] = [await aUser(), await aUser({ roles: ["owner"] })];
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await openSessionIn(theirs, ada);
  await page.goto(`/users/${ada.username}`);
  await page.getByRole("button", { name: "New token…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("handed");
  await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "The token handed" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "End 1 session and 1 API token…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End all" }).click();
  await expect(page.getByText(`Ended 1 session and 1 API token of ${ada.username}.`)).toBeVisible();
  await expect(page.getByText("Signed in nowhere.")).toBeVisible();
  await theirs.goto("/account");
  await expect(theirs).toHaveURL(/sign-in/);
  await context.close();

  await page.goto(`/users/${boss.username}`);
  await expect(page.getByRole("button", { name: "New token…" })).toHaveCount(0);
  await expect(page.getByText("Only an owner acts on an owner.").first()).toBeVisible();
});

test("the theme, the name and the password are one’s own to change", async ({ page, aUser }) => {
  const me = await aUser();
  await page.goto("/sign-in");
  await signIn(page, me);
  await page.goto("/account");
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await page.getByRole("radio", { name: "As the system" }).check();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);

  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Full name").fill("Ada King");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toContainText("Ada King");

  await page.getByLabel("Current password").fill("not the old one at all");
  await page.getByLabel("New password", { exact: true }).fill("seven lanterns over the fjord");
  await page.getByLabel("Confirm new password").fill("seven lanterns over the fjord");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText(/not your (current|old) password|is wrong|not the/i).first()).toBeVisible();
  await page.getByLabel("Current password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Changed your password")).toBeVisible();
});
