import type { Page } from "@playwright/test";
import { expect, openSessionIn, test } from "./fixtures";

const typed = "seven purple kettles at noon";

/** Every box that takes a password of somebody’s own. */
const boxes = async (page: Page, path: string, names: Record<string, string>) => {
  await page.goto(path);
  for (const [name, kind] of Object.entries(names)) {
    const box = page.getByLabel(name, { exact: true });
    await expect(box).toHaveAttribute("autocomplete", kind);
    await expect(box).toHaveAttribute("type", "password");
    await expect(box).not.toHaveAttribute("maxlength", /.*/);
    await paste(page, name);
    await expect(box).toHaveValue(typed);
    await box.fill("");
  }
};

/** As from another window: the text comes by the clipboard’s event and is not typed. */
async function paste(page: Page, name: string) {
  const box = page.getByLabel(name, { exact: true });
  await box.focus();
  const allowed = await box.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    return element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, typed);
  expect(allowed, "a paste that nobody stopped").toBe(true);
  await page.keyboard.insertText(typed);
}

test("a password can be pasted, and a password manager is told which is which", async ({ page, aUser }) => {
  await boxes(page, "/sign-in", { Password: "current-password" });
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username");
  await openSessionIn(page, await aUser());
  await boxes(page, "/account", { "Current password": "current-password", "New password": "new-password" });
  await openSessionIn(page, await aUser({ temporary: true }));
  await boxes(page, "/change-password", { "New password": "new-password", "Confirm new password": "new-password" });
});

test("a password is typed unseen until one asks to see it", async ({ page }) => {
  await page.goto("/sign-in");
  const box = page.getByLabel("Password", { exact: true });
  await box.fill(typed);
  await expect(box).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show characters" }).click();
  await expect(box).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide characters" }).click();
  await expect(box).toHaveAttribute("type", "password");
  await expect(box).toHaveValue(typed);
});
