import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { aGroup } from "@/test/people";
import { choose, expect, openSessionIn, rowOf, test } from "../fixtures";
import { cableTo } from "../support/cable";
import { startServer } from "../support/server";

/**
 * Every page lives under a policy that runs nothing but its own scripts: it comes alive without breaking the policy, and what an attacker
 * gets into it does not run. All other journeys fail on a breach of the policy, too.
 */

const themes = ["light", "dark"] as const;

/** All that the browser has to say against a page. */
function complaintsOf(context: BrowserContext): string[] {
  const said: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      said.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => said.push(`${error.page()?.url()}: ${error.error()}`));
  return said;
}

const isAlive = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("a, button")].some((it) =>
      Object.keys(it).some((key) => key.startsWith("__reactProps")),
    ),
  );

async function expectToLive(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  await expect.poll(() => isAlive(page), { message: `${path} comes alive` }).toBe(true);
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy, path).toMatch(/script-src 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
  expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval/);
  expect(response?.headers()["cache-control"], path).toContain("no-store");
  const strangers = await page.evaluate(() => [...document.scripts].filter((it) => !it.nonce && !it.src).length);
  expect(strangers, `inline scripts without a nonce on ${path}`).toBe(0);
}

for (const theme of themes) {
  test(`every page comes alive under the policy without a complaint, ${theme}`, async ({
    page,
    context,
    aUser,
    baseURL,
  }) => {
    const said = complaintsOf(context);
    await context.addCookies([{ name: "roster-theme", value: theme, url: baseURL ?? "" }]);
    const ada = await aUser({ name: "Ada" });
    const group = await aGroup({ members: [ada] });

    for (const path of ["/sign-in", "/docs/api"]) await expectToLive(page, path);
    await openSessionIn(page, await aUser({ temporary: true }));
    await expectToLive(page, "/change-password");
    await openSessionIn(page, await aUser({ roles: ["owner"] }));
    for (const path of [
      ...["/users", `/users?q=${ada.username}`, "/users?q=statos:x", "/users/new", `/users/${ada.username}`],
      ...[
        "/groups",
        `/groups/${group.name}`,
        "/roles",
        `/roles?user=${ada.username}`,
        "/audit",
        "/overview",
        "/account",
      ],
    ]) {
      await expectToLive(page, path);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    }
    await openSessionIn(page, await aUser());
    await expectToLive(page, "/users");
    expect(said).toEqual([]);

    // The browser itself complains of the status of these, and of nothing else.
    await openSessionIn(page, await aUser({ roles: ["owner"] }));
    for (const path of ["/nothing/here", "/users/nobody-is-called-this", "/groups/none-is-called-this"]) {
      await expectToLive(page, path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    expect(said.filter((line) => !line.includes("status of 404"))).toEqual([]);
  });
}

test("what loads and draws only when it is used lives under the policy, too", async ({
  page,
  context,
  aUser,
  signedInAs,
}) => {
  const said = complaintsOf(context);
  await signedInAs("owner");
  const ada = await aUser();
  await page.goto(`/users?q=${ada.username}`);
  await choose(page, ada, "Suspend…");
  const dialog = page.getByRole("dialog");
  await expect(page.locator("body"), "the page behind does not scroll").toHaveCSS("overflow", "hidden");
  await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(rowOf(page, ada).getByText("Suspended", { exact: true })).toBeVisible();
  await expect(page.locator("[data-sonner-toaster]"), "toasts have their style").toHaveCSS("position", "fixed");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill(ada.username);
  await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  expect(said).toEqual([]);
});

test("nothing that is put into a page runs: no script, handler, link, frame or style, and none from elsewhere", async ({
  browser,
  aUser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL }); // Not the one whose breaches of the policy are failures.
  const page = await context.newPage();
  await openSessionIn(page, await aUser({ roles: ["owner"] }));
  const breaches: string[] = [];
  await page.exposeFunction("breach", (directive: string) => breaches.push(directive));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (it) => {
      (globalThis as never as { breach: (directive: string) => void }).breach(it.effectiveDirective);
    });
  });
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  }).listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const other = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const planted = `
    <script>ran("inline")</script><script nonce="">ran("empty nonce")</script><script nonce="AAAAAAAAAAAAAAAAAAAAAA==">ran("guessed nonce")</script>
    <script src="/icon.svg"></script><script src="//${other}/x.js"></script><script src="data:text/javascript,ran('data')"></script>
    <img src=x onerror="ran('handler')"><svg onload="ran('svg')"></svg><iframe srcdoc="<script>parent.ran('frame')</script>"></iframe>
    <iframe src="http://${other}/"></iframe><iframe src="javascript:parent.ran('frame address')"></iframe><object data="data:text/html,x"></object><embed src="/icon.svg">
    <base href="http://${other}/"><style>body { color: rgb(1, 2, 3) }</style>
    <img src="http://${other}/leak.png"><link rel="stylesheet" href="http://${other}/x.css">
    <meta http-equiv="content-security-policy" content="script-src 'unsafe-inline'">`;
  await page.route("**/account", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      /<body[^>]*>/,
      (tag) => `${tag}<script>ran("first")</script>${planted}`,
    );
    await route.fulfill({ response, body });
  });
  await page.addInitScript(() => {
    const it = globalThis as never as { did: string[]; ran: (what: string) => void };
    it.did = [];
    it.ran = (what) => it.did.push(what);
  });
  await page.goto("/account");
  const late = `
    <img src=y onerror="ran('late handler')"><p id="dressed" style="color: rgb(1, 2, 3)">x</p>
    <a id="link" href="javascript:ran('link')">link</a><form id="form" action="http://${other}/"></form>`;
  const colour = await page.evaluate((html) => {
    document.body.insertAdjacentHTML("beforeend", html);
    const dressed = document.getElementById("dressed") ?? document.body;
    document.getElementById("link")?.click();
    (document.getElementById("form") as HTMLFormElement | null)?.requestSubmit();
    setTimeout("ran('text as a program')");
    return getComputedStyle(dressed).color;
  }, late);
  await expect
    .poll(() => [...new Set(breaches)].sort())
    .toEqual([
      ...["base-uri", "form-action", "frame-src", "img-src", "object-src"],
      ...["script-src", "script-src-attr", "script-src-elem", "style-src-attr", "style-src-elem"],
    ]);
  expect(await page.evaluate(() => (globalThis as never as { did: string[] }).did)).toEqual([]);
  expect(colour).not.toBe("rgb(1, 2, 3)");
  expect(asked, "nothing is asked of another server").toEqual([]);
  await context.close();
  elsewhere.close();
});

test("a client cannot choose the nonce, and no two answers share one", async ({ request }) => {
  const headers = { "content-security-policy": "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='" };
  const seen = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const answer = await request.get("/sign-in", { headers });
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "") ?? [];
    const text = await answer.text();
    expect(text).not.toContain("AAAAAAAAAAAAAAAAAAAAAA==");
    expect([...text.matchAll(/<script[^>]*>/g)].filter(([tag]) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    seen.add(nonce);
  }
  expect(seen.size).toBe(3);
});

test("the page that says that the database is away lives under the policy, and goes on by itself", async ({
  browser,
  aUser,
}) => {
  const cable = await cableTo(process.env.ROSTER_E2E_DATABASE_URL ?? "");
  const server = await startServer({
    DATABASE_URL: cable.url,
    PORT: "0",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
  });
  const context = await browser.newContext({ baseURL: server.address });
  const page = await context.newPage();
  try {
    await openSessionIn(page, await aUser({ roles: ["owner"] }), server.address);
    await page.goto("/users");
    const said = complaintsOf(context);
    cable.pull();
    await expectToLive(page, "/users");
    await expect(page.getByText(/cannot reach its database/)).toBeVisible();
    await cable.putBack();
    await expect(page.getByRole("table", { name: "Users" })).toBeVisible({ timeout: 20_000 });
    expect(said.filter((line) => line.includes("Content Security Policy"))).toEqual([]);
  } finally {
    await context.close();
    await server.stop();
    cable.pull();
  }
});
