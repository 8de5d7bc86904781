import { expect, filter, filterBox, rowOf, test } from "./fixtures";

/** Whatever stands in the address or is typed: a page that says what is wrong, never a blank one or a 500. */

const table = { name: "Users" };

for (const [what, q, said] of [
  ["an unknown key", "grop:platform", /no key grop/],
  ["an unknown value", "status:activ", /activ/],
  ["an unclosed bracket", "(status:active", /\(|bracket/],
  ["100 kB of it", "x".repeat(3_000), /1,000/],
  ["NUL", "a%00b", /character/],
] as const) {
  test(`a filter with ${what} in the address is told under the box, and the rest of the page stays`, async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("owner");
    const response = await page.goto(`/users?q=${what === "NUL" ? q : encodeURIComponent(q)}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByText(said).first()).toBeVisible();
    await expect(page.getByRole("table", table)).toBeVisible();
  });
}

const pageKey = (by: string, ...values: string[]) =>
  Buffer.from(JSON.stringify([by, 5, ...values])).toString("base64url");

for (const query of [
  "q=%ED%A0%80",
  "sort=colour",
  "after=nonsense",
  `after=${pageKey("username", "zzzzzz")}`,
  `sort=created&after=${pageKey("created", "2024-02-30T00:00:00.000Z", "0192f0c1-7b1e-7c4a-9d53-1f6a4e1c0b2a")}`,
  "before=%00",
  "limit=0&after=W10",
  "q=a&q=b&sort=x&sort=y",
  "limit=999999",
  `after=${"A".repeat(3000)}`,
]) {
  test(`the address /users?${query.slice(0, 40)} shows users`, async ({ page, signedInAs }) => {
    await signedInAs("auditor");
    const response = await page.goto(`/users?${query}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
    await expect(page.getByRole("searchbox", { name: "Filter users" }).or(filterBox(page)).first()).toBeVisible();
    await expect(page.getByText("No users yet")).toHaveCount(0);
  });
}

for (const user of ["%00", "%ED%A0%80", "x".repeat(3000), "%27%29%3B--"]) {
  test(`the address /roles?user=${user.slice(0, 20)} says that there is nobody of that name`, async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("auditor");
    const response = await page.goto(`/roles?user=${user}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole("heading", { name: "Roles", exact: true })).toBeVisible();
  });
}

test("a file of a page is asked for, and nothing else is done with it", async ({ request }) => {
  const file = /\/_next\/static\/[\w./-]+\.js/.exec(await (await request.get("/sign-in")).text())?.[0] ?? "";
  expect((await request.get(file)).status()).toBe(200);
  for (const path of [file, "/_next/static/nothing.js", "/icon.svg", "/_next/image", "/sign-in", "/nothing"]) {
    for (const method of ["OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND"]) {
      expect((await request.fetch(path, { method })).status(), `${method} ${path}`).toBeLessThan(500);
    }
  }
});

test("an address of 100 kB is refused without harm, and the next request is answered", async ({ page, signedInAs }) => {
  await signedInAs("auditor");
  const response = await page.request.get(`/users?q=${"x".repeat(100_000)}`);
  expect(response.status()).toBeLessThan(500);
  expect((await page.request.get("/healthz")).status()).toBe(200);
});

for (const name of ["%00", "%ED%A0%80", "..%2f..%2fetc", "x".repeat(300), "%F0%9F%A6%A6", "%"]) {
  test(`the page of a user called ${name.slice(0, 20)} is not found, and says so`, async ({ page, signedInAs }) => {
    await signedInAs("owner");
    const response = await page.goto(`/users/${name}`);
    expect([400, 404]).toContain(response?.status());
  });
}

test("a complaint points at the bad word, mends it with Enter, and the last good rows stay", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto(`/users?q=${ada.username}`);
  await filter(page, `${ada.username} statos:active`);
  await expect(page.getByText(/no key statos/)).toBeVisible();
  await expect(rowOf(page, ada)).toBeVisible();
  await filterBox(page).press("Enter");
  await expect(filterBox(page)).toHaveValue(`${ada.username} status:active`);
  await expect(page).toHaveURL(/status/);
  await expect(rowOf(page, ada)).toBeVisible();
});

test("nothing matches: says so, with the way back", async ({ page, signedInAs }) => {
  await signedInAs("owner");
  await page.goto("/users?q=nobody-is-called-this");
  await expect(page.getByText(/No users match/)).toBeVisible();
  await page.getByRole("button", { name: "Clear filter" }).last().click();
  await expect(page.getByRole("row")).not.toHaveCount(1);
});

test("a username taken in another case is told beside its field, and nothing typed is lost", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto("/users/new");
  await page.getByLabel("Username").fill(ada.username.toUpperCase());
  await page.getByLabel("Email").fill("somebody-else@example.com");
  await page.getByLabel("Full name").fill("Somebody Else");
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/taken/);
  await expect(page.getByLabel("Email")).toHaveValue("somebody-else@example.com");
  await expect(page.getByLabel("Full name")).toHaveValue("Somebody Else");
});

test("all that is wrong with a new user is told at once, and mended field by field", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto("/users/new");
  const username = page.getByLabel("Username", { exact: true });
  const email = page.getByLabel("Email", { exact: true });
  const password = page.getByLabel("Password", { exact: true });
  await username.fill("ada--l");
  await email.fill(ada.email ?? "");
  await password.fill("password1");
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(username).toHaveAccessibleDescription(/single hyphens between them\.$/);
  await expect(username).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/Another user/);
  await expect(password).toHaveAccessibleDescription(/commonest/);
  await username.fill("ada-l");
  await expect(username).not.toHaveAttribute("aria-invalid");
  await expect(username).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/Another user/);
  await page.getByRole("button", { name: "Generate" }).click();
  await expect(password).not.toHaveAttribute("aria-invalid");
  await expect(email).toHaveAccessibleDescription(/Another user/);
});

test("a reason that is too long is told, whole and where it was typed; nothing is done", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto(`/users/${ada.username}`);
  await page.getByRole("button", { name: "Suspend…" }).click();
  const dialog = page.getByRole("dialog");
  const reason = "long ".repeat(60);
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(dialog.getByLabel("Reason")).toHaveAccessibleDescription(/too long: at most 200 characters/);
  await expect(dialog.getByLabel("Reason")).toHaveValue(reason);
  await dialog.getByLabel("Reason").fill("left the company");
  await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(page.getByText(`Suspended ${ada.username}.`, { exact: true })).toBeVisible();
});

test("what a person calls themselves is shown as it is typed, never run", async ({ page, signedInAs, aUser }) => {
  await signedInAs("owner");
  const name = `<img src=x onerror="document.title='run'">`;
  const eve = await aUser({ name });
  await page.goto(`/users?q=${eve.username}`);
  await expect(rowOf(page, eve).getByText(name)).toBeVisible();
  await page.goto(`/users/${eve.username}`);
  await expect(page.getByRole("heading", { name })).toBeVisible();
  expect(await page.title()).not.toBe("run");
});

test("the library behind signing in shows no pages of its own", async ({ request }) => {
  for (const path of ["signin", "signout", "error", "verify-request", "callback/credentials", "anything/else"]) {
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
  }
  for (const path of ["signout", "signin/credentials", "_log"]) {
    expect((await request.post(`/api/auth/${path}`, { data: {} })).status(), path).toBe(404);
  }
});
