import { roles } from "@/lib/permissions";
import { daysAgo } from "@/test/people";
import { expect, openSessionIn, test } from "./fixtures";
import { startServer } from "./support/server";

test("the statuses of each day are drawn, told in words, and stand in a table; links lead to who it is", async ({
  page,
  signedInAs,
  aUser,
}) => {
  await signedInAs("auditor");
  await aUser({ status: "suspended" });
  await page.goto("/overview");
  const chart = page.getByRole("img", {
    name: /^Users by status over 90 days; now [\d,]+ active, [\d,]+ dormant, [\d,]+ suspended$/,
  });
  await expect(chart).toBeVisible();
  await expect(page.getByRole("img", { name: /^Sign-ins per day: .+ so far today$/ })).toBeVisible();

  const { x = 0, y = 0, width = 0, height = 0 } = (await chart.boundingBox()) ?? {};
  await page.mouse.move(x + width - 1, y + height / 2);
  await expect(page.getByText(/^today: [\d,]+ active, [\d,]+ dormant, [\d,]+ suspended$/)).toBeVisible();
  await page.mouse.move(x + width / 2, y + height / 2);
  await expect(page.getByText(/^today: /).first()).toBeHidden();
  await expect(page.getByText(/^\d+ [A-Z][a-z]+.*: [\d,]+ active/).locator("visible=true")).toHaveCount(1);

  const table = page.getByRole("region", { name: "Users by status at the end of each day" });
  await page.getByText("Show as a table").first().click();
  await expect(table.getByRole("row")).toHaveCount(91);
  const today = await table.getByRole("row").nth(1).getByRole("cell").allInnerTexts();
  const [, active = ""] = /now ([\d,]+) active/.exec((await chart.getAttribute("aria-label")) ?? "") ?? [];
  expect(today[0]).toBe(active);
  const days = await table.getByRole("row").getByRole("rowheader").allInnerTexts();
  expect(new Set(days).size).toBe(90);

  await page.getByRole("link", { name: "30 days", exact: true }).click();
  await expect(page).toHaveURL(/days=30/);
  await expect(page.getByRole("img", { name: /over 30 days/ })).toBeVisible();
  await page.getByRole("link", { name: "Suspended", exact: true }).click();
  await expect(page).toHaveURL(/users\?q=status(:|%3A)suspended/);
  await page.goto("/overview?days=7&days=x");
  await expect(page.getByRole("img", { name: /over 90 days/ })).toBeVisible();
});

test("who becomes dormant soon is told, and how many seats that frees", async ({ page, signedInAs, aUser }) => {
  await signedInAs("user-admin");
  const soon = await aUser({ name: "Soon Asleep", createdAt: daysAgo(300), lastSeenAt: daysAgo(89.5) });
  await page.goto("/overview");
  const row = page.getByRole("row").filter({ hasText: soon.username });
  await expect(row).toContainText("1 day");
  await expect(page.getByText(/within 30 days, unless they are seen before; frees \d+ seats?/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Not seen for 60 days" })).toHaveAttribute(
    "href",
    /last_seen_before%3A60d$/,
  );
  await row.getByRole("link", { name: "Soon Asleep" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${soon.username}`));
});

test("every admin sees it; a member is told who does", async ({ page, aUser }) => {
  for (const role of roles) {
    await openSessionIn(page, await aUser({ roles: [role] }));
    await page.goto("/overview");
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  }
  await openSessionIn(page, await aUser());
  await page.goto("/overview");
  await expect(page.getByRole("heading", { name: "You may not look at the overview" })).toBeVisible();
});

test("over the limit it warns, and where it is enforced says so", async ({ browser, aUser }) => {
  const server = await startServer({
    DATABASE_URL: process.env.ROSTER_E2E_DATABASE_URL ?? "",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    PORT: "0",
    ROSTER_WORKERS: "1",
    ROSTER_SEATS: "1",
    ROSTER_SEATS_ENFORCE: "1",
  });
  const context = await browser.newContext({ baseURL: server.address });
  const page = await context.newPage();
  try {
    const ada = await aUser({ status: "dormant" });
    await openSessionIn(page, await aUser({ roles: ["owner"] }), server.address);
    await page.goto("/overview");
    await expect(page.getByText("Over the limit.")).toBeVisible();
    await expect(page.getByText("Beyond it nobody but an owner becomes active.")).toBeVisible();
    await expect(page.getByText(/^\d+ over the limit$/)).toBeVisible();
    await expect(page.getByRole("meter", { name: "Seats used" })).toHaveAttribute("aria-valuetext", /over the limit$/);
    await expect(page.getByRole("navigation", { name: "Main" }).getByText(/of 1$/)).toBeVisible();
    await page.goto(`/users?q=${ada.username}`);
    await page.getByRole("button", { name: `Actions for ${ada.username}` }).click();
    await page.getByRole("menuitem", { name: "Activate…" }).click();
    await expect(page.getByRole("dialog").getByText("The only seat is taken.")).toBeVisible();
    await expect(page.getByRole("dialog").getByRole("button", { name: "Activate", exact: true })).toBeDisabled();
  } finally {
    await context.close();
    await server.stop();
  }
});
