import { choose, expect, filter, password, rowOf, signIn, test } from "./fixtures";

/** The console's main job from an empty database to a deleted user, as two people in two browsers live it. */
test("from the first owner to a deleted user", async ({ page, browser }) => {
  const mira = { username: "mira", email: "mira@halden.example" };
  const jonas = { username: "jonas", email: "jonas@halden.example" };

  await test.step("a fresh installation asks for its first owner, and for nothing else", async () => {
    await page.goto("/users");
    await expect(page.getByRole("heading", { name: "Create the first owner" })).toBeVisible();
    await page.getByLabel("Username").fill(mira.username);
    await page.getByLabel("Email").fill(mira.email);
    await page.getByLabel("Password", { exact: true }).fill("mira likes roster");
    await page.getByRole("button", { name: "Create owner" }).click();
    await expect(page.getByText(/It is built from .*your name “mira”/)).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Create owner" }).click();
    await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
    await expect(rowOf(page, mira).getByText("Owner")).toBeVisible();
  });

  await test.step("setup is gone", async () => {
    await page.goto("/setup");
    await expect(page.getByRole("heading", { name: "Create the first owner" })).toBeHidden();
  });

  const handedOut = await test.step("the owner adds a person and gets a password to hand over", async () => {
    await page.goto("/users");
    await page.getByRole("link", { name: "New user" }).click();
    await page.getByLabel("Username").fill(jonas.username);
    await page.getByLabel("Email").fill(jonas.email);
    await page.getByLabel("Full name").fill("Jonas Weber");
    await page.getByRole("button", { name: "Generate" }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue(/^\S{16,}$/);
    const generated = await page.getByLabel("Password", { exact: true }).inputValue();
    await expect(page.getByRole("switch", { name: "Must choose a new password at first sign-in" })).toBeChecked();
    await page.getByRole("button", { name: "Create user" }).click();
    await expect(page.getByText(generated)).toBeVisible();
    return generated;
  });

  await test.step("the filter finds them, in the words a person types", async () => {
    await page.goto("/users");
    await filter(page, "status:dormant last_seen:never weber");
    await expect(rowOf(page, jonas)).toBeVisible();
    await expect(rowOf(page, mira)).toHaveCount(0);
    await expect(page).toHaveURL(/q=/);
    await page.getByRole("button", { name: "Clear filter" }).first().click();
    await expect(rowOf(page, mira)).toBeVisible();
  });

  const theirs = await (await browser.newContext()).newPage();
  await test.step("the person signs in with it, and must choose a new one before anything else", async () => {
    await signIn(theirs, jonas, handedOut);
    await expect(theirs.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await theirs.goto("/account");
    await expect(theirs.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await theirs.getByLabel("New password", { exact: true }).fill(password);
    await theirs.getByLabel("Confirm new password").fill(password);
    await theirs.getByRole("button", { name: "Change password" }).click();
    await expect(theirs.getByRole("heading", { name: "Account" })).toBeVisible();
  });

  await test.step("the owner reads that they came for the first time", async () => {
    await page.goto("/users/jonas");
    await expect(page.getByText("Active by being seen for the first time")).toBeVisible();
  });

  await test.step("the owner gives a role; it holds at the person’s next click", async () => {
    await page.goto("/users");
    await choose(page, jonas, "Edit roles…");
    const dialog = page.getByRole("dialog", { name: "Roles of jonas" });
    await dialog.getByRole("checkbox", { name: "Auditor" }).click();
    await dialog.getByRole("button", { name: "Save roles" }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, jonas).getByText("Auditor")).toBeVisible();
    await theirs.goto("/users");
    await expect(theirs.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
  });

  await test.step("suspended, the person’s open tab is out at the next click", async () => {
    await choose(page, jonas, "Suspend…");
    const dialog = page.getByRole("dialog", { name: "Suspend jonas?" });
    await expect(dialog.getByText(/1 session/)).toBeVisible();
    await dialog.getByLabel(/reason/i).fill("laptop lost");
    await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
    await expect(rowOf(page, jonas).getByText("Suspended", { exact: true })).toBeVisible();
    await expect(rowOf(page, jonas).getByText("laptop lost")).toBeVisible();
    await expect(page.getByText(/Suspended jonas/)).toBeVisible();

    await theirs.getByRole("link", { name: "Active", exact: true }).click();
    await expect(theirs.getByRole("heading", { name: "Sign in to Roster" })).toBeVisible();
    await theirs.getByLabel("Email").fill(jonas.email);
    await theirs.getByLabel("Password", { exact: true }).fill(password);
    await theirs.getByRole("button", { name: "Sign in" }).click();
    await expect(theirs.getByText(/This account is suspended/)).toBeVisible();
  });

  await test.step("activated, they sign in again", async () => {
    await choose(page, jonas, "Activate…");
    const dialog = page.getByRole("dialog", { name: "Activate jonas?" });
    await dialog.getByRole("button", { name: "Activate", exact: true }).click();
    await expect(rowOf(page, jonas).getByText("Active", { exact: true })).toBeVisible();
    await signIn(theirs, jonas);
    await expect(theirs.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
  });

  await test.step("reset, they are out, and the temporary password leads to choosing a new one", async () => {
    await choose(page, jonas, "Reset password…");
    const dialog = page.getByRole("dialog", { name: "Reset password for jonas" });
    await expect(dialog.getByText("Temporary password", { exact: true })).toBeVisible();
    const temporary = (await dialog.locator("code").first().textContent()) ?? "";
    expect(temporary.length).toBeGreaterThan(15);
    await theirs.reload();
    await expect(
      theirs.getByRole("heading", { name: "Users", exact: true }),
      "nothing changes before the click",
    ).toBeVisible();

    await dialog.getByRole("button", { name: "Reset password" }).click();
    await expect(page.getByText(/Reset the password of jonas/)).toBeVisible();
    await theirs.reload();
    await signIn(theirs, jonas, temporary);
    await theirs.getByLabel("New password", { exact: true }).fill(temporary);
    await theirs.getByLabel("Confirm new password").fill(temporary);
    await theirs.getByRole("button", { name: "Change password" }).click();
    await expect(theirs.getByText(/temporary password/i).first()).toBeVisible();
    await theirs.getByLabel("New password", { exact: true }).fill("seven purple kettles at noon");
    await theirs.getByLabel("Confirm new password").fill("seven purple kettles at noon");
    await theirs.getByRole("button", { name: "Change password" }).click();
    await expect(theirs.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
  });

  await test.step("deleting asks for the name, and then they are gone", async () => {
    await page.goto("/users");
    await choose(page, jonas, "Delete…");
    const dialog = page.getByRole("dialog", { name: "Delete jonas?" });
    const confirm = dialog.getByRole("button", { name: "Delete", exact: true });
    await dialog.getByLabel("Type jonas to confirm").fill("jona");
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel("Type jonas to confirm").fill("jonas");
    await confirm.click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, jonas)).toHaveCount(0);
    await theirs.reload();
    await expect(theirs.getByRole("heading", { name: "Sign in to Roster" })).toBeVisible();
  });
});
