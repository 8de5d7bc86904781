import { encode } from "next-auth/jwt";
import { suspendUser } from "@/lib/users/suspend-user";
import { signedIn as actorOf, aSession } from "@/test/people";
import { expect, openSessionIn, password, rowOf, signIn, test } from "./fixtures";

const email = "Email";

test("a wrong password and an unknown email get the same answer, in the same place, and the email stays", async ({
  page,
  aUser,
}) => {
  const ada = await aUser();
  const answers = [];
  for (const typed of [ada.email ?? "", "nobody@example.com"]) {
    await page.goto("/sign-in");
    await page.getByLabel(email).fill(typed);
    await page.getByLabel("Password", { exact: true }).fill("not this one, surely");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    answers.push(await alert.textContent());
    await expect(page.getByLabel(email)).toHaveValue(typed);
  }
  expect(answers[0]).toBe(answers[1]);
});

test("after five wrong tries the page says how long to wait", async ({ page, aUser }) => {
  const ada = await aUser();
  await page.goto("/sign-in");
  for (let i = 0; i < 6; i++) {
    await page.getByLabel(email).fill(ada.email ?? "");
    await page.getByLabel("Password", { exact: true }).fill(`guess number ${i}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  }
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/Wait \d+ seconds/);
});

test("a deep link survives signing in", async ({ page, aUser }) => {
  const admin = await aUser({ roles: ["auditor"] });
  await page.goto("/users?q=status%3Asuspended&sort=-created");
  await signIn(page, admin);
  await expect(page).toHaveURL(/\/users\?q=status(%3A|:)suspended&sort=-created$/);
});

for (const next of [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/%2f/evil.example",
]) {
  test(`signing in never leads off the site: ${next}`, async ({ page, aUser, baseURL }) => {
    const ada = await aUser();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, ada);
    expect(new URL(page.url()).origin).toBe(baseURL);
  });
}

test("signing out ends the session everywhere the cookie went, and the stale tab is told", async ({
  page,
  aUser,
  context,
}) => {
  const admin = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  await openSessionIn(page, admin);
  await page.goto(`/users?q=${ada.username}`);
  const cookies = await context.cookies();
  const stale = await context.newPage();
  await stale.goto(`/users?q=${ada.username}`);

  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Roster" })).toBeVisible();

  await stale.getByRole("button", { name: `Actions for ${ada.username}` }).click();
  await stale.getByRole("menuitem", { name: "Suspend…" }).click();
  await expect(
    stale
      .getByRole("dialog")
      .getByText(/signed out/i)
      .first(),
  ).toBeVisible();

  await context.addCookies(cookies);
  await page.goto("/users");
  await expect(page.getByRole("heading", { name: "Sign in to Roster" })).toBeVisible();
});

test("the cookie is out of reach of scripts, and what scripts can read of the session holds no secret", async ({
  page,
  aUser,
}) => {
  await signIn(page, await aUser());
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.includes("roster-session"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const told = await (await page.request.get("/api/auth/session")).json();
  expect(Object.keys(told)).toEqual(["expires"]);
});

test("a cookie that somebody else sealed, or nobody, is as good as none", async ({ page, aUser, baseURL }) => {
  const key = await aSession(await aUser({ roles: ["owner"] }));
  for (const value of ["nonsense", await encode({ token: { key }, secret: "another secret of thirty-two letters" })]) {
    await page.context().addCookies([{ name: "roster-session", value, url: baseURL ?? "" }]);
    await page.goto("/users");
    await expect(page.getByRole("heading", { name: "Sign in to Roster" })).toBeVisible();
  }
});

test("a suspended person’s open page acts no more, wherever it was opened", async ({ page, aUser }) => {
  const [admin, other] = [await aUser({ roles: ["owner"] }), await aUser({ roles: ["owner"] })];
  const ada = await aUser();
  await openSessionIn(page, admin);
  await page.goto(`/users?q=${ada.username}`);
  await suspendUser(await actorOf(other), { userId: admin.id });

  await page.getByRole("button", { name: `Actions for ${ada.username}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(
    page
      .getByRole("dialog")
      .getByText(/signed out/i)
      .first(),
  ).toBeVisible();
  await page.goto("/users");
  await expect(page.getByText(/Your session has ended/)).toBeVisible();
  await expect(rowOf(page, ada)).toHaveCount(0);
});

test("whoever is signed in is not asked again", async ({ page, aUser }) => {
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  await page.goto("/sign-in?next=/account");
  await expect(page).toHaveURL(/\/account$/);
});

test("signing in over a session ends that one; a try in vain does not", async ({ page, aUser, baseURL }) => {
  const ada = await aUser();
  await signIn(page, ada);
  const cookieNow = async () => (await page.context().cookies()).filter(({ name }) => name === "roster-session");
  const first = await cookieNow();

  const over = async (typed: string) => {
    const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
    const form = { csrfToken, email: ada.email ?? "", password: typed, json: "true" };
    return page.request.post("/api/auth/callback/credentials", { form, maxRedirects: 0 });
  };
  expect((await over("not this one, surely")).status()).toBe(401);
  expect((await page.request.get("/api/v2/users/me")).status()).toBe(200);
  expect((await over(password)).status()).toBeLessThan(400);
  expect((await page.request.get("/api/v2/users/me")).status()).toBe(200);
  const second = await cookieNow();
  expect(second[0]?.value).not.toBe(first[0]?.value);

  await page.context().clearCookies();
  await page.context().addCookies(first.map(({ name, value }) => ({ name, value, url: baseURL ?? "" })));
  expect((await page.request.get("/api/v2/users/me")).status()).toBe(401);
});
