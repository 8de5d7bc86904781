import { test as base, expect, type Page, type Request } from "@playwright/test";
import axe from "axe-core";
import { encode } from "next-auth/jwt";
import { closeDatabase, connectDatabase } from "@/db/client";
import type { Role } from "@/lib/permissions";
import type { User } from "@/lib/users/user";
import { aSession, aUser, password } from "@/test/people";

/** What the journeys share: people straight from the database, signed-in browsers, and a look for what axe finds. */

type Fixtures = {
  aUser: typeof aUser;
  /** A fresh user of these roles, whose session this page has. */
  signedInAs: (...roles: Role[]) => Promise<User>;
};

export const test = base.extend<Fixtures, { database: undefined }>({
  // Whatever a journey does: nothing of our own is what the content policy keeps out.
  context: async ({ context }, use) => {
    const refused: string[] = [];
    context.on("console", (message) => {
      if (message.text().includes("Content Security Policy"))
        refused.push(`${message.page()?.url()}: ${message.text()}`);
    });
    await use(context);
    expect(refused).toEqual([]);
  },
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      connectDatabase({ url: process.env.ROSTER_E2E_DATABASE_URL ?? "", poolSize: 2 });
      await use(undefined);
      await closeDatabase();
    },
    { scope: "worker", auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  aUser: async ({}, use) => {
    await use(aUser);
  },
  signedInAs: async ({ page }, use) => {
    await use(async (...roles) => {
      const user = await aUser({ roles });
      await openSessionIn(page, user);
      return user;
    });
  },
});

export { expect, password };

/** Gives the browser a session of the user, without the work of a password. */
export async function openSessionIn(page: Page, user: User, at?: string): Promise<void> {
  const value = await encode({ token: { key: await aSession(user) }, secret: process.env.ROSTER_E2E_SECRET ?? "" });
  const url = at ?? test.info().project.use.baseURL ?? "";
  await page.context().addCookies([{ name: "roster-session", value, url, httpOnly: true, sameSite: "Lax" }]);
}

/** Fills the sign-in page and waits until it let the person in. */
export async function signIn(page: Page, user: Pick<User, "email">, typed = password): Promise<void> {
  if (!page.url().includes("/sign-in")) await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(user.email ?? "");
  await page.getByLabel("Password", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

export const rowOf = (page: Page, user: Pick<User, "username">) =>
  page
    .getByRole("table", { name: "Users" })
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: `Actions for ${user.username}`, exact: true }) });

/** Opens a row's menu and chooses an item. */
export async function choose(page: Page, user: Pick<User, "username">, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${user.username}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

export const filterBox = (page: Page) => page.getByLabel("Filter users", { exact: true });

/** Holds back what the page asks for from now on, where `which` says so, until the function that it gives is called. */
export async function holdBack(page: Page, which: (request: Request) => boolean): Promise<() => void> {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/*", async (route) => {
    if (which(route.request())) await gone;
    await route.fallback();
  });
  return letGo;
}

/** Types a filter and applies it. */
export async function filter(page: Page, text: string): Promise<void> {
  await filterBox(page).fill(text);
  await filterBox(page).press("Enter");
}

/** Everything axe knows for WCAG 2.2 AA and its best practices, or these rules of it. */
export async function expectNoBarriers(page: Page, rules?: string[]): Promise<void> {
  // Once for each page, and without what it found to be in order: both take longer than the look itself.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options: axe.RunOptions = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: typeof axe }).axe.run(document, options),
    options,
  );
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) }))).toEqual([]);
}

/** In light everything, and in dark what a theme can change: the colours. For a page that goes by the system's theme. */
export async function expectNoBarriersInEitherTheme(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expectNoBarriers(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoBarriers(page, ["color-contrast", "link-in-text-block"]);
}
