import type { Page } from "@playwright/test";
import { expect, filterBox, openSessionIn, password, rowOf, test } from "./fixtures";

/** Everything by keyboard: no pointer is used in this file. */

/** Presses Tab until what is meant has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const it = document.activeElement;
      return it?.getAttribute("aria-label") ?? (it === document.body ? null : it?.textContent) ?? "nothing";
    });
    if (typeof name === "string" ? label === name : name.test(label)) return;
    passed.push(label);
  }
  throw new Error(`Tab never came to ${name}, but to ${passed.join(", ")}.`);
}

test("signing in", async ({ page, aUser }) => {
  const ada = await aUser({ roles: ["auditor"] });
  await page.goto("/sign-in");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(ada.email ?? "");
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
});

/** By its key, which works once the page’s script has come. */
async function goToFilter(page: Page) {
  const isThere = () => filterBox(page).evaluate((box) => box === document.activeElement);
  await expect(async () => {
    if (!(await isThere())) await page.keyboard.press("/");
    expect(await isThere()).toBe(true);
  }).toPass({ timeout: 10_000 });
}

test("filtering, opening the row’s menu, suspending, and coming back to where one was", async ({ page, aUser }) => {
  const ada = await aUser();
  await openSessionIn(page, await aUser({ roles: ["owner"] }));
  await page.goto("/users");
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
  await goToFilter(page);
  await page.keyboard.type(ada.username);
  await page.keyboard.press("Enter");
  await expect(rowOf(page, ada)).toBeVisible();
  await expect(page.getByRole("table", { name: "Users" }).getByRole("row")).toHaveCount(2);

  await tabTo(page, `Actions for ${ada.username}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "View" })).toBeVisible();
  await page.keyboard.type("Sus");
  await expect(page.getByRole("menuitem", { name: "Suspend…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Suspend ${ada.username}?` });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: `Actions for ${ada.username}` })).toBeFocused();

  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Suspend…" }).press("Enter");
  await expect(dialog).toBeVisible();
  await tabTo(page, "Suspend");
  // Nobody confirms what is not told yet.
  await expect(dialog.getByRole("button", { name: "Suspend" })).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, ada).getByText("Suspended", { exact: true })).toBeVisible();
});

test("who is further in a menu than its drawing is not brought back to its first item", async ({ page, aUser }) => {
  const ada = await aUser();
  await openSessionIn(page, await aUser({ roles: ["owner"] }));
  await page.goto(`/users?q=${ada.username}`);
  const button = page.getByRole("button", { name: `Actions for ${ada.username}` });
  await button.focus();
  await page.evaluate(() => {
    window.requestAnimationFrame = (draw) => Number(setTimeout(draw, 1000, 0));
  });
  await page.keyboard.press("Enter");
  const suspend = page.getByRole("menuitem", { name: "Suspend…" });
  await expect(suspend).toBeAttached();
  await page.keyboard.type("Sus");
  await expect(suspend).toBeFocused();
  await page.waitForTimeout(1500);
  await expect(suspend).toBeFocused();
});

test("all of a row’s menu can be reached where the window is low", async ({ page, aUser }) => {
  const ada = await aUser();
  await openSessionIn(page, await aUser({ roles: ["owner"] }));
  await page.setViewportSize({ width: 844, height: 390 });
  await page.goto(`/users?q=${ada.username}`);
  await page.getByRole("button", { name: `Actions for ${ada.username}` }).click();
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  const { y, height } = (await menu.boundingBox()) ?? { y: -1, height: 0 };
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y + height).toBeLessThanOrEqual(390);
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(page.getByRole("dialog", { name: `Delete ${ada.username}?` })).toBeVisible();
});

test("suggestions complete with Tab, and Escape steps back", async ({ page, aUser }) => {
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  await page.goto("/users");
  await goToFilter(page);
  await page.keyboard.type("stat");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(filterBox(page)).toHaveValue("status:");
  await page.keyboard.type("susp");
  await page.keyboard.press("Tab");
  await expect(filterBox(page)).toHaveValue(/^status:suspended ?$/);
  // Nothing is begun: Tab leaves the box, and the text as it is.
  await page.keyboard.press("Tab");
  await expect(filterBox(page)).not.toBeFocused();
  await expect(filterBox(page)).toHaveValue(/^status:suspended ?$/);
  await page.keyboard.press("Shift+Tab");
  await expect(filterBox(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/suspended/);
});

test("Enter takes the suggestion that is marked, and the text as it stands where none is", async ({ page, aUser }) => {
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  await page.goto("/users");
  await goToFilter(page);
  await page.keyboard.type("status:");
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options.first()).toBeVisible();
  await expect(options.and(page.locator("[aria-selected=true]"))).toHaveCount(0);
  await expect(filterBox(page)).not.toHaveAttribute("aria-activedescendant");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(filterBox(page)).toHaveValue("status:");
  await expect(filterBox(page)).toHaveAttribute("aria-invalid", "true");

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(options.first()).toHaveText(/^status:active/);
  await page.keyboard.press("Enter");
  await expect(filterBox(page)).toHaveValue("status:active ");
});

test("pages turn with the bracket keys, and a row opens with Enter", async ({ page, aUser }) => {
  for (let i = 0; i < 30; i++) await aUser({ name: "Pageturner" });
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  await page.goto("/users?q=pageturner");
  await expect(page.getByText("1–25 of 30")).toBeVisible();
  // The key works once the page’s script has come.
  await expect(async () => {
    await page.keyboard.press("]");
    await expect(page.getByText("26–30 of 30")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 10_000 });
  await page.keyboard.press("[");
  await expect(page.getByText("1–25 of 30")).toBeVisible();
  await tabTo(page, /person-/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/users\/person-/);
});
