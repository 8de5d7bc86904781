import { readFile } from "node:fs/promises";
import { roles } from "@/lib/permissions";
import { signIn } from "@/lib/sessions/sign-in";
import { createUser } from "@/lib/users/create-user";
import { suspendUser } from "@/lib/users/suspend-user";
import { as, auditOf, nobody, signedIn } from "@/test/people";
import { choose, expect, openSessionIn, test } from "./fixtures";

const box = { name: "Filter entries" };

test("what was done is told by day in a sentence, with what changed and from where", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("auditor");
  const [mira, ada] = [await aUser({ roles: ["owner"] }), await aUser()];
  const admin = await signedIn(mira);
  await suspendUser(admin, { userId: ada.id, reason: "lost her laptop" });
  await suspendUser(as(ada), { userId: mira.id });
  await page.goto(`/audit?q=target:${ada.username}`);
  await expect(page.getByRole("heading", { name: /^Today/ })).toBeVisible();
  const entry = page
    .getByRole("group")
    .filter({ hasText: `${mira.username} suspended ${ada.username}: lost her laptop` });
  await expect(entry).toContainText("Firefox on Linux · 192.0.2.7");
  await entry.locator("summary").click();
  await expect(entry.getByRole("row", { name: "Status active suspended" })).toBeVisible();
  await expect(entry.getByText("Done", { exact: true })).toBeVisible();
  await expect(entry.getByText(admin.session.id, { exact: true })).toBeVisible();

  await entry.getByRole("link", { name: ada.username }).click();
  await expect(page.getByRole("heading", { name: ada.username }).first()).toBeVisible();
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page.getByRole("searchbox", box).or(page.getByRole("combobox", box))).toHaveValue(`user_id:${ada.id}`);
  await expect(page.getByText(`tried to suspend ${mira.username}, and was refused`)).toBeVisible();

  await page.goto(`/users?q=${ada.username}`);
  await choose(page, ada, "Show in audit log");
  await expect(page).toHaveURL(new RegExp(`/audit\\?q=user_id(:|%3A)${ada.id}`));
});

test("who tried to sign in is nobody that is known, and who was to be created is named", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("auditor");
  const [mira, ada] = [await aUser({ roles: ["owner"] }), await aUser()];
  await signIn(nobody, { email: ada.email ?? "", password: "not it" });
  await createUser(as(mira), { username: ada.username, email: "other@example.com" });
  await page.goto(`/audit?q=target:${ada.username}`);
  const entry = page.getByRole("group").filter({ hasText: `Someone tried to sign in as ${ada.username}` });
  await entry.locator("summary").click();
  await expect(entry.getByText("not signed in", { exact: true })).toBeVisible();
  await entry.getByRole("link", { name: ada.email ?? "" }).click();
  await expect(entry).toHaveCount(1);
  await page.goto(`/audit?q=target:${ada.username}`);
  await expect(page.getByText(`${mira.username} tried to create ${ada.username}, and was refused`)).toBeVisible();
});

test("presets, the filter and its complaint, an empty answer, and pages, by keyboard alone", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("owner");
  const ada = await aUser();
  const admin = await signedIn(await aUser({ roles: ["user-admin"] }));
  for (let i = 0; i < 60; i++) await suspendUser(as(ada), { userId: admin.id });
  await page.goto("/audit");
  await expect(page.getByRole("group", { name: "Pages" })).toContainText("1–50 of");
  const filter = page.getByLabel(box.name, { exact: true });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(filter).toBeFocused({ timeout: 500 });
  }).toPass();
  await filter.fill("acton:login");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "There is no key acton" })).toBeVisible();
  await page.keyboard.press("Enter"); // Takes what it offers.
  await expect(page).toHaveURL(/action(:|%3A)login/);
  await filter.fill(`actor:${ada.username} outcome:refused`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Pages" })).toContainText("1–50 of 60");
  await filter.blur();
  await page.keyboard.press("]");
  await expect(page.getByRole("group", { name: "Pages" })).toContainText("51–60 of 60");
  await page.keyboard.press("[");
  await expect(page.getByRole("group", { name: "Pages" })).toContainText("1–50 of 60");

  await page.goto("/audit?q=nobody-did-this");
  await expect(page.getByRole("heading", { name: "No entries match this filter" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Clear filter" }).last().click();
  await page.getByRole("link", { name: "Refused" }).click();
  await expect(page).toHaveURL(/outcome(:|%3A)refused/);
  await page.goto("/audit?after=nonsense&limit=7&q=a&q=b");
  await expect(page.getByRole("heading", { name: "Audit" })).toBeVisible();
});

test("exactly what is filtered is taken away, and that is in the log", async ({ page, signedInAs, aUser }) => {
  const me = await signedInAs("auditor");
  const ada = await aUser({ name: "=1+1" });
  await suspendUser(as(await aUser({ roles: ["owner"] })), { userId: ada.id, reason: "=HYPERLINK(1)" });
  await page.goto(`/audit?q=target:${ada.username}`);
  for (const [label, name] of [
    ["Export CSV", "csv"],
    ["Export JSON lines", "jsonl"],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: label }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^roster-audit-\\d{4}-\\d\\d-\\d\\d\\.${name}$`));
    const text = await readFile(await download.path(), "utf8");
    const lines = text.trim().split(/\r?\n/);
    if (name === "csv") {
      expect(lines).toHaveLength((await auditOf(ada)).length + 1);
      expect(text).toContain(",'=HYPERLINK(1),");
    } else expect(lines.map((line) => JSON.parse(line).target)).toEqual([ada.username]);
  }
  await page.goto(`/audit?q=action:audit.exported+actor:${me.username}`);
  await expect(page.getByText(`exported the audit log: target:${ada.username}`)).toHaveCount(2);
});

test("owners and auditors read it; who may not is told who may, and sees no link", async ({ page, aUser }) => {
  for (const role of [...roles, null]) {
    const may = role === "owner" || role === "auditor";
    await openSessionIn(page, await aUser({ roles: role ? [role] : [] }));
    await page.goto("/audit");
    await expect(page.getByRole("heading", { name: "Audit", exact: true })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit" })).toHaveCount(
      may ? 1 : 0,
    );
    await expect(page.getByText("Only owners and auditors can read the audit log.")).toHaveCount(may ? 0 : 1);
    await expect(page.getByRole("link", { name: "Export CSV" })).toHaveCount(may ? 1 : 0);
  }
});
