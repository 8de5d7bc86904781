import type { Page } from "@playwright/test";
import { can, type Permission, type Role, roles, whoMay } from "@/lib/permissions";
import type { User } from "@/lib/users/user";
import { aGroup } from "@/test/people";
import { expect, expectNoBarriers, expectNoBarriersInEitherTheme, openSessionIn, test } from "./fixtures";

/**
 * Every page × every role, from one table: who sees the page, what they may do on it, where it leads who may not, all of
 * it by Tab, and what axe says of it, in both themes, wide and on a phone.
 */

type Them = { me: User; ada: User; group: string };

type Place = {
  path: (them: Them) => string;
  heading: (them: Them) => string;
  title?: (them: Them) => string;
  sees: Permission | "everyone";
  /** What those get who do not see it: the sentence who does, their own account, or the same as where nothing is. */
  otherwise?: "told" | "own account" | "not found";
  /** What only some do there, by the name of its button or link. */
  acts?: Record<string, Permission>;
  /** Has no console round it, and is the same for all. */
  bare?: true;
};

const onSomebody: Place["acts"] = {
  "Edit roles…": "roles:assign",
  "Reset password…": "users:reset-password",
  "Suspend…": "users:suspend",
  "New token…": "users:make-tokens",
  Edit: "users:update",
  "Show all": "audit:read",
};

const places: Record<string, Place> = {
  Users: {
    path: ({ ada }) => `/users?q=${ada.username}`,
    heading: () => "Users",
    sees: "users:read",
    otherwise: "own account",
    acts: { "New user": "users:create" },
  },
  "New user": {
    path: () => "/users/new",
    heading: () => "New user",
    sees: "users:create",
    otherwise: "told",
    acts: { "Create user": "users:create" },
  },
  "somebody’s page": {
    path: ({ ada }) => `/users/${ada.username}`,
    heading: ({ ada }) => ada.name,
    title: ({ ada }) => ada.username,
    sees: "users:read",
    otherwise: "not found",
    acts: onSomebody,
  },
  "one’s own page": {
    path: ({ me }) => `/users/${me.username}`,
    heading: ({ me }) => me.name,
    title: ({ me }) => me.username,
    sees: "everyone",
  },
  Groups: {
    path: () => "/groups",
    heading: () => "Groups",
    sees: "users:read",
    otherwise: "told",
    acts: { "New group": "groups:manage" },
  },
  "a group": {
    path: ({ group }) => `/groups/${group}`,
    heading: ({ group }) => group,
    title: ({ group }) => group,
    sees: "users:read",
    otherwise: "told",
    acts: { "Rename…": "groups:manage", "Delete…": "groups:manage", "Add members…": "groups:manage" },
  },
  Roles: {
    path: ({ ada }) => `/roles?user=${ada.username}`,
    heading: () => "Roles",
    sees: "users:read",
    otherwise: "told",
  },
  Audit: {
    path: ({ ada }) => `/audit?q=target:${ada.username}`,
    heading: () => "Audit",
    sees: "audit:read",
    otherwise: "told",
    acts: { "Export CSV": "audit:read", "Export JSON lines": "audit:read" },
  },
  Overview: { path: () => "/overview", heading: () => "Overview", sees: "users:read", otherwise: "told" },
  Account: { path: () => "/account", heading: () => "Account", sees: "everyone" },
  "the API’s page": {
    path: () => "/docs/api",
    heading: () => "HTTP API",
    title: () => "HTTP API",
    sees: "everyone",
    bare: true,
  },
  "a page that is not there": {
    path: () => "/nowhere",
    heading: () => "Not found",
    title: () => "Not found",
    sees: "everyone",
  },
};

const inNavigation: [label: string, sees: Place["sees"]][] = [
  ["Users", "users:read"],
  ["Groups", "users:read"],
  ["Roles", "users:read"],
  ["Audit", "audit:read"],
  ["Overview", "users:read"],
  ["Account", "everyone"],
];

const phone = { width: 390, height: 844 };
const holders: (Role | "member")[] = [...roles, "member"];

for (const holder of holders) {
  const held = { roles: holder === "member" ? [] : [holder] };
  const may = (permission: Place["sees"]) => permission === "everyone" || can(held, permission);

  for (const [name, place] of Object.entries(places)) {
    test(`${name}, as ${holder}: ${may(place.sees) ? "seen" : `not seen, but ${place.otherwise}`}`, async ({
      page,
      aUser,
    }) => {
      const me = await aUser({ ...held, name: "Mira Berg" });
      const ada = await aUser({ name: "Ada Lovelace" });
      const them = { me, ada, group: (await aGroup({ members: [ada] })).name };
      await openSessionIn(page, me);
      await page.emulateMedia({ reducedMotion: "reduce" });
      const response = await page.goto(place.path(them));

      const seen = may(place.sees);
      const isThere = name !== "a page that is not there" && (seen || place.otherwise !== "not found");
      expect(response?.status()).toBe(isThere ? 200 : 404);
      await expectHeading(page, place, them, seen);
      for (const [act, permission] of Object.entries(place.acts ?? {})) {
        await expectAct(page, act, seen && may(permission), permission);
      }
      if (!place.bare) {
        const labels = inNavigation.filter(([, permission]) => may(permission)).map(([label]) => label);
        await expect(page.getByRole("navigation", { name: "Main" }).getByRole("listitem")).toHaveText(labels);
      }
      // What is the same for all is looked at once.
      if (place.bare && holder !== "member") return;
      // Again where a part of the page came, or was drawn anew, on the way.
      await expect(() => expectAllByTab(page)).toPass({ timeout: 20_000 });
      await expectFineLooks(page);
    });
  }
}

async function expectHeading(page: Page, place: Place, them: Them, seen: boolean) {
  const heading = (text: string | RegExp) => page.getByRole("heading", { name: text, exact: true }).first();
  if (seen) {
    await expect(heading(place.heading(them))).toBeVisible();
    await expect(page).toHaveTitle(`${(place.title ?? place.heading)(them)} · Roster`);
  } else if (place.otherwise === "own account") {
    await expect(heading("Account")).toBeVisible();
    await expect(page).toHaveURL(/\/account$/);
  } else if (place.otherwise === "not found") {
    await expect(heading("No such user")).toBeVisible();
    await expect(page).toHaveTitle("Not found · Roster");
    await expect(page.getByText(them.ada.name)).toHaveCount(0);
  } else {
    await expect(page.getByRole("heading", { name: /^You may not / })).toBeVisible();
    await expect(page.getByText(whoMay(place.sees as Permission))).toBeVisible();
    await expect(page.getByRole("main").getByText(/Ada|Lovelace|group-/)).toHaveCount(0);
  }
}

/** What may be done is there and works; what may not is not there, or says on the spot why it does not. */
async function expectAct(page: Page, name: string, allowed: boolean, permission: Permission) {
  const main = page.getByRole("main");
  const named = { name, exact: true };
  const control = main.getByRole("button", named).or(main.getByRole("link", named));
  if (allowed) {
    await expect(control).toBeVisible();
    await expect(control).not.toHaveAttribute("aria-disabled", "true");
  } else if ((await control.count()) > 0) {
    await expect(control).toHaveAttribute("aria-disabled", "true");
    await expect(control).toHaveAccessibleDescription(whoMay(permission));
  }
}

/** Everything that can be used is reached by Tab, in the order of the page, with a ring that shows where one is. */
async function expectAllByTab(page: Page) {
  const count = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("a[href],button,input,select,textarea,summary,[tabindex]")];
    const stops = all.filter(
      (it) =>
        it.tabIndex >= 0 &&
        it.checkVisibility({ visibilityProperty: true }) &&
        !it.matches(":disabled,input[type=radio]:not(:checked)"),
    );
    const walked: Walked = { order: [], withoutRing: [] };
    Object.assign(window, { walked });
    document.addEventListener("focusin", ({ target }) => {
      const it = target as HTMLElement;
      walked.order.push(stops.indexOf(it));
      const around = [it, it.parentElement, it.parentElement?.parentElement, it.nextElementSibling];
      const styles = around.flatMap((near) => (near ? [getComputedStyle(near)] : []));
      if (!styles.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && outlineWidth !== "0px")) {
        walked.withoutRing.push(it.outerHTML.slice(0, 200));
      }
    });
    return stops.length;
  });
  // A long page goes on as it began. Where something has the focus from the start, Tab comes round to what is before it.
  const steps = Math.min(count, 40);
  for (let i = 0; i <= steps; i++) await page.keyboard.press("Tab");
  const { order, withoutRing } = await page.evaluate(() => (window as unknown as { walked: Walked }).walked);
  const [first = 0] = order;
  expect(order.slice(0, steps)).toEqual(Array.from({ length: steps }, (_, index) => (first + index) % count));
  expect(withoutRing).toEqual([]);
}

type Walked = { order: number[]; withoutRing: string[] };

/**
 * axe finds nothing, wide in either theme, and dark on a phone. On the phone nothing scrolls sideways but the matrix of
 * roles and the presets of a filter, the bar holds five at most, and what can be hit is 24 px high or more.
 */
async function expectFineLooks(page: Page) {
  await expectNoBarriersInEitherTheme(page);
  await page.setViewportSize(phone);
  await expectNoBarriers(page);
  const { sideways, inBar, small } = await page.evaluate(() => ({
    sideways: [...document.querySelectorAll("main, main *")]
      .filter((it) => it.scrollWidth > it.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(it).overflowX))
      .map((it) => it.getAttribute("aria-label") ?? it.outerHTML.slice(0, 100)),
    inBar: [...document.querySelectorAll("nav[aria-label=Main] li")].filter((it) => it.checkVisibility()).length,
    // Links within a sentence are as high as its line.
    small: [...document.querySelectorAll("a[href],button,summary")]
      .filter((it) => it.checkVisibility() && getComputedStyle(it).display !== "inline")
      .filter((it) => it.clientWidth > 1 && it.getBoundingClientRect().height < 24)
      .map((it) => it.outerHTML.slice(0, 200)),
  }));
  expect(small).toEqual([]);
  const mayScroll = ["What each role may do, scrollable", "Presets"];
  expect(sideways.filter((label) => !mayScroll.includes(label))).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(phone.width);
  expect(inBar).toBeLessThanOrEqual(5);
}
