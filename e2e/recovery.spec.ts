import { expect, openSessionIn, rowOf, test } from "./fixtures";
import { cableTo } from "./support/cable";
import { startServer } from "./support/server";

/** A server of its own, on the same database through a cable that can be pulled. */
test("when the database goes away the page says so, nothing is lost, and all recovers by itself", async ({
  browser,
  aUser,
}) => {
  const cable = await cableTo(process.env.ROSTER_E2E_DATABASE_URL ?? "");
  const settings = {
    DATABASE_URL: cable.url,
    PORT: "0",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
  };
  const server = await startServer(settings);
  const context = await browser.newContext({ baseURL: server.address });
  const page = await context.newPage();
  const ready = async () => (await page.request.get("/readyz")).status();
  try {
    const ada = await aUser();
    await openSessionIn(page, await aUser({ roles: ["owner"] }), server.address);
    await page.goto(`/users?q=${ada.username}`);
    await expect(rowOf(page, ada)).toBeVisible();
    expect(await ready()).toBe(200);

    await page.getByRole("button", { name: `Actions for ${ada.username}` }).click();
    await page.getByRole("menuitem", { name: "Suspend…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Suspend", exact: true })).toBeEnabled();
    await dialog.getByLabel(/reason/i).fill("typed before the database went");
    cable.pull();

    await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
    await expect(dialog.getByText(/did not answer/)).toBeVisible();
    await expect(dialog.getByLabel(/reason/i)).toHaveValue("typed before the database went");
    await expect.poll(ready).toBe(503);
    expect((await page.request.get("/healthz")).status()).toBe(200);

    const other = await context.newPage();
    const answer = await other.goto("/users");
    expect(answer?.status()).toBe(503);
    expect(answer?.headers()["retry-after"]).toBe("2");
    await expect(other.getByText(/cannot reach its database/)).toBeVisible();
    expect(await other.content()).not.toMatch(/at .+\.(m?js|ts):\d+/);

    const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
    const form = { csrfToken, email: "somebody@example.com", password: "whatever it is", json: "true" };
    const signIn = await page.request.post("/api/auth/callback/credentials", { form });
    expect(signIn.status()).toBe(503);
    expect(signIn.headers()["retry-after"]).toBe("2");
    expect(await signIn.text()).not.toMatch(/select|somebody/);
    expect(server.said()).not.toMatch(/somebody@example|Failed query/);

    await cable.putBack();
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
    await expect(other.getByRole("table", { name: "Users" })).toBeVisible({ timeout: 20_000 });
    await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
    await expect(rowOf(page, ada).getByText("Suspended", { exact: true })).toBeVisible();
    expect(server.process.exitCode).toBeNull();
  } finally {
    await context.close();
    expect(await server.stop()).toBe(0);
    cable.pull();
  }
});

test("a server that is restarted goes on where it was: the same browser is still signed in", async ({
  browser,
  aUser,
}) => {
  const settings = {
    DATABASE_URL: process.env.ROSTER_E2E_DATABASE_URL ?? "",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
  };
  const first = await startServer({ ...settings, PORT: "0" });
  const context = await browser.newContext({ baseURL: first.address });
  const page = await context.newPage();
  await openSessionIn(page, await aUser({ roles: ["auditor"] }), first.address);
  await page.goto("/users");
  await first.stop();

  const second = await startServer({ ...settings, PORT: new URL(first.address).port });
  await page.getByRole("link", { name: "Dormant", exact: true }).click();
  await expect(page).toHaveURL(/status/);
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
  await context.close();
  expect(await second.stop()).toBe(0);
});
