import type { Page } from "@playwright/test";
import { expect, expectNoBarriersInEitherTheme, openSessionIn, rowOf, test } from "./fixtures";

/** Every page and state, in both themes, wide and on a phone: axe finds nothing, and nothing scrolls sideways. */

const phone = { width: 390, height: 844 };

const places: Record<string, (page: Page, someone: string) => Promise<void>> = {
  "the users page": async (page) => void (await page.goto("/users")),
  "a complaint about the filter": async (page) => void (await page.goto("/users?q=statos%3Aactive")),
  "a filter that nobody matches": async (page) => void (await page.goto("/users?q=nobody-is-called-this")),
  "a row’s menu": async (page, someone) => {
    await page.goto(`/users?q=${someone}`);
    await page.getByRole("button", { name: `Actions for ${someone}` }).click();
    await expect(page.getByRole("menuitem", { name: "View" })).toBeVisible();
  },
  ...Object.fromEntries(
    ["Suspend…", "Reset password…", "Edit roles…", "Delete…"].map((item) => [
      `the dialog of ${item}`,
      async (page: Page, someone: string) => {
        await page.goto(`/users?q=${someone}`);
        await page.getByRole("button", { name: `Actions for ${someone}` }).click();
        await page.getByRole("menuitem", { name: item }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
      },
    ]),
  ),
  "a user’s page": async (page, someone) => void (await page.goto(`/users/${someone}`)),
  "the new user page": async (page) => void (await page.goto("/users/new")),
  "the audit page, an entry open": async (page) => {
    await page.goto("/audit");
    await page.locator("summary").first().click();
  },
  "a complaint about the filter of the log": async (page) => void (await page.goto("/audit?q=acton%3Alogin")),
  "the roles, and what somebody may": async (page, someone) => void (await page.goto(`/roles?user=${someone}`)),
  "the overview": async (page) => {
    await page.goto("/overview");
    await page.getByText("Show as a table").first().click();
  },
  "the account page": async (page) => void (await page.goto("/account")),
  "the dialog of New token…": async (page) => {
    await page.goto("/account");
    await page.getByRole("button", { name: "New token…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  "the palette": async (page) => {
    await page.goto("/account");
    await page.getByRole("button", { name: "Go to…" }).click();
    await expect(page.getByRole("option", { name: "Users" })).toBeVisible();
  },
  "the API’s page": async (page) => {
    await page.goto("/docs/api");
    await page.locator("#create-user summary").click();
  },
  "a page that is not there": async (page) => void (await page.goto("/nowhere")),
};

for (const [size, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, phone })) {
  test(`axe finds nothing, ${size}`, async ({ page, aUser }) => {
    test.setTimeout(180_000);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/sign-in");
    await test.step("sign in", () => expectNoBarriersInEitherTheme(page));
    const ada = await aUser({ name: "Ada Lovelace", roles: ["template-admin"] });
    await openSessionIn(page, await aUser({ roles: ["owner"] }));
    for (const [place, go] of Object.entries(places)) {
      await test.step(place, async () => {
        await go(page, ada.username);
        await page.waitForTimeout(300);
        await expectNoBarriersInEitherTheme(page);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways, `${place} scrolls sideways`).toBeLessThanOrEqual(0);
      });
    }
  });
}

test("on a phone a person is found, suspended and activated", async ({ page, aUser }) => {
  await page.setViewportSize(phone);
  const ada = await aUser();
  await openSessionIn(page, await aUser({ roles: ["owner"] }));
  await page.goto(`/users?q=${ada.username}`);
  for (const [item, status] of [
    ["Suspend", "Suspended"],
    ["Activate", "Active"],
  ] as const) {
    await page.getByRole("button", { name: `Actions for ${ada.username}` }).click();
    await page.getByRole("menuitem", { name: `${item}…` }).click();
    const dialog = page.getByRole("dialog");
    const box = await dialog.boundingBox();
    expect(box?.width).toBe(phone.width);
    await dialog.getByRole("button", { name: item, exact: true }).click();
    await expect(rowOf(page, ada).getByText(status, { exact: true })).toBeVisible();
  }
});

test("the theme that was chosen is there at the first paint of the next visit", async ({ page, aUser }) => {
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  await page.goto("/users");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const html = await (await page.request.get("/users")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
});

test("the first paint holds the rows: they are in the page that the server sends", async ({ page, aUser }) => {
  const ada = await aUser();
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  const html = await (await page.request.get(`/users?q=${ada.username}`)).text();
  expect(html).toContain(`Actions for ${ada.username}`);
  // What is drawn in place of something hidden stands there for a third of a second.
  const overview = await (await page.request.get("/overview")).text();
  expect(overview).toContain("Sign-ins per day");
  expect(/<div hidden(="")? id="S:/.test(overview)).toBe(false);
});
