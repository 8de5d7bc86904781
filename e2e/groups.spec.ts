import type { Page, Request } from "@playwright/test";
import { createGroup } from "@/lib/groups/create-group";
import type { Role } from "@/lib/permissions";
import { aGroup, as, auditOf } from "@/test/people";
import { expect, expectNoBarriersInEitherTheme, filterBox, holdBack, openSessionIn, test } from "./fixtures";

const groupRow = (page: Page, name: string) =>
  page.getByRole("table", { name: "Groups" }).getByRole("row", { name: new RegExp(`^${name}\\b`) });
const members = (page: Page) => page.getByRole("table", { name: "Members" });
const memberRow = (page: Page, { username }: { username: string }) =>
  members(page)
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: new RegExp(`\\b${username}$`) }) });
const isAction = (request: Request) => "next-action" in request.headers();
const picker = (page: Page) => page.getByRole("dialog").getByLabel("Search people");

const manages: [Role, boolean][] = [
  ["owner", true],
  ["user-admin", true],
  ["template-admin", false],
  ["auditor", false],
];

for (const [role, may] of manages) {
  test(`a ${role} sees the groups and who is in them, and ${may ? "manages them" : "reads why they do not manage them"}`, async ({
    page,
    aUser,
    signedInAs,
  }) => {
    const ada = await aUser();
    const group = await aGroup({ members: [ada] });
    await signedInAs(role);
    await page.goto("/users");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Groups" }).click();
    await expect(page.getByRole("heading", { name: "Groups", exact: true })).toBeVisible();
    await expect(page.getByRole("table", { name: "Groups" }).getByRole("row").nth(1)).toContainText("Everyone");
    const why = "Only owners and user admins can manage groups.";
    const newGroup = page.getByRole("button", { name: "New group" });
    await expect(newGroup).toHaveAttribute("aria-disabled", String(!may));
    await expect(page.getByText(why)).toHaveCount(may ? 0 : 1);

    await groupRow(page, group.name).getByRole("link", { name: group.name }).click();
    await expect(page.getByRole("heading", { name: group.name })).toBeVisible();
    await expect(memberRow(page, ada)).toBeVisible();
    for (const word of ["Rename…", "Delete…", "Add members…"]) {
      const button = page.getByRole("button", { name: word });
      await expect(button).toHaveAttribute("aria-disabled", String(!may));
      if (!may) await expect(button).toHaveAccessibleDescription(why);
    }
    await expect(page.getByRole("checkbox", { name: `Select ${ada.username}` })).toHaveCount(may ? 1 : 0);
    if (!may) {
      await page.getByRole("button", { name: "Delete…" }).click({ force: true });
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}

test("a member has no groups to see, and is told who has", async ({ page, aUser, signedInAs }) => {
  const me = await signedInAs();
  const group = await aGroup({ members: [me, await aUser()] });
  for (const path of ["/groups", `/groups/${group.name}`, "/groups/nothing"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "You may not look at groups" })).toBeVisible();
    await expect(page.getByText(group.name)).toHaveCount(0);
  }
  await page.goto("/account");
  await expect(page.getByRole("link", { name: "Groups" })).toHaveCount(0);
  await expect(page.getByText(`${group.name}, Everyone`)).toBeVisible();
  await expect(page.getByRole("link", { name: group.name })).toHaveCount(0);
});

test("a group that is not there is not found, whatever stands in the address", async ({ page, signedInAs }) => {
  await signedInAs("auditor");
  for (const name of ["nothing", "a%2Fb", "%00", "%F0%9F"]) {
    const response = await page.goto(`/groups/${name}`);
    expect(response?.status(), name).toBeGreaterThanOrEqual(400);
    expect(response?.status(), name).toBeLessThan(500);
  }
  for (const query of ["q=%00", "q=a&q=b", "q=%ED%A0%80", `q=${"x".repeat(3000)}`]) {
    expect((await page.goto(`/groups?${query}`))?.status(), query).toBe(200);
  }
  for (const query of ["after=nonsense", "sort=colour", "q=grop:x", "limit=0&before=%00"]) {
    expect((await page.goto(`/groups/Everyone?${query}`))?.status(), query).toBe(200);
    await expect(members(page)).toBeVisible();
  }
});

test("a user admin makes a group, renames it and deletes it, and is told first what that does", async ({
  page,
  signedInAs,
}) => {
  const admin = await signedInAs("user-admin");
  const name = `Crew ${admin.username}`.slice(0, 30);
  await page.goto("/groups");
  await page.getByRole("button", { name: "New group" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Nothing changes until you click Create group.");
  await dialog.getByLabel("Name", { exact: true }).fill("everyone");
  await dialog.getByRole("button", { name: "Create group" }).click();
  await expect(dialog.getByText("There is a group of that name already.")).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Display name").fill("The Crew");
  await dialog.getByRole("button", { name: "Create group" }).click();

  await expect(page.getByRole("heading", { name: "The Crew" })).toBeVisible();
  await expect(page.getByText("No members yet")).toBeVisible();
  await page.getByRole("button", { name: "Rename…" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill(`${name}-2`);
  await expect(dialog).toContainText(`filters by group:"${name}" stop working`);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(page).toHaveURL(new RegExp(`/groups/${encodeURIComponent(name)}-2$`));
  await expect(page.getByText(`Renamed ${name} to ${name}-2.`)).toBeVisible();

  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(page.getByRole("dialog", { name: `Delete ${name}-2?` })).toBeVisible();
  const confirm = dialog.getByRole("button", { name: "Delete" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel(`Type ${name}-2 to confirm`).fill(`${name}-2`);
  await confirm.click();
  await expect(page).toHaveURL(/\/groups$/);
  await expect(page.getByText(`Deleted ${name}-2.`)).toBeVisible();
  await expect(groupRow(page, name)).toHaveCount(0);
});

test("Everyone holds everybody, and says why it cannot be changed", async ({ page, aUser, signedInAs }) => {
  await signedInAs("owner");
  await aUser();
  await page.goto("/groups/everyone");
  await expect(page.getByText("Everyone holds all users and cannot be changed.")).toBeVisible();
  for (const word of ["Rename…", "Delete…", "Add members…"]) {
    await expect(page.getByRole("button", { name: word })).toHaveAttribute("aria-disabled", "true");
  }
  await expect(page.getByText(/^1–\d+ of \d/)).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("people are typed and picked, several at once, by keyboard alone", async ({ page, aUser, signedInAs }) => {
  await signedInAs("owner");
  const [ada, bob, cleo] = [await aUser({ name: "Ada Picker" }), await aUser({ name: "Bob Picker" }), await aUser()];
  const group = await aGroup({ members: [cleo] });
  await page.goto(`/groups/${group.name}`);
  await page.getByRole("button", { name: "Add members…" }).press("Enter");
  await expect(picker(page)).toBeFocused();

  await page.keyboard.type(`ada picker ${ada.username}`);
  await expect(page.getByRole("option", { name: ada.username })).toBeVisible();
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.type(bob.email ?? "");
  await expect(page.getByRole("option", { name: bob.username })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type(cleo.username);
  await expect(page.getByRole("option", { name: `${cleo.username}` })).toContainText("in it already");
  await page.keyboard.press("Enter");
  // Esc takes back the text first, not what was picked.
  await page.keyboard.press("Escape");
  await expect(picker(page)).toHaveValue("");
  await expect(page.getByRole("list", { name: "Picked" }).getByRole("button")).toHaveCount(2);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(`Added 2 members to ${group.name}.`)).toBeVisible();
  for (const person of [ada, bob, cleo]) await expect(memberRow(page, person)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add members…" })).toBeFocused();
  expect(await auditOf(group)).toHaveLength(1);
});

test("who presses Enter before anybody is found picks whom it finds then, unless they type on or it could be several", async ({
  page,
  aUser,
  signedInAs,
}) => {
  await signedInAs("owner");
  const [ada, bob] = [await aUser(), await aUser()];
  const group = await aGroup();
  await page.goto(`/groups/${group.name}`);
  await page.getByRole("button", { name: "Add members…" }).press("Enter");
  await expect(picker(page)).toBeFocused();
  await expect(page.getByRole("option").first()).toBeVisible();
  const picked = page.getByRole("list", { name: "Picked" }).getByRole("button");

  let letGo = await holdBack(page, isAction);
  await page.keyboard.type(ada.username);
  await page.keyboard.press("Enter");
  await expect(picker(page)).toHaveValue(ada.username);
  letGo();
  await expect(picked).toHaveAccessibleName(`Leave out ${ada.username}`);
  await expect(picker(page)).toHaveValue("");

  letGo = await holdBack(page, isAction);
  await page.keyboard.type("person-");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const answered = page.waitForResponse((response) => isAction(response.request()));
  letGo();
  await answered;
  await page.waitForTimeout(500);
  await expect(picker(page)).toHaveValue("person-");
  await page.keyboard.press("Escape");
  await expect(picker(page)).toHaveValue("");
  await expect(picked).toHaveCount(1);

  letGo = await holdBack(page, isAction);
  await page.keyboard.type(bob.username.slice(0, -1));
  await page.keyboard.press("Enter");
  await page.keyboard.type(bob.username.slice(-1));
  letGo();
  await expect(page.getByRole("option", { name: bob.username })).toBeVisible();
  await expect(picker(page)).toHaveValue(bob.username);
  await expect(picked).toHaveCount(1);
});

test("people who were picked are not lost by a key or a click beside the dialog, only by closing it once more", async ({
  page,
  aUser,
  signedInAs,
}) => {
  await signedInAs("owner");
  const [ada, bob] = [await aUser(), await aUser()];
  const group = await aGroup();
  await page.goto(`/groups/${group.name}`);
  const opener = page.getByRole("button", { name: "Add members…" });
  await opener.press("Enter");
  const dialog = page.getByRole("dialog");
  const pick = async ({ username }: { username: string }) => {
    await picker(page).fill(username);
    await page.getByRole("option", { name: username }).click();
    await expect(dialog.getByRole("button", { name: `Leave out ${username}` })).toBeVisible();
  };
  await pick(ada);
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("alert")).toContainText("1 user picked, and not added yet.");
  await pick(bob);
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await page.mouse.click(5, 5);
  await expect(dialog.getByRole("alert")).toContainText("2 users picked, and not added yet.");
  await expect(dialog.getByRole("list", { name: "Picked" }).getByRole("button")).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close without adding" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();

  await opener.press("Enter");
  await pick(ada);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(memberRow(page, ada)).toHaveCount(0);
  await opener.press("Enter");
  await expect(picker(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a pasted list is picked as a whole; who is nobody or in it already is told", async ({
  page,
  aUser,
  signedInAs,
}) => {
  await signedInAs("user-admin");
  const [ada, bob, cleo] = [await aUser(), await aUser(), await aUser()];
  const group = await aGroup({ members: [cleo] });
  await page.goto(`/groups/${group.name}`);
  await page.getByRole("button", { name: "Add members…" }).click();
  await expect(picker(page)).toBeFocused();
  const list = [ada.username.toUpperCase(), bob.email, cleo.username, "nobody-at-all"].join("\n");
  await page.evaluate((text) => navigator.clipboard.writeText(text), list);
  await page.keyboard.press("ControlOrMeta+v");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Nobody is called nobody-at-all.")).toBeVisible();
  await expect(dialog.getByText(`In it already: ${cleo.username}.`)).toBeVisible();
  await dialog.getByRole("button", { name: `Leave out ${bob.username}` }).click();
  await dialog.getByRole("button", { name: "Add 1 member", exact: true }).click();
  await expect(memberRow(page, ada)).toBeVisible();
  await expect(memberRow(page, bob)).toHaveCount(0);
});

test("members that are ticked are removed together, and Undo puts them back", async ({ page, aUser, signedInAs }) => {
  await signedInAs("owner");
  const people = [await aUser(), await aUser(), await aUser(), await aUser()];
  const group = await aGroup({ members: people });
  await page.goto(`/groups/${group.name}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("checkbox", { name: `Select ${people[0]?.username}`, exact: true }).uncheck();
  await page.getByRole("button", { name: "Remove 3 members" }).click();
  await expect(page.getByText(`Removed 3 members from ${group.name}.`)).toBeVisible();
  await expect(members(page).getByRole("row")).toHaveCount(2);
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`Put 3 members back into ${group.name}.`)).toBeVisible();
  await expect(members(page).getByRole("row")).toHaveCount(5);
  await expect(members(page).getByRole("checkbox", { checked: true })).toHaveCount(0);
  expect(await auditOf(group)).toMatchObject([{ action: "group.updated" }, { action: "group.updated" }]);
});

test("members come page by page, x ticks the row in focus, and Esc clears", async ({ page, aUser, signedInAs }) => {
  await signedInAs("owner");
  const people = [];
  for (let i = 0; i < 30; i++) people.push(await aUser());
  const group = await aGroup({ members: people });
  await page.goto(`/groups/${group.name}`);
  await expect(page.getByText("1–25 of 30")).toBeVisible();
  await expect(members(page).getByRole("row")).toHaveCount(26);
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("26–30 of 30")).toBeVisible();
  const boxes = members(page).getByRole("checkbox");
  await boxes.nth(1).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect(boxes.nth(2)).toBeChecked();
  await expect(page.getByRole("button", { name: "Remove 1 member", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(boxes.nth(2)).not.toBeChecked();
  await boxes.nth(3).click();
  await page.keyboard.press("Escape");
  await expect(boxes.nth(3)).not.toBeChecked();
});

test("groups are found by a part of their names, and nothing found has a way back", async ({ page, signedInAs }) => {
  const admin = await signedInAs("user-admin");
  const { name } = await aGroup();
  await createGroup(as(admin), { name: `${name}-b`, displayName: "Findable" });
  await page.goto("/groups");
  const box = page.getByLabel("Filter groups");
  await box.fill("findab");
  await box.press("Enter");
  await expect(groupRow(page, `${name}-b`)).toBeVisible();
  await expect(page.getByRole("table", { name: "Groups" }).getByRole("row")).toHaveCount(2);
  await box.fill("no group is called this");
  await box.press("Enter");
  await expect(page.getByText("No groups match this filter")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Clear filter" }).last().click();
  await expect(groupRow(page, "Everyone")).toBeVisible();
  await groupRow(page, name).first().getByRole("link").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups\/./);
});

test("the list of users tells their groups, their page links to them, and the filter suggests them", async ({
  page,
  aUser,
  signedInAs,
}) => {
  await signedInAs("auditor");
  const ada = await aUser();
  const group = await aGroup({ members: [ada] });
  await page.goto("/users");
  await filterBox(page).focus();
  await expect(async () => {
    await filterBox(page).fill("");
    await filterBox(page).pressSequentially(`group:${group.name.slice(0, -1)}`);
    await expect(page.getByRole("option", { name: `group:${group.name}` })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole("option", { name: `group:${group.name}` }).click();
  await filterBox(page).press("Enter");
  const row = page.getByRole("table", { name: "Users" }).getByRole("row").nth(1);
  await expect(row.getByRole("cell", { name: group.name })).toBeVisible();
  for (const [width, shown] of [
    [1010, true],
    [990, false],
    [390, false],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await expect(row.getByRole("cell", { name: group.name })).toBeVisible({ visible: shown });
  }
  await page.goto(`/users/${ada.username}`);
  await page.getByRole("link", { name: group.name }).click();
  await expect(memberRow(page, ada)).toBeVisible();
});

const places: Record<string, (page: Page, group: string) => Promise<void>> = {
  "the groups": async (page) => void (await page.goto("/groups")),
  "no group found": async (page) => void (await page.goto("/groups?q=no+group+is+called+this")),
  "a new group": async (page) => {
    await page.goto("/groups");
    await page.getByRole("button", { name: "New group" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  Everyone: async (page) => void (await page.goto("/groups/Everyone")),
  "a group": async (page, group) => void (await page.goto(`/groups/${group}`)),
  "members that are ticked": async (page, group) => {
    await page.goto(`/groups/${group}`);
    await members(page)
      .getByRole("checkbox", { name: /^Select person/ })
      .first()
      .check();
    await expect(page.getByRole("toolbar")).toBeVisible();
  },
  ...Object.fromEntries(
    ["Rename…", "Delete…", "Add members…"].map((word) => [
      `the dialog of ${word}`,
      async (page: Page, group: string) => {
        await page.goto(`/groups/${group}`);
        await page.getByRole("button", { name: word }).click();
        await expect(page.getByRole("dialog").getByRole("textbox").or(picker(page)).first()).toBeVisible();
      },
    ]),
  ),
};

for (const width of [1440, 390]) {
  test(`axe finds nothing, ${width} px`, async ({ page, aUser }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    const group = await aGroup({ members: [await aUser({ name: "Ada Lovelace" }), await aUser()] });
    const looks = async () => {
      await page.waitForTimeout(300);
      await expectNoBarriersInEitherTheme(page);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    };
    await openSessionIn(page, await aUser({ roles: ["owner"] }));
    for (const [place, go] of Object.entries(places)) {
      await test.step(place, async () => {
        await go(page, group.name);
        await looks();
      });
    }
    await openSessionIn(page, await aUser({ roles: ["auditor"] }));
    for (const path of ["/groups", `/groups/${group.name}`]) {
      await test.step(`${path} for an auditor`, async () => {
        await page.goto(path);
        await looks();
      });
    }
  });
}

test("of somebody in many groups a dozen is told at first, and all on asking", async ({ page, aUser, signedInAs }) => {
  await signedInAs("auditor");
  const ada = await aUser();
  for (let i = 0; i < 14; i++) await aGroup({ members: [ada] });
  await page.goto(`/users/${ada.username}`);
  const groups = page.getByRole("region", { name: "Profile" }).getByRole("link");
  await expect(groups).toHaveCount(12);
  await expect(async () => {
    await page.getByRole("button", { name: "Show all 14" }).click({ timeout: 1000 });
    await expect(groups).toHaveCount(14, { timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("button", { name: "Show fewer" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(groups).toHaveCount(12);
});
