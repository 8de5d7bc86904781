import { dictionary } from "@zxcvbn-ts/language-common";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { as, aUser, daysAgo, nobody } from "@/test/people";
import { config } from "../config";
import { signIn } from "../sessions/sign-in";
import { changeOwnPassword } from "../users/change-own-password";
import { createUser } from "../users/create-user";
import { generatePassword } from "./generate";
import { proposePassword } from "./propose-password";
import { strengthOf } from "./strength";

/** What is asked of a password, by OWASP’s standard (ASVS 5.0, V6.2 and V6.4) and no more than that. */

const usual = config().passwordMinLength;
afterEach(() => {
  config().passwordMinLength = usual;
});

const owner = { username: "ada", email: "ada@example.com", name: "Ada Lovelace" };
const isGood = async (password: string) => (await strengthOf(password, owner)).good;

test("none of the commonest passwords that are long enough will do, at the usual minimum or the lowest", async () => {
  const common = dictionary["passwords-common"] as string[];
  for (const least of [usual, 8]) {
    config().passwordMinLength = least;
    // Of the 3,000 commonest, every thirtieth: they take some milliseconds each.
    const long = common.filter((password) => password.length >= least).slice(0, 3000);
    const known = long.length < 3000 ? long : long.filter((_, n) => n % 30 === 0);
    expect(known.length).toBeGreaterThan(20);
    const passed = [];
    for (const password of known) if (await isGood(password)) passed.push(password);
    expect(passed).toEqual([]);
  }
});

test("the fourteenth character is not enough, the fifteenth is; nothing is asked of which kind they are", async () => {
  expect(await isGood("plum vexed oak")).toBe(false);
  for (const password of [
    "plum vexed oaks",
    "PLUM VEXED OAKS",
    "749201658830917",
    "}~|^`{@#*&%$!?<",
    "сирень у старой мельницы",
    "🦊 under 🌒 over 🪵 with 🧵",
  ]) {
    expect(await strengthOf(password, owner), password).toMatchObject({ good: true, reasons: [] });
  }
});

test("of 128 characters each counts, in case and to the last; one more is refused, not cut", async () => {
  const ada = await aUser();
  const long = `${"violet Kettle 7 noon, ".repeat(5)}and a great many more`.slice(0, 127);
  const chosen = `${long}!`;
  expect([...chosen]).toHaveLength(128);
  const { hashPassword } = await import("./hash");
  await db()
    .update(users)
    .set({ passwordHash: await hashPassword(chosen) })
    .where(eq(users.id, ada.id));
  const tries = async (password: string) => {
    const result = await signIn(nobody, { email: ada.email ?? "", password });
    return result.ok ? "in" : result.problem.code;
  };
  expect(await tries(chosen)).toBe("in");
  expect(await tries(`${long}?`)).toBe("wrong_credentials");
  expect(await tries(chosen.toUpperCase())).toBe("wrong_credentials");
  expect(await tries(`${chosen} `)).toBe("invalid");
  expect(await tries(long)).toBe("wrong_credentials");
});

test("a password stays good however old it is", async () => {
  const ada = await aUser();
  await db()
    .update(users)
    .set({ passwordChangedAt: daysAgo(5000) })
    .where(eq(users.id, ada.id));
  const { password } = await import("@/test/people");
  expect(await signIn(nobody, { email: ada.email ?? "", password })).toMatchObject({
    ok: true,
    value: { mustChangePassword: false },
  });
});

test("a generated password is never twice the same, and as good as one has to be, whatever the minimum", async () => {
  const admin = await aUser({ roles: ["owner"] });
  for (const least of [8, usual, 60, 128]) {
    config().passwordMinLength = least;
    const made = Array.from({ length: 15 }, () => generatePassword(least));
    expect(new Set(made).size).toBe(15);
    for (const password of made) expect(await isGood(password), password).toBe(true);
    expect(await proposePassword(as(admin), {})).toMatchObject({ value: expect.toSatisfy(isLong(least)) });
    const created = await createUser(as(admin), { username: `made-${least}`, email: `made-${least}@example.com` });
    expect(created).toMatchObject({ ok: true, value: { password: expect.toSatisfy(isLong(least)) } });
  }
});

const isLong = (least: number) => (password: string) => password.length >= least && password.length <= 128;

test("a new password is held to all of this by whatever way it is set", async () => {
  const ada = await aUser({ temporary: true });
  expect(await changeOwnPassword(as(ada), { newPassword: "passwordpassword" })).toMatchObject({
    problem: { code: "weak_password" },
  });
  const admin = as(await aUser({ roles: ["owner"] }));
  const eve = { username: "eve", email: "eve@example.com", password: "passwordpassword" };
  expect(await createUser(admin, eve)).toMatchObject({ problem: { code: "weak_password" } });
});
