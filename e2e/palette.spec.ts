import { aGroup } from "@/test/people";
import { expect, test } from "./fixtures";

/** What Ctrl-K and `?` open, by keyboard alone. */

test("pages, people and actions are a few letters away", async ({ page, signedInAs, aUser }) => {
  await signedInAs("owner");
  const ada = await aUser({ name: "Ada of the Palette" });
  await page.goto("/users");
  const box = page.getByRole("combobox", { name: "Go to" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(box).toBeFocused({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("option", { name: "Audit" })).toBeVisible();
  await box.fill("over");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/overview/);

  await page.keyboard.press("Control+k");
  await box.fill(ada.username);
  await expect(page.getByRole("option", { name: /Ada of the Palette/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/users/${ada.username}`));

  // Typed and taken at once: it is who was meant, neither who stood there before nor an action.
  const grace = await aUser({ name: "Grace of the Palette" });
  await page.keyboard.press("Control+k");
  await box.fill(ada.username);
  await expect(page.getByRole("option", { name: /Ada of the Palette/ })).toBeVisible();
  await box.fill(grace.username);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/users/${grace.username}`));

  await page.keyboard.press("Control+k");
  await box.fill("nothing is called like this");
  await expect(page.getByText("Nothing matches.")).toBeVisible();
  await box.fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+k");
  await expect(box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
});

test("New token opens the dialog for one, from wherever one is; HTTP API the page of what it is good for", async ({
  page,
  signedInAs,
}) => {
  await signedInAs("auditor");
  await page.goto("/users");
  const box = page.getByRole("combobox", { name: "Go to" });
  const dialog = page.getByRole("dialog", { name: "New token" });
  for (const from of ["/users", "/account"]) {
    await expect(page).toHaveURL(new RegExp(`${from}$`));
    await page.getByRole("button", { name: "Go to…" }).click();
    await box.fill("new tok");
    await page.keyboard.press("Enter");
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("button", { name: "New token…" })).toBeFocused();
  }
  await page.getByRole("link", { name: "HTTP API" }).click();
  await expect(page.getByRole("heading", { name: "HTTP API" })).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Go to…" }).click();
  await box.fill("api");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/docs\/api$/);
  await page.getByRole("link", { name: "Roster" }).click();
  await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
});

test("what Ctrl-K and `?` open gives the focus back to where it was", async ({ page, signedInAs }) => {
  await signedInAs("owner");
  await page.goto("/users");
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Groups" });
  const opened = page.getByRole("dialog");
  await expect(async () => {
    await link.focus();
    await page.keyboard.press("Control+k");
    await expect(opened).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
  await page.keyboard.press("?");
  await expect(opened).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
});

test("groups are found by a part of their name, below people, and opened", async ({ page, signedInAs, aUser }) => {
  await signedInAs("auditor");
  const group = await aGroup({ name: `Night watch ${process.pid}` });
  const ada = await aUser({ name: `Ada of the Night watch ${process.pid}` });
  await page.goto("/users");
  const box = page.getByRole("combobox", { name: "Go to" });
  await page.getByRole("button", { name: "Go to…" }).click();
  await box.fill(`night WATCH ${process.pid}`);
  const options = page.getByRole("option");
  await expect(options).toHaveText([new RegExp(ada.name), new RegExp(`^${group.name}`)]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups\/Night%20watch/);

  // Typed and taken at once, with nobody of that name: the group is what was meant.
  await page.keyboard.press("Control+k");
  await box.fill("everyone");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups\/Everyone/);
});

test("a member finds their own pages and actions there, and nobody else", async ({ page, signedInAs, aUser }) => {
  await signedInAs();
  const ada = await aUser();
  const group = await aGroup();
  await page.goto("/account");
  await page.getByRole("button", { name: "Go to…" }).click();
  const box = page.getByRole("combobox", { name: "Go to" });
  await expect(page.getByRole("option", { name: "Account" })).toBeVisible();
  for (const name of ["Users", "Audit", "Overview", "New user"]) {
    await expect(page.getByRole("option", { name, exact: true })).toHaveCount(0);
  }
  for (const name of [ada.username, group.name, "everyone"]) {
    await box.fill(name);
    await expect(page.getByText("Nothing matches.")).toBeVisible();
  }
  await box.fill("sign out");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sign-in/);
});

test("? shows the keys, but is a letter where one types", async ({ page, signedInAs }) => {
  await signedInAs("auditor");
  await page.goto("/users");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(dialog.getByText("go to the filter")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByLabel("Filter users", { exact: true }).fill("what");
  await page.keyboard.type("?");
  await expect(page.getByLabel("Filter users", { exact: true })).toHaveValue("what?");
});
